package player

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"os/exec"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// mustDoor makes a lab with a door at an address that nobody else has.
func mustDoor(t *testing.T) (*session.Lab, netip.AddrPort) {
	t.Helper()
	l := mustLab(t, session.Limits{})
	at := netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, byte(1 + rand.IntN(254)), byte(1 + rand.IntN(254))}), 8080)
	l.OpenDoor(at)
	return l, at
}

// mustEnd waits for the end of a run.
func mustEnd(t *testing.T, log *record.Log) record.Trace {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	if _, err := log.Wait(ctx); err != nil {
		t.Fatalf("the run goes on: %+v", log.Trace().Events)
	}
	return log.Trace()
}

// mustDial connects to the door as soon as somebody listens there.
func mustDial(t *testing.T, at netip.AddrPort) *net.TCPConn {
	t.Helper()
	var conn net.Conn
	eventually(t, "somebody listens", func() bool {
		var err error
		conn, err = net.Dial("tcp4", at.String())
		return err == nil
	})
	t.Cleanup(func() { _ = conn.Close() })
	return conn.(*net.TCPConn)
}

// taken is what each of the lab's sockets received, in order of the sockets.
func taken(tr record.Trace) (all []string) {
	bytes := map[int]string{}
	var order []int
	for _, e := range tr.Events {
		if e.Call == lab.CallAccept && e.Err == "" || e.Call == lab.CallConnect && e.Err == "" {
			order = append(order, e.Conn)
		}
		if e.Call == lab.CallRecv {
			bytes[e.Conn] += string(e.Data)
		}
	}
	for _, conn := range order {
		all = append(all, bytes[conn])
	}
	return all
}

// checkOutside holds what a run with a program outside must never claim: no call is that
// program's, no byte has an origin or is lost, and each connection has an end outside.
func checkOutside(t *testing.T, tr record.Trace) {
	t.Helper()
	outside := -1
	for i, name := range tr.Peers {
		for _, p := range tr.Programs {
			if p.Name == name && p.Kind == lab.Outside {
				outside = i
			}
		}
	}
	if outside < 0 {
		t.Fatalf("no peer is outside: %+v", tr.Programs)
	}
	known := tr.Known()
	for _, e := range tr.Events {
		met := (e.Call == lab.CallAccept || e.Call == lab.CallConnect) && e.Err == ""
		far := known.ConnOf(e.FarConn)
		switch {
		case e.Peer == outside:
			t.Errorf("a call of the program outside: %+v", e)
		case met && (!far.Outside || far.Peer != outside || far.Far != e.Conn || far.Local == ""):
			t.Errorf("event %d meets %+v", e.Seq, far)
		case e.Call.Receives() && e.Verdict != 0:
			t.Errorf("event %d has the verdict %v", e.Seq, e.Verdict)
		}
	}
	for _, f := range (findings.List{Rows: tr.Events}).Analyse(findings.About{Peers: tr.Peers, Conns: known}).Findings.All {
		switch f.Finding.(type) {
		case findings.Coalesced, findings.Split, findings.Exact, findings.Lost, findings.LostBytes, findings.Dropped:
			t.Errorf("the run claims %T %+v", f.Finding, f.Finding)
		}
	}
}

const echoesOutside = "tcp\nserver:\n    listen 5\n    accept\n    loop until empty:\n        recv 1024\n        send same\nclient outside\n"

// Clients that others wrote connect to a server that the lab plays.
func TestClientsOfOthers(t *testing.T) {
	python := "import socket\ns = socket.create_connection(('%[1]s', 8080))\ns.send(b'hello')\ns.send(b'feng')\ns.shutdown(1)\nwhile s.recv(10): pass\n"
	node := "const c = require('net').connect(8080, '%[1]s', () => { c.write('hello'); c.end('feng') }); c.resume()"
	for name, tt := range map[string]struct {
		script string
		args   []string
		want   string
	}{
		"python": {echoesOutside, []string{"python3", "-c", python}, "hellofeng"},
		"node":   {echoesOutside, []string{"node", "-e", node}, "hellofeng"},
		"curl": {
			"tcp\nserver:\n    listen 5\n    accept\n    recv until \"\\r\\n\\r\\n\"\n    send \"HTTP/1.0 200 OK\\r\\n\\r\\nhi\"\nclient outside\n",
			[]string{"curl", "-sS", "-A", "x", "http://%[1]s:8080/a"},
			"GET /a HTTP/1.1\r\nHost: %[1]s:8080\r\nUser-Agent: x\r\nAccept: */*\r\n\r\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			l, at := mustDoor(t)
			_, log := mustStart(t, l, tt.script)
			eventually(t, "the server listens", func() bool { return log.Len() >= 4 })
			args := append([]string(nil), tt.args...)
			args[len(args)-1] = fmt.Sprintf(args[len(args)-1], at.Addr())
			ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
			defer stop()
			if out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			tr := mustEnd(t, log)
			want := tt.want
			if strings.Contains(want, "%") {
				want = fmt.Sprintf(want, at.Addr())
			}
			if got := taken(tr); len(got) != 1 || got[0] != want || tr.End.Reason != lab.EndDone {
				t.Errorf("received %q, end %+v; want %q", got, tr.End, want)
			}
			checkOutside(t, tr)
		})
	}
}

// A client that the lab plays connects to a server that others wrote.
func TestAServerOfOthers(t *testing.T) {
	l, at := mustDoor(t)
	server := exec.Command("redis-server", "--bind", at.Addr().String(), "--port", "8080", "--save", "", "--protected-mode", "no", "--dir", t.TempDir())
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	_ = mustDial(t, at).Close()
	tr := mustRun(t, l, "tcp\nserver outside\nclient:\n    connect\n    send \"*1\\r\\n$4\\r\\nPING\\r\\n\"\n    recv exactly 7\n    close\n")
	if got := taken(tr); len(got) != 1 || got[0] != "+PONG\r\n" || tr.End.Reason != lab.EndDone {
		t.Errorf("received %q, end %+v", got, tr.End)
	}
	// A server that wants clients of its own host, as redis does in protected mode, gets one.
	if bind := tr.Events[1]; bind.Call != lab.CallBind || !strings.HasPrefix(bind.Address, at.Addr().String()+":") {
		t.Errorf("the client comes from %+v", bind)
	}
	checkOutside(t, tr)
}

// Nobody is there: the kernel says so, and the run after it has the door again.
func TestNoServerOutside(t *testing.T) {
	l, at := mustDoor(t)
	for range 2 {
		tr := mustRun(t, l, "tcp\nserver outside\nclient:\n    connect\n")
		if last := tr.Events[len(tr.Events)-2]; last.Err != "ECONNREFUSED" || last.Address != at.String() {
			t.Errorf("connect gave %+v", last)
		}
	}
}

// A client that says nothing, one that resets, one that floods, and two at once.
func TestHostileClients(t *testing.T) {
	for _, tt := range []struct {
		name, script string
		client       func(t *testing.T, at netip.AddrPort)
		check        func(tr record.Trace) bool
	}{
		{
			"it says nothing", "tcp\nserver:\n    listen 5\n    accept\n    timeout 50ms\n    try recv 10\n    close\nclient outside\n",
			func(t *testing.T, at netip.AddrPort) { _, _ = io.ReadAll(mustDial(t, at)) },
			func(tr record.Trace) bool { return tr.Events[5].Err == lab.ErrTimeout },
		},
		{
			"it resets", "tcp\nserver:\n    listen 5\n    accept\n    try recv 10\nclient outside\n",
			func(t *testing.T, at netip.AddrPort) {
				c := mustDial(t, at)
				_ = c.SetLinger(0)
				_ = c.Close()
			},
			func(tr record.Trace) bool { return tr.Events[5].Err == "ECONNRESET" },
		},
		{
			"it floods", "tcp\nserver:\n    listen 5\n    accept\n    loop until empty:\n        recv 100000\nclient outside\n",
			func(t *testing.T, at netip.AddrPort) {
				c := mustDial(t, at)
				for block := make([]byte, 1<<20); ; {
					if _, err := c.Write(block); err != nil {
						return
					}
				}
			},
			func(tr record.Trace) bool { return tr.End.Detail == "bytes" },
		},
		{
			"there are two", "tcp\nserver:\n    listen 5\n    accept as a\n    accept as b\n    recv 10 from b\n    recv 10 from a\nclient outside\n",
			func(t *testing.T, at netip.AddrPort) {
				a, b := mustDial(t, at), mustDial(t, at)
				_, _ = a.Write([]byte("one"))
				_, _ = b.Write([]byte("two"))
				_, _ = io.ReadAll(b)
			},
			func(tr record.Trace) bool { return fmt.Sprint(taken(tr)) == "[one two]" },
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, at := mustDoor(t)
			_, log := mustStart(t, l, tt.script)
			done := make(chan struct{})
			go func() { defer close(done); tt.client(t, at) }()
			tr := mustEnd(t, log)
			<-done
			if !tt.check(tr) {
				t.Errorf("end %+v, events %+v", tr.End, tr.Events)
			}
			checkOutside(t, tr)
		})
	}
}

// Without a door there is no such run, one run at a time has the door, and the next one
// can listen there at once.
func TestTheDoorIsLent(t *testing.T) {
	if _, err := Start(mustLab(t, session.Limits{}), mustParse(t, echoesOutside), "tester"); !errors.Is(err, session.ErrNoDoor) {
		t.Errorf("without a door: %v", err)
	}
	l, at := mustDoor(t)
	for range 2 {
		id, log := mustStart(t, l, "tcp\nserver:\n    listen 5\n    accept\n    close\n    accept\nclient outside\n")
		_, err := Start(l, mustParse(t, echoesOutside), "tester")
		if limit := (*lab.LimitError)(nil); !errors.As(err, &limit) || limit.Name != "door" {
			t.Errorf("a second run: %v", err)
		}
		_, _ = io.ReadAll(mustDial(t, at)) // the server closes first: TIME_WAIT is at the door
		if err := Stop(l, id, "tester"); err != nil {
			t.Fatal(err)
		}
		if tr := mustEnd(t, log); tr.End.Reason != lab.EndStopped {
			t.Errorf("end %+v of %+v", tr.End, tr.Events)
		}
	}
}

// A port that the door does not stand for stays the run's own, whoever else has it.
func TestOnlyTheDoorLeadsOut(t *testing.T) {
	l, at := mustDoor(t)
	came := make(chan struct{}, 1)
	canary, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = canary.Close() }()
	go func() {
		if c, err := canary.Accept(); err == nil {
			_ = c.Close()
			came <- struct{}{}
		}
	}()
	port := canary.Addr().(*net.TCPAddr).Port
	_, log := mustStart(t, l, fmt.Sprintf("tcp\nserver outside\nclient:\n    connect port %d\n", port))
	if tr := mustEnd(t, log); tr.Events[2].Address != at.String() || tr.Events[2].Err != "ECONNREFUSED" {
		t.Errorf("connect went to %+v", tr.Events[2])
	}
	tr := mustRun(t, l, fmt.Sprintf("tcp\nclient:\n    connect port %d\n", port))
	if strings.HasPrefix(tr.Events[2].Address, at.Addr().String()+":") || tr.Events[2].Err != "ECONNREFUSED" {
		t.Errorf("a script without a program outside: %+v", tr.Events[2])
	}
	select {
	case <-came:
		t.Error("somebody else was called")
	default:
	}
}

// The segments of a connection through the door are those of its two sockets, the
// handshake among them, and none of anybody else.
func TestSegmentsThroughTheDoor(t *testing.T) {
	l, at := mustDoor(t)
	if l.Capturing() != lab.CaptureOn {
		return // nothing is captured here, as each run says
	}
	_, log := mustStart(t, l, "tcp\nserver:\n    listen 5\n    sleep 100ms\n    accept\n    recv exactly 5\n    send \"yes\"\n    recv 1\n    close\nclient outside\n")
	c := mustDial(t, at)
	for _, text := range []string{"he", "llo"} {
		if _, err := c.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = io.ReadFull(c, make([]byte, 3))
	_ = c.Close()
	tr := mustEnd(t, log)
	far, bytes, flags := 0, map[int]int{}, map[int]lab.TCPFlags{}
	for _, e := range tr.Events {
		if e.Call == lab.CallAccept {
			far = e.FarConn
		}
	}
	for _, s := range tr.Segments {
		bytes[s.From] += s.Len
		flags[s.From] |= s.Flags
		if from := tr.Known().ConnOf(s.From); s.From != far && s.To != far || from.ID == 0 {
			t.Errorf("a segment of others: %+v", s)
		}
	}
	mine := tr.Known().ConnOf(far).Far
	if bytes[far] != 5 || bytes[mine] != 3 || flags[far]&lab.SYN == 0 || flags[mine]&lab.SYN == 0 || flags[far]&lab.FIN == 0 {
		t.Errorf("of %d came %d bytes with %v, of %d %d with %v: %+v", far, bytes[far], flags[far], mine, bytes[mine], flags[mine], tr.Segments)
	}
	if tr.Env.Capture != lab.CaptureOn {
		t.Errorf("the run says %q of its capture", tr.Env.Capture)
	}
	checkOutside(t, tr)
}
