package player_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

const (
	randomRuns  = 60 // of each transport
	randomShort = 15 // under -short
	randomOnce  = 8  // at once
)

// Whatever programs do on real sockets: what is said of every byte and every
// message is what a slow and simple reader of the same trace says, and what
// was captured on the wire agrees.
func TestRandomPrograms(t *testing.T) {
	runner := session.New(session.Limits{RunsPerClient: 1000})
	t.Cleanup(runner.Close)
	for _, transport := range []lab.Transport{lab.TCP, lab.UDP, lab.UnixStream, lab.UnixDatagram, lab.UnixSeqpacket} {
		t.Run(transport.String(), func(t *testing.T) {
			var seen tally
			runs := randomRuns
			if testing.Short() {
				runs = randomShort
			}
			var wait sync.WaitGroup
			slots := make(chan struct{}, randomOnce)
			for seed := range uint64(runs) {
				slots <- struct{}{}
				wait.Go(func() {
					defer func() { <-slots }()
					seen.add(checkRandom(t, runner, transport, seed))
				})
			}
			wait.Wait()
			seen.check(t, transport, runs)
		})
	}
}

// checkRandom makes the program of the seed, runs it and reads its trace.
func checkRandom(t *testing.T, runner *session.Lab, transport lab.Transport, seed uint64) (w witness) {
	text := randomProgram(transport, rand.New(rand.NewPCG(seed, uint64(transport))))
	exp, err := script.Parse(text)
	if err != nil {
		t.Errorf("seed %d: %v in\n%s", seed, err, text)
		return w
	}
	trace := mustTrace(t, runner, exp)
	w = witness{trace: trace}
	w.read()
	for _, wrong := range w.wrong {
		t.Errorf("%v, seed %d: %s", transport, seed, wrong)
	}
	if len(w.wrong) > 0 {
		t.Errorf("%v, seed %d: the program was\n%s\nthe run was\n%s", transport, seed, text, events(trace))
	}
	return w
}

// tally counts what the random runs showed, so that a test which shows nothing
// is seen.
type tally struct {
	mu                              sync.Mutex
	received, coalesced, lost, kept int
	joined                          [lab.UnknownQueue + 1]int
	captured, compared              int
}

func (s *tally) add(w witness) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range w.trace.Events {
		e := &w.trace.Events[i]
		switch {
		case e.Verdict&lab.Coalesced != 0:
			s.coalesced++
			s.joined[e.Joined]++
		case e.Verdict&lab.Exact != 0:
			s.kept++
		case e.Verdict&lab.Lost != 0:
			s.lost++
		}
		if e.Call.Receives() {
			s.received += e.Got
		}
	}
	if w.trace.Env.Capture == lab.CaptureOn {
		s.captured++
	}
	s.compared += w.compared
}

func (s *tally) check(t *testing.T, transport lab.Transport, runs int) {
	t.Logf("%d bytes received, %d receives coalesced (%d in the send queue, %d in the receive queue, %d in both, %d unknown), "+
		"%d exact, %d messages lost, %d of %d runs captured, %d answers compared with it",
		s.received, s.coalesced, s.joined[lab.SendQueue], s.joined[lab.ReceiveQueue], s.joined[lab.BothQueues],
		s.joined[lab.UnknownQueue], s.kept, s.lost, s.captured, runs, s.compared)
	if s.received == 0 || s.kept == 0 || transport.Stream() && s.coalesced == 0 {
		t.Error("the random programs show nothing")
	}
	if transport == lab.TCP && mayCapture() && s.compared == 0 {
		t.Error("no answer was compared with captured segments, though this process may capture")
	}
	if transport == lab.TCP && s.joined[lab.UnknownQueue] > s.coalesced/2 {
		t.Error("most places where messages met are unknown")
	}
}

// randomProgram writes a script of the transport.
func randomProgram(transport lab.Transport, random *rand.Rand) string {
	g := generator{random: random, transport: transport}
	g.line(0, "%v", transport)
	g.line(0, "limit 1s")
	if random.IntN(10) == 0 {
		g.line(0, "probes off")
	}
	switch {
	case transport.Stream():
		g.stream()
	case transport.Connects():
		g.messages()
	default:
		g.datagrams()
	}
	return g.text.String()
}

type generator struct {
	text      strings.Builder
	random    *rand.Rand
	transport lab.Transport
	sends     int // that the client will make
	made      int
}

func (g *generator) line(depth int, format string, args ...any) {
	g.text.WriteString(strings.Repeat("    ", depth))
	fmt.Fprintf(&g.text, format, args...)
	g.text.WriteByte('\n')
}

func (g *generator) one(of ...string) string { return of[g.random.IntN(len(of))] }

// often says yes n times in ten.
func (g *generator) often(n int) bool { return g.random.IntN(10) < n }

func (g *generator) stream() {
	g.sends = 2 + g.random.IntN(25)
	g.line(0, "server:")
	g.buffers("rcvbuf")
	g.line(1, "listen 5")
	g.line(1, "codec length \"!I\"")
	g.line(1, "accept")
	g.reader()
	if g.often(2) {
		g.line(1, "try send \"bye\"")
	}
	g.line(1, "%s", g.one("close", "sleep 1ms", "shutdown both", "close"))
	g.line(0, "client:")
	g.buffers("sndbuf")
	g.line(1, "timeout 100ms")
	g.line(1, "codec length \"!I\"")
	g.line(1, "connect")
	g.writer()
	g.line(1, "%s", g.one("close", "shutdown write", "sleep 2ms", "close"))
	if g.often(2) {
		g.line(1, "wait server end")
	}
}

func (g *generator) buffers(option string) {
	if g.often(2) {
		g.line(1, "set %s %d", option, 1<<(8+g.random.IntN(9)))
	}
	if g.transport == lab.TCP && g.often(2) {
		g.line(1, "set maxseg %s", g.one("536", "1460"))
	}
}

// reader receives in one of the ways that programs have.
func (g *generator) reader() {
	g.after()
	if g.often(4) {
		g.line(1, "sleep %dms", 1+g.random.IntN(30))
	}
	size := []int{1, 2, 3, 5, 10, 64, 1000, 4096, 100_000}[g.random.IntN(9)]
	switch g.random.IntN(6) {
	case 4, 5: // most of what comes is no frame
		for range 1 + g.random.IntN(6) {
			g.line(1, "try recv frame by %d", 1+g.random.IntN(2*size))
		}
	case 0:
		for range 1 + g.random.IntN(6) {
			g.line(1, "try recv %d%s", 1+g.random.IntN(2*size), g.one("", "", " waitall"))
		}
	case 1:
		g.line(1, "try recv exactly %d", 1+g.random.IntN(200))
		fallthrough
	default:
		g.line(1, "loop until empty:")
		g.line(2, "recv %d", max(size, 64))
		if g.often(2) {
			g.line(2, "sleep 1ms")
		}
	}
}

// after waits for some of the client's sends, in most programs.
func (g *generator) after() {
	if g.often(6) {
		g.line(1, "wait client send %d", 1+g.random.IntN(g.sends))
	}
}

func (g *generator) writer() {
	for range g.sends {
		if g.often(2) {
			g.option()
		}
		if g.often(1) {
			g.line(1, "sleep %dms", 1+g.random.IntN(5))
		}
		g.line(1, "%s", g.send())
	}
}

func (g *generator) option() {
	if g.transport == lab.TCP {
		g.line(1, "set %s %s", g.one("nodelay", "cork", "quickack"), g.one("on", "off"))
	}
}

// send writes a send whose bytes are not those of the one before.
func (g *generator) send() string {
	g.made++
	letter := string(rune('a' + g.made%26))
	size := []int{0, 1, 4, 5, 30, 100, 1000, 20_000}[g.random.IntN(8)]
	switch {
	case size == 0 && g.often(5):
		return `try send ""`
	case g.often(3):
		return fmt.Sprintf("try send frame %q * %d%s", letter, 1+size, g.one("", " cut 2, 1", " cut 1, 3, 1", fmt.Sprint(" cut each ", 1+size/4), " cut 4 gap 1ms"))
	case g.often(2):
		return fmt.Sprintf("try send pack \"!I\" len + %q", letter+"body")
	case g.transport == lab.TCP && g.often(2):
		return fmt.Sprintf("try send %q * %d more", letter+"1", 1+size/2)
	}
	return fmt.Sprintf("try %s %q * %d", g.one("send", "send", "sendall"), letter, 1+size)
}

func (g *generator) messages() {
	g.sends = 1 + g.random.IntN(20)
	g.line(0, "server:")
	g.line(1, "listen 5")
	g.after()
	g.line(1, "accept")
	for range 1 + g.random.IntN(15) {
		g.line(1, "try recv %d", []int{1, 2, 5, 10, 70_000}[g.random.IntN(5)])
	}
	g.line(1, "%s", g.one("close", "try send \"back\"", "sleep 1ms"))
	g.line(0, "client:")
	g.buffers("sndbuf")
	g.line(1, "timeout 100ms")
	g.line(1, "connect")
	for i := range g.sends {
		g.line(1, "try send \"%d:\" + %q * %d", i, string(rune('a'+i)), 1+g.random.IntN(2000))
		if g.often(2) {
			g.line(1, "try send \"\"")
		}
	}
	g.line(1, "%s", g.one("close", "shutdown write", "try recv 100"))
}

func (g *generator) datagrams() {
	g.sends = 1 + g.random.IntN(20)
	g.line(0, "server:")
	g.buffers("rcvbuf")
	g.line(1, "timeout 50ms")
	g.line(1, "bind")
	g.after()
	for range 1 + g.random.IntN(15) {
		g.line(1, "try recv %d", []int{1, 2, 5, 10, 70_000}[g.random.IntN(5)])
	}
	g.line(1, "%s", g.one("close", "try send \"back\" to sender", "sleep 1ms"))
	g.line(0, "client:")
	g.line(1, "timeout 50ms")
	to := " to port 8080"
	if g.often(3) {
		g.line(1, "wait server bind")
		g.line(1, "connect")
		to = ""
	}
	for i := range g.sends {
		g.line(1, "try send \"%d:\" + %q * %d%s", i, string(rune('a'+i)), 1+g.random.IntN(2000), to)
		if g.often(1) {
			g.line(1, "try send \"\"%s", to)
		}
	}
}
