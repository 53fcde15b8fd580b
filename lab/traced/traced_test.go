package traced

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/watch"
)

func newLog() *record.Log {
	return record.NewLog(record.Header{Transport: lab.TCP, Source: lab.SourceTrace})
}

func mustWrite(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPeersAndTheirFiles(t *testing.T) {
	folder := t.TempDir()
	mustWrite(t, filepath.Join(folder, "server.py"), "import mine\n")
	mine := mustWrite(t, filepath.Join(folder, "mine.py"), "x = 1\n")
	big := mustWrite(t, filepath.Join(folder, "big.py"), strings.Repeat("#", lab.MaxFile+1))
	log := newLog()
	teller := NewTeller(log, nil)
	teller.expected = []int{teller.Program(watch.Program{Peer: -1, Index: 0, Argv: []string{"python3", "server.py"}, Script: "server.py", Folder: folder})}
	first := teller.Program(watch.Program{PID: 10, Peer: -1, Index: 0, Argv: []string{"python3", "server.py"}, Script: "server.py", Folder: folder, Runtime: "python3.11"})
	forked := teller.Program(watch.Program{PID: 11, Peer: -1, Index: -1, Parent: 10, Argv: []string{"python3", "server.py"}, Script: "server.py", Folder: folder})
	other := teller.Program(watch.Program{PID: 12, Peer: -1, Index: -1, Argv: []string{"/usr/bin/curl"}, Folder: folder})
	became := teller.Program(watch.Program{PID: 10, Peer: first, Index: 0, Argv: []string{"/usr/bin/node"}, Folder: folder, Runtime: "node"})
	for _, path := range []string{filepath.Join(folder, "server.py"), mine, big, ""} {
		teller.Done(&watch.Call{Path: path, Event: lab.Event{Peer: forked, Call: lab.CallSocket, Conn: 1, Step: 1}})
	}
	log.End(lab.End{Reason: lab.EndDone})
	trace := log.Trace()
	if first != 0 || forked != 1 || other != 2 || became != 0 || !slices.Equal(trace.Peers, []string{"server.py", "server.py #2", "curl"}) {
		t.Fatalf("peers %d %d %d %d: %q", first, forked, other, became, trace.Peers)
	}
	var files, steps []int
	for _, e := range trace.Events {
		files, steps = append(files, e.File), append(steps, e.Step)
	}
	if !slices.Equal(files, []int{0, 1, lab.NoFile, lab.NoFile}) || !slices.Equal(steps, []int{1, 1, 0, 0}) {
		t.Errorf("files %v, steps %v", files, steps)
	}
	for _, p := range trace.Programs {
		if p.Name == "server.py" && p.Runtime != "node" || p.Name == "server.py #2" && len(p.Files) != 2 {
			t.Errorf("%+v", p)
		}
	}
}

// Two threads of a program send on one connection: the second, announced later,
// returns first, as its bytes went first.
func TestSendsOfThreadsOnOneSocket(t *testing.T) {
	for name, order := range map[string][]int{"in order": {0, 1}, "overtaken": {1, 0}} {
		t.Run(name, func(t *testing.T) {
			log := newLog()
			teller := NewTeller(log, nil)
			teller.Program(watch.Program{PID: 1, Peer: -1, Argv: []string{"a"}})
			teller.Socket(lab.Conn{ID: 1, Transport: lab.TCP})
			teller.Socket(lab.Conn{ID: 2, Transport: lab.TCP})
			teller.Pair(1, 2)
			send := func(i int) *watch.Call {
				text := []string{"first", "second"}[i]
				return &watch.Call{TID: i, Event: lab.Event{Conn: 1, Call: lab.CallSend, Start: int64(i), End: 9, Asked: len(text), Got: len(text), Data: []byte(text)}}
			}
			teller.Begin(send(0))
			teller.Begin(send(1))
			for _, i := range order {
				teller.Done(send(i))
			}
			all := "firstsecond"
			if order[0] == 1 {
				all = "secondfirst"
			}
			teller.Done(&watch.Call{Event: lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 100, Got: 11, Data: []byte(all)}})
			log.End(lab.End{Reason: lab.EndDone})
			e := log.Trace().Events[2]
			if e.Stream != 1 || e.Verdict != lab.Coalesced {
				t.Errorf("the receive is %v of %d, want coalesced of 1", e.Verdict, e.Stream)
			}
		})
	}
}

// What went to a program outside is not lost, and what came from it is of nobody.
func TestOutside(t *testing.T) {
	log := newLog()
	teller := NewTeller(log, nil)
	teller.Program(watch.Program{PID: 1, Peer: -1, Argv: []string{"curl"}})
	teller.Socket(lab.Conn{ID: 1, Transport: lab.TCP})
	teller.Socket(lab.Conn{ID: 2, Peer: -1, Transport: lab.TCP, Outside: true})
	teller.Pair(1, 2)
	send := &watch.Call{Event: lab.Event{Conn: 1, Call: lab.CallSend, Asked: 2, Got: 2, Data: []byte("hi")}}
	teller.Begin(send)
	teller.Done(send)
	teller.Done(&watch.Call{Event: lab.Event{Conn: 1, Call: lab.CallRecv, Asked: 9, Got: 2, Data: []byte("ho")}})
	log.End(lab.End{Reason: lab.EndDone})
	trace := log.Trace()
	if e := trace.Events[1]; e.Stream != 0 || e.Verdict != 0 {
		t.Errorf("the receive is %v of %d, want unknown", e.Verdict, e.Stream)
	}
	for row, err := range log.Rows(t.Context(), 0) {
		if err != nil || row.Kind == record.RowLost {
			t.Errorf("%+v %v", row, err)
		}
	}
	if !slices.Equal(trace.Peers, []string{"curl", OutsideName}) {
		t.Errorf("peers %q", trace.Peers)
	}
}

// A receive that filled its room does not say how long the datagram was; its send
// does.
func TestTruncatedDatagram(t *testing.T) {
	log := newLog()
	teller := NewTeller(log, nil)
	teller.Program(watch.Program{PID: 1, Peer: -1, Index: -1, Argv: []string{"a"}})
	teller.Socket(lab.Conn{ID: 1, Transport: lab.UDP})
	teller.Socket(lab.Conn{ID: 2, Transport: lab.UDP})
	for _, text := range []string{"hello", "feng"} {
		send := &watch.Call{Event: lab.Event{Conn: 1, FarConn: 2, Call: lab.CallSendTo, Asked: len(text), Got: len(text), Data: []byte(text)}}
		teller.Begin(send)
		teller.Done(send)
	}
	for _, got := range []string{"he", "feng"} {
		teller.Done(&watch.Call{Event: lab.Event{Conn: 2, Stream: 1, Call: lab.CallRecvFrom, Asked: len(got), Got: len(got), Data: []byte(got)}})
	}
	log.End(lab.End{Reason: lab.EndDone})
	events := log.Trace().Events
	if e := events[2]; e.Verdict != lab.Truncated || e.Datagram != 5 {
		t.Errorf("%v of a datagram of %d bytes, want truncated of 5", e.Verdict, e.Datagram)
	}
	if e := events[3]; e.Verdict != lab.Exact || e.Datagram != 4 {
		t.Errorf("%v of a datagram of %d bytes, want exact of 4", e.Verdict, e.Datagram)
	}
}
