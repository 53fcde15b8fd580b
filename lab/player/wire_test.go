package player

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// mustCaptured runs the script and gives the trace with its segments.
func mustCaptured(t *testing.T, text string) record.Trace {
	t.Helper()
	trace := mustRun(t, mustLab(t, session.Limits{}), text)
	if trace.Env.Capture != lab.CaptureOn {
		t.Fatalf("capture is %q: the test needs CAP_NET_RAW", trace.Env.Capture)
	}
	return trace
}

// checkWire looks that the segments of a sticky run are all there: from the
// first SYN to the last acknowledgement, each of the nine bytes once.
func checkWire(t *testing.T, trace record.Trace) {
	t.Helper()
	if trace.SegmentsLost != 0 {
		t.Errorf("%d segments lost", trace.SegmentsLost)
	}
	var data, ends, finals int
	acked := map[int]int64{}
	for _, s := range trace.Segments {
		if s.From+s.To != 5 || s.From*s.To != 6 {
			t.Errorf("a segment from %d to %d, want 2 and 3: %+v", s.From, s.To, s)
		}
		if s.Flags&lab.SYN != 0 {
			ends++
		}
		if s.Flags&lab.FIN != 0 {
			finals++
		}
		data += s.Len
		acked[s.To] = max(acked[s.To], s.Ack)
	}
	// A FIN counts as a byte behind the last one.
	if data != 9 || ends != 2 || finals != 2 || acked[2] != 10 || acked[3] != 1 {
		t.Errorf("%d bytes, %d SYN, %d FIN, acknowledged up to %d and %d; want 9, 2, 2, 10, 1: %+v",
			data, ends, finals, acked[2], acked[3], trace.Segments)
	}
}

// Many runs at once, others on the same interface: each run has all of its own
// segments and nothing else, or says that it has none.
func TestSegmentsOfManyRunsAtOnce(t *testing.T) {
	const runs = 100
	stop := chatter(t)
	defer stop()
	l := session.New(session.Limits{RunsPerClient: runs, Captures: 40})
	defer l.Close()
	var wait sync.WaitGroup
	var mu sync.Mutex
	words := map[string]int{}
	for range runs {
		_, log := mustStart(t, l, sticky)
		wait.Go(func() {
			<-log.Done()
			trace := log.Trace()
			if word := trace.Env.Capture; word == lab.CaptureOn {
				checkWire(t, trace)
			} else if len(trace.Segments) > 0 {
				t.Errorf("capture is %q, and there are %d segments", word, len(trace.Segments))
			}
			mu.Lock()
			words[trace.Env.Capture]++
			mu.Unlock()
		})
	}
	wait.Wait()
	if words[lab.CaptureOn] < 20 || words[lab.CaptureOn]+words[lab.CaptureLimit] != runs {
		t.Errorf("captures %v, want 20 or more of %d on and the others over the limit", words, runs)
	}
}

// Of four captures one client gets two, so that others have some too.
func TestNoClientTakesEveryCapture(t *testing.T) {
	l := mustLab(t, session.Limits{Captures: 4})
	waiting := mustParse(t, "tcp\nserver:\n    listen 1\n    accept\n")
	for i, client := range []string{"greedy", "greedy", "greedy", "modest", "late", "later"} {
		id, err := Start(l, waiting, client)
		if err != nil {
			t.Fatal(err)
		}
		log, _ := l.Log(id)
		word := log.About().Env.Capture
		if want := []string{lab.CaptureOn, lab.CaptureOn, lab.CaptureLimit, lab.CaptureOn, lab.CaptureOn, lab.CaptureLimit}[i]; word != want {
			t.Errorf("run %d, of %s: capture is %q, want %q", i+1, client, word, want)
		}
	}
}

// chatter is traffic of others on the loopback interface, until it is stopped.
func chatter(t *testing.T) (stop func()) {
	t.Helper()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	client, err := net.Dial("tcp4", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	server, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	wait.Go(func() { _, _ = io.Copy(server, server) }) // until it is closed
	wait.Go(func() {
		buf := make([]byte, 16)
		for {
			if _, err := client.Write(buf); err != nil {
				return
			}
			if _, err := io.ReadFull(client, buf); err != nil {
				return
			}
		}
	})
	return func() {
		for _, c := range []io.Closer{client, server, listener} {
			_ = c.Close() // what was written does not matter
		}
		wait.Wait()
	}
}

func TestWhetherSegmentsAreCaptured(t *testing.T) {
	const tcp = "tcp\nserver:\n    listen 1\n    accept\nclient:\n    connect\n"
	for name, c := range map[string]struct {
		script string
		limits session.Limits
		want   string
	}{
		"as it comes":           {script: tcp, want: lab.CaptureOn},
		"UDP":                   {script: "udp\nserver:\n    bind\n", want: lab.CaptureOn},
		"not asked for":         {script: strings.Replace(tcp, "tcp\n", "tcp\nwire off\n", 1), want: lab.CaptureOff},
		"without probes":        {script: strings.Replace(tcp, "tcp\n", "tcp\nprobes off\n", 1), want: lab.CaptureOff},
		"not wanted by the lab": {script: tcp, limits: session.Limits{NoCapture: true}, want: lab.CaptureOff},
		"a Unix transport":      {script: strings.Replace(tcp, "tcp\n", "unix stream\n", 1), want: ""},
	} {
		trace := mustRun(t, mustLab(t, c.limits), c.script)
		if got := trace.Env.Capture; got != c.want || got != lab.CaptureOn && len(trace.Segments) > 0 {
			t.Errorf("%s: capture %q and %d segments, want %q", name, got, len(trace.Segments), c.want)
		}
	}
}

func TestSegmentsOfEveryEnd(t *testing.T) {
	for name, c := range map[string]struct{ script, want string }{
		"a reset by close": {
			"tcp\nserver:\n    listen 1\n    accept\n    wait client send\n    close\nclient:\n    connect\n    send \"hello\"\n    wait server close\n",
			"RST ACK from 3 to 2",
		},
		"refused": {"tcp\nclient:\n    connect\n", "RST ACK from 0 to 1"},
		"never accepted": {
			"tcp\nserver:\n    listen 1\n    wait client send\nclient:\n    connect\n    send \"hello\"\n    wait server end\n",
			"RST ACK from 0 to 2",
		},
		"a datagram": {
			"udp\nserver:\n    bind\n    recv 10\nclient:\n    send \"hello\" to port 8080\n", " from 2 to 1",
		},
		"a datagram to nobody": {"udp\nclient:\n    send \"hello\" to port 8080\n", " from 1 to 0"},
	} {
		trace := mustCaptured(t, c.script)
		var all []string
		for _, s := range trace.Segments {
			all = append(all, strings.Join(s.Flags.Names(), " ")+" from "+string(rune('0'+s.From))+" to "+string(rune('0'+s.To)))
		}
		if n := len(all); n == 0 || all[n-1] != c.want {
			t.Errorf("%s: %q, want %q as the last one", name, all, c.want)
		}
	}
}

func TestSegmentsOfARunAreLimited(t *testing.T) {
	trace := mustRun(t, mustLab(t, session.Limits{Segments: 4}), sticky)
	if len(trace.Segments) != 4 || trace.SegmentsLost < 6 {
		t.Errorf("%d segments and %d lost, want 4 and the rest", len(trace.Segments), trace.SegmentsLost)
	}
}

// A segment lies between the beginning of its send and the end of the receive
// that took it, by one clock.
func TestSegmentsGoByTheRunsClock(t *testing.T) {
	trace := mustCaptured(t, sticky)
	var taken int64
	for _, e := range trace.Events {
		if e.Call.Receives() && e.Got > 0 {
			taken = e.End
		}
	}
	for _, e := range trace.Events {
		if e.Call != lab.CallSend {
			continue
		}
		found := false
		for _, s := range trace.Segments {
			found = found || s.From == e.Conn && s.Seq == e.Off && s.Len == e.Got && e.Start <= s.At && s.At <= taken
		}
		if !found {
			t.Errorf("no segment of %d bytes at offset %d in [%d, %d]: %+v", e.Got, e.Off, e.Start, taken, trace.Segments)
		}
	}
}
