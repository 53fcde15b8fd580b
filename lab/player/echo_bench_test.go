package player

import (
	"io"
	"net"
	"net/netip"
	"runtime"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
	"stickylab/lab/sock"
)

// unlimited lets benchmarks do what a class may not.
func unlimited() session.Limits {
	return session.Limits{
		Runs: 1 << 20, RunsPerClient: 1 << 20, Events: 1 << 30, Bytes: 1 << 40, Descriptors: 1 << 20,
		KeptRuns: 64, KeptEvents: 1 << 20, RunTime: time.Minute,
	}
}

func newBenchLab(b *testing.B) *session.Lab {
	b.Helper()
	l := session.New(unlimited())
	b.Cleanup(l.Close)
	return l
}

const echoScript = `tcp
server:
    listen 5
    accept
    recv 16
    send same
    close
client:
    connect
    send "0123456789abcdef"
    recv 16
    close
`

// idleScript comes to stand with both peers waiting in a receive, after
// idleEvents.
const (
	idleScript = "tcp\nserver:\n    listen 5\n    accept\n    recv 16\nclient:\n    connect\n    recv 16\n"
	idleEvents = 6
)

func mustExperiment(b *testing.B, text string) lab.Experiment {
	b.Helper()
	e, err := script.Parse(text)
	if err != nil {
		b.Fatal(err)
	}
	return e
}

// benchAddresses is where the addresses of plain connections start. Those of a
// lab start anywhere.
const benchAddresses = 1 << 20

// perSecond does something n times, eight at once, and tells how often a
// second.
func perSecond(n int, do func()) float64 {
	start := time.Now()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range n / 8 {
				do()
			}
		})
	}
	wait.Wait()
	return float64(n/8*8) / time.Since(start).Seconds()
}

func runEcho(b *testing.B, l *session.Lab, e lab.Experiment) {
	log := mustLog(b, l, e)
	<-log.Done()
	if end, _ := log.Ended(); end.Reason != lab.EndDone {
		b.Errorf("a run ended with %+v", end)
	}
}

func mustLog(b *testing.B, l *session.Lab, e lab.Experiment) *record.Log {
	id, err := Start(l, e, "bench")
	if err != nil {
		b.Error(err)
		runtime.Goexit()
	}
	log, _ := l.Log(id)
	return log
}

// conns is a plain connection. Like a run it has an address of its own: with
// one for all, the ports that are in TIME-WAIT would hold the dials up.
type conns struct {
	from     *sock.Addresses
	address  netip.Addr
	listener net.Listener
	client   net.Conn
	server   chan net.Conn // gives the accepted connection, nil when there is none
}

func dial(b *testing.B, from *sock.Addresses) conns {
	c := conns{from: from, server: make(chan net.Conn, 1)}
	address, err := from.Acquire()
	if err == nil {
		c.address = address
		c.listener, err = net.Listen("tcp", netip.AddrPortFrom(address, lab.DefaultPort).String())
	}
	if err != nil {
		b.Error(err)
		runtime.Goexit()
	}
	go func() {
		defer close(c.server)
		if conn, err := c.listener.Accept(); err == nil {
			c.server <- conn
		}
	}()
	if c.client, err = net.Dial("tcp", c.listener.Addr().String()); err != nil {
		c.listener.Close()
		b.Error(err)
		runtime.Goexit()
	}
	return c
}

func (c conns) close() {
	c.client.Close()
	c.listener.Close()
	c.from.Release(c.address)
}

func plainEcho(b *testing.B, from *sock.Addresses) {
	c := dial(b, from)
	defer c.close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn := <-c.server
		if conn == nil {
			return
		}
		defer conn.Close()
		buf := make([]byte, 16)
		if n, err := conn.Read(buf); err == nil {
			_, _ = conn.Write(buf[:n]) // the client misses what is not written
		}
	}()
	buf := make([]byte, 16)
	if _, err := c.client.Write([]byte("0123456789abcdef")); err != nil {
		b.Error(err)
	}
	if _, err := io.ReadFull(c.client, buf); err != nil {
		b.Error(err)
	}
	<-done
}

func benchEcho(b *testing.B, probes bool) {
	const runs = 240
	l := newBenchLab(b)
	e := mustExperiment(b, echoScript)
	from := sock.NewAddresses(benchAddresses)
	e.Probes, e.Wire = probes, false // BenchmarkRatioCaptureRuns has that
	ratio.InTurn(31,
		func() float64 { return perSecond(runs, func() { runEcho(b, l, e) }) },
		func() float64 { return perSecond(runs, func() { plainEcho(b, from) }) },
	).Report(b, "runs/s", ratio.AtLeast(0.85))
}

func BenchmarkRatio10EchoRuns(b *testing.B)           { benchEcho(b, false) }
func BenchmarkRatio10EchoRunsWithProbes(b *testing.B) { benchEcho(b, true) }

const many = 1000

// thousandRuns starts runs and waits until all their peers wait in a receive.
// Measure is called while they do.
func thousandRuns(b *testing.B, measure func()) {
	l := session.New(unlimited())
	defer l.Close()
	e := mustExperiment(b, idleScript)
	e.Probes = false
	logs := make([]*record.Log, many)
	for i := range logs {
		logs[i] = mustLog(b, l, e)
	}
	deadline := time.Now().Add(20 * time.Second)
	for _, log := range logs {
		for log.Len() < idleEvents {
			if time.Now().After(deadline) {
				b.Fatalf("a run is not up: %+v", log.Trace().Events)
			}
			time.Sleep(100 * time.Microsecond)
		}
	}
	measure()
}

// thousandConns does the same with plain connections.
func thousandConns(b *testing.B, measure func()) {
	from := sock.NewAddresses(benchAddresses)
	var wait sync.WaitGroup
	all := make([]conns, many)
	up := make(chan net.Conn, many)
	for i := range all {
		c := dial(b, from)
		all[i] = c
		wait.Go(func() { _, _ = c.client.Read(make([]byte, 16)) }) // ends with the close
		wait.Go(func() {
			conn := <-c.server
			up <- conn
			if conn != nil {
				_, _ = conn.Read(make([]byte, 16)) // ends with the close
				conn.Close()
			}
		})
	}
	for range all {
		<-up
	}
	measure()
	for _, c := range all {
		c.close()
	}
	wait.Wait()
}

// How long it takes until a thousand runs are under way at once.
func BenchmarkRatio10ThousandUp(b *testing.B) {
	took := func(all func(*testing.B, func())) float64 {
		start := time.Now()
		ms := 0.0
		all(b, func() { ms = time.Since(start).Seconds() * 1000 })
		return ms
	}
	ratio.InTurn(7, func() float64 { return took(thousandRuns) }, func() float64 { return took(thousandConns) }).
		Report(b, "ms", ratio.OursAtMost(250))
}

// What a thousand runs that wait hold of memory.
func BenchmarkRatio10ThousandMemory(b *testing.B) {
	held := func(all func(*testing.B, func())) float64 {
		before, during := memory(), uint64(0)
		all(b, func() { during = memory() })
		return float64(during-min(before, during)) / many / 1024
	}
	ratio.InTurn(5, func() float64 { return held(thousandRuns) }, func() float64 { return held(thousandConns) }).
		Report(b, "KB/run", ratio.AtMost(1.6))
}

// memory is what the heap and the stacks hold, garbage left out.
func memory() uint64 {
	runtime.GC()
	runtime.GC() // the first one only marks what finalizers keep
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}
