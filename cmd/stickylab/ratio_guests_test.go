package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"net/http"
	"os/exec"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/ratio"
)

// What it costs that a program's calls come over a WebSocket: a call that sends a byte
// between sockets of the run, against one that does nothing. Then 60 classmates with two
// programs each, a call every 20 ms: the slowest in a hundred, and the memory.
func BenchmarkRatioGuestCalls(b *testing.B) {
	g, pid := mustGuestServer(b)
	b.Run("One", func(b *testing.B) {
		server, client, c, conn := mustEchoPair(b, g)
		const calls = 2000
		pair := ratio.InTurn(3,
			func() float64 {
				return medianUs(calls, func() {
					client.ok(fakeCall{op: pySend, handle: c, data: "x", seconds: never})
					server.ok(fakeCall{op: pyRecv, handle: conn, a: 1, seconds: never})
				}) / 2
			},
			func() float64 { return medianUs(calls, func() { client.ok(fakeCall{op: 19}) }) },
		)
		pair.Report(b, "p50-us", ratio.OursAtMost(2000))
	})
	b.Run("Class", func(b *testing.B) {
		all := classCallsMs(b, g, 60)
		pair := ratio.Pair{Ours: []float64{ratio.Quantile(all, 0.99)}, Theirs: []float64{ratio.Quantile(all, 0.5)}}
		b.ReportMetric(residentMB(b, pid), "MB")
		pair.Report(b, "p99-ms", ratio.OursAtMost(15))
		if rss := residentMB(b, pid); rss > 400 {
			b.Errorf("the server takes %.0f MB", rss)
		}
	})
}

// mustGuestServer is the program itself, as a process.
func mustGuestServer(b *testing.B) (g *guestLab, pid int) {
	b.Helper()
	server := exec.CommandContext(b.Context(), mustBuild(b, "stickylab", "."), "serve", "-listen", "127.0.0.1:0", "-runs-per-client", "200")
	said, err := server.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = server.Process.Signal(syscall.SIGTERM); _ = server.Wait() })
	line, err := bufio.NewReader(said).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return &guestLab{t: b, base: printedAddress.FindString(line), client: http.DefaultClient}, server.Process.Pid
}

// mustEchoPair is a run of two programs whose sockets are connected.
func mustEchoPair(b *testing.B, g *guestLab) (server, client *fakePython, c, conn int) {
	b.Helper()
	run := g.start(twoPrograms)
	server = run.python("server.py", false).begin()
	s := server.ok(fakeCall{op: pySocket, a: 2, b: 1}).handle
	server.ok(fakeCall{op: pyBind, handle: s, a: 8000, data: "127.0.0.1"})
	server.ok(fakeCall{op: pyListen, handle: s, a: 5})
	accepted := make(chan fakeAnswer, 1)
	go func() { accepted <- server.ask(fakeCall{op: pyAccept, handle: s, seconds: never}) }()
	client = run.python("client.py", false).begin()
	c = client.ok(fakeCall{op: pySocket, a: 2, b: 1}).handle
	client.ok(fakeCall{op: pyConnect, handle: c, a: 8000, data: "127.0.0.1", seconds: never})
	return server, client, c, (<-accepted).handle
}

func medianUs(n int, do func()) float64 {
	all := make([]float64, n)
	for i := range all {
		began := time.Now()
		do()
		all[i] = float64(time.Since(began).Nanoseconds()) / 1e3
	}
	slices.Sort(all)
	return all[n/2]
}

// classCallsMs has runs of two programs each make calls for a while, a call every 20 ms,
// and returns how long each call took.
func classCallsMs(b *testing.B, g *guestLab, runs int) (all []float64) {
	b.Helper()
	var mu sync.Mutex
	var wait sync.WaitGroup
	stop := time.Now().Add(8 * time.Second)
	for i := range runs {
		server, client, c, conn := mustEchoPair(b, g)
		for _, e := range []struct {
			p    *fakePython
			call fakeCall
		}{
			{client, fakeCall{op: pySend, handle: c, data: "hello", seconds: never}},
			{server, fakeCall{op: pyRecv, handle: conn, a: 1024, b: 0x40, seconds: never}}, // or EAGAIN
		} {
			wait.Go(func() {
				time.Sleep(time.Duration(i) * time.Millisecond)
				for tick := time.NewTicker(20 * time.Millisecond); time.Now().Before(stop); <-tick.C {
					took, err := e.p.timed(e.call)
					if err != nil {
						b.Error(err)
						return
					}
					mu.Lock()
					all = append(all, took)
					mu.Unlock()
				}
			})
		}
	}
	wait.Wait()
	return all
}

// timed asks over the WebSocket and returns the milliseconds that it took.
func (p *fakePython) timed(c fakeCall) (ms float64, err error) {
	p.id++
	began := time.Now()
	if err := p.conn.WriteMessage(websocket.BinaryMessage, c.message(p.id)); err != nil {
		return 0, err
	}
	_, reply, err := p.conn.ReadMessage()
	ms = time.Since(began).Seconds() * 1e3
	if err == nil && (len(reply) < 16 || binary.LittleEndian.Uint32(reply) != p.id || reply[14] > 1) {
		return 0, fmt.Errorf("the answer is %x", reply)
	}
	return ms, err
}
