package findings

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
)

// line puts a finding into one line.
func line(f Finding) string {
	at := func(w Where) string { return fmt.Sprintf("%s: %s %s #%d", f.Kind(), w.Peer, w.Call, w.Seq) }
	switch f := f.(type) {
	case Gap:
		return fmt.Sprintf("%s %d calls, %s", at(f.Where), f.Calls, f.Text)
	case Coalesced:
		return fmt.Sprintf("%s %d of %d bytes, %d messages in %d segments, %s", at(f.Where), f.Got, f.Asked, f.Messages, f.Segments, f.Joined)
	case Split:
		return fmt.Sprintf("%s %d+%d+%d of %d", at(f.Where), f.Before, f.Got, f.After, f.Message)
	case Truncated:
		return fmt.Sprintf("%s %d of %d", at(f.Where), f.Got, f.Datagram)
	case Lost:
		return fmt.Sprintf("%s %d bytes", at(f.Where), f.Bytes)
	case LostBytes:
		return fmt.Sprintf("%s conn %d received %d of %d", at(f.Where), f.Conn, f.Received, f.Sent)
	case Dropped:
		return fmt.Sprintf("%s conn %d dropped %d of %d", at(f.Where), f.Conn, f.Datagrams, f.Unreceived)
	case Empty:
		return at(f.Where)
	case Short:
		return fmt.Sprintf("%s %d of %d", at(f.Where), f.Got, f.Asked)
	case Failed:
		return fmt.Sprintf("%s %s, again %d", at(f.Where), f.Err, f.Again)
	case Waiting:
		return at(f.Where)
	case Held:
		return fmt.Sprintf("%s %d sends, most %d, by hold %v, longest %d", at(f.Where), f.Sends, f.MostUnsent, f.ByHold, f.LongestNs)
	case SentAgain:
		return fmt.Sprintf("%s conn %d, %d segments", at(f.Where), f.Conn, f.Segments)
	case Decoded:
		return fmt.Sprintf("%s %d frames in %d receives, %d not exact, fault %q", at(f.Where), f.Frames, f.Receives, f.Inexact, f.Fault)
	case Exact:
		return fmt.Sprintf("%s: {Receives:%d Stream:%v}", f.Kind(), f.Receives, f.Stream)
	case EOF:
		return fmt.Sprintf("%s conn %d times %d reset %v", at(f.Where), f.Conn, f.Times, f.Reset)
	}
	return fmt.Sprintf("%s: %+v", f.Kind(), f)
}

// mustAnalyse analyses what a world has shown so far.
func (w *world) mustAnalyse(t *testing.T, segments ...lab.Segment) *Analysis {
	t.Helper()
	about := About{Conns: w.transport, Peers: []string{"server", "client"}}
	a, err := Analyse(t.Context(), List{w.events, segments}, about)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// mustWhy returns the evidence for an event, nil where there is none.
func (w *world) mustWhy(t *testing.T, seq int, segments ...lab.Segment) Evidence {
	t.Helper()
	why, err := w.mustAnalyse(t, segments...).Why(t.Context(), List{w.events, segments}, seq)
	if err != nil {
		t.Fatal(err)
	}
	return why
}

// lines are the findings of a world, a line each.
func (w *world) lines(t *testing.T) (all []string) {
	t.Helper()
	for _, f := range w.mustAnalyse(t).Findings.All {
		all = append(all, line(f.Finding))
	}
	return all
}

// conn 1 belongs to peer 1, conn 2 to peer 0; both are probed from the start.
func played(transport lab.Transport, do func(w *world)) *world {
	w := newWorld(transport)
	w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallConnect, Probe: w.sender(0)})
	do(w)
	w.tracker.Lost(func(seq int) { w.events[seq-1].Verdict |= lab.Lost })
	return w
}

// sendSegs makes a send after which that many data segments had left.
func (w *world) sendSegs(data string, segs int32) {
	w.segs, w.came = segs, segs
	w.send(data, 0, len(data), 0)
	w.events[len(w.events)-1].Peer = 1
}

func TestFindings(t *testing.T) {
	for name, c := range map[string]struct {
		transport lab.Transport
		do        func(w *world)
		want      []string
	}{
		"joined in the receive queue, with the segments that carried it": {lab.TCP, func(w *world) {
			w.sendSegs("hello", 1)
			w.sendSegs("feng", 2)
			w.recv("hellofeng")
			w.recv("")
			w.recv("")
		}, []string{
			"coalesced: server recv #4 9 of 99 bytes, 2 messages in 2 segments, receive queue",
			"eof: server recv #5 conn 2 times 2 reset false",
		}},
		"split": {lab.TCP, func(w *world) {
			w.sendSegs("hello feng", 1)
			w.recv("he")
			w.recv("llo")
			w.recv(" feng")
		}, []string{
			"split: server recv #3 0+2+8 of 10",
			"split: server recv #4 2+3+5 of 10",
			"split: server recv #5 5+5+0 of 10",
		}},
		"ends are counted for each connection": {lab.TCP, func(w *world) {
			for _, conn := range []int{2, 3, 3, 4, 3} {
				w.observe(lab.Event{Conn: conn, Call: lab.CallRecv, Asked: 9, EOF: true})
			}
		}, []string{
			"eof: server recv #2 conn 2 times 1 reset false",
			"eof: server recv #3 conn 3 times 3 reset false",
			"eof: server recv #5 conn 4 times 1 reset false",
		}},
		"after a reset b'' is no proper end": {lab.TCP, func(w *world) {
			w.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 9, Err: "ECONNRESET"})
			w.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 9, EOF: true})
			w.observe(lab.Event{Conn: 3, Call: lab.CallRecv, Asked: 9, EOF: true})
		}, []string{
			"failed: server recv #2 ECONNRESET, again 0",
			"eof: server recv #3 conn 2 times 1 reset true",
			"eof: server recv #4 conn 3 times 1 reset false",
		}},
		"a datagram is exact by its kind": {lab.UDP, func(w *world) {
			w.sendTo("hello")
			w.recvFrom(9, "hello")
		}, []string{"exact: {Receives:1 Stream:false}"}},
		"framed": {lab.TCP, func(w *world) {
			w.send("LLLLhello", 4, 9, 0)
			w.recv("LLLL")
			w.observe(lab.Event{Call: lab.CallUnpack, Var: "n", Value: "5"})
			w.recvAll("hello")
		}, []string{"framed: {Receives:2 Reads:0}"}},
		"nothing is said of all receives where some calls are missing": {lab.TCP, func(w *world) {
			w.sendSegs("hello", 1)
			w.recv("hello")
			w.observe(lab.Event{Peer: 1, Call: lab.CallGap, Got: 7, Text: "ring full"})
		}, []string{"gap: client gap #4 7 calls, ring full"}},
		"exact": {lab.TCP, func(w *world) {
			w.sendSegs("hello", 1)
			w.recv("hello")
		}, []string{"exact: {Receives:1 Stream:true}"}},
		"a header that nobody read gives no boundary back": {lab.TCP, func(w *world) {
			w.send("LLLLhello", 4, 9, 0)
			w.recv("LLLLhello")
		}, []string{"exact: {Receives:1 Stream:true}"}},
		"parts by luck are neither whole nor framed": {lab.TCP, func(w *world) {
			w.send("LLLLhello", 4, 9, 0)
			w.recv("LLLL")
			w.recv("hello")
		}, nil},
		"an end that the reader made itself": {lab.TCP, func(w *world) {
			w.observe(lab.Event{Conn: 2, Call: lab.CallShutdown, How: "read"})
			w.recv("")
		}, nil},
		"segments that may have carried earlier bytes are not counted": {lab.TCP, func(w *world) {
			w.send("0", 0, 1, 1)
			w.sendSegs("hello", 1)
			w.sendSegs("feng", 2)
			w.recv("0")
			w.recv("hellofeng")
		}, []string{
			"coalesced: server recv #6 9 of 99 bytes, 2 messages in -1 segments, receive queue",
			"held: server send #2 1 sends, most 1, by hold [1 0 0 0 0 0], longest 0",
		}},
		"an empty send": {
			lab.TCP, func(w *world) { w.sendSegs("", 0) },
			[]string{"empty: client send #2"},
		},
		"truncated and lost": {lab.UDP, func(w *world) {
			w.sendTo("hello feng")
			w.sendTo("gone")
			w.recvFrom(2, "hello feng")
		}, []string{
			"truncated: server recvfrom #4 2 of 10",
			"lost: server sendto #3 4 bytes",
		}},
		"the same error again and again": {lab.TCP, func(w *world) {
			for range 30 {
				w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallSend, Err: "EPIPE"})
			}
			w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallRecv, Err: "EPIPE"})
		}, []string{
			"failed: client send #2 EPIPE, again 29",
			"failed: client recv #32 EPIPE, again 0",
		}},
		"failed and waiting": {lab.TCP, func(w *world) {
			w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallConnect, Err: "ECONNREFUSED"})
			w.observe(lab.Event{Peer: 0, Conn: 2, Call: lab.CallAccept, Err: "stopped"})
			w.observe(lab.Event{Peer: 0, Call: lab.CallSleep, Err: "stopped"})
		}, []string{
			"failed: client connect #2 ECONNREFUSED, again 0",
			"waiting: server accept #3",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := played(c.transport, c.do).lines(t); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestFindingsHaveALimit(t *testing.T) {
	all := played(lab.TCP, func(w *world) {
		for range MaxFindings + 5 {
			w.sendSegs("hello", 1)
			w.recv("he")
			w.recv("llo")
		}
	}).mustAnalyse(t).Findings
	if len(all.All) != MaxFindings {
		t.Errorf("%d findings, want %d", len(all.All), MaxFindings)
	}
	if got, want := all.Unlisted[KindSplit], MaxFindings+10; got != want {
		t.Errorf("%d are not listed, want %d", got, want)
	}
}

func TestOutcome(t *testing.T) {
	events := []lab.Event{
		{Peer: 1, Call: lab.CallRecv, Data: []byte("A")},
		{Peer: 0, Call: lab.CallRecv, Data: []byte("hello")},
		{Peer: 0, Call: lab.CallSend, Data: []byte("A")},
		{Peer: 0, Call: lab.CallSleep, Err: "stopped"},
		{Peer: 0, Call: lab.CallRecv, EOF: true},
		{Peer: 1, Call: lab.CallRecv, Err: "ECONNRESET"},
	}
	const want = "server: b'hello', b''; client: b'A', ECONNRESET"
	if got := Outcome([]string{"server", "client", "silent"}, events); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
