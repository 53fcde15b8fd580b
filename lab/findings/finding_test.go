package findings

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
)

// told puts a finding into one line.
func told(f Finding) string {
	more := ""
	if f.Before+f.After > 0 {
		more = fmt.Sprintf(" %d before %d after", f.Before, f.After)
	}
	if f.Kind == KindExact && !f.Stream {
		more = " datagrams"
	}
	if f.More > 0 {
		more += fmt.Sprint(" more ", f.More)
	}
	return fmt.Sprintf("%s %s %s #%d messages %d segments %d got %d of %d whole %d %s%s%s",
		f.Kind, f.Peer, f.Call, f.Seq, f.Messages, f.Segments, f.Got, f.Asked, f.Whole, f.Joined, f.Err, more)
}

// conn 1 belongs to peer 1, conn 2 to peer 0; both are probed from the start.
func runOf(t lab.Transport, do func(w *world)) []string {
	w := newWorld(t)
	w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallConnect, Probe: w.sender(0)})
	do(w)
	w.tracker.Lost(func(seq int) { w.events[seq-1].Verdict |= lab.Lost })
	var all []string
	for _, f := range Findings(t, []string{"server", "client"}, w.events) {
		all = append(all, told(f))
	}
	return all
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
			"coalesced server recv #4 messages 2 segments 2 got 9 of 99 whole 0 receive queue",
			"eof server recv #5 messages 2 segments -1 got 0 of 99 whole 0 ",
		}},
		"split": {lab.TCP, func(w *world) {
			w.sendSegs("hello feng", 1)
			w.recv("he")
			w.recv("llo")
			w.recv(" feng")
		}, []string{
			"split server recv #3 messages 1 segments -1 got 2 of 99 whole 10  0 before 8 after",
			"split server recv #4 messages 1 segments -1 got 3 of 99 whole 10  2 before 5 after",
			"split server recv #5 messages 1 segments -1 got 5 of 99 whole 10  5 before 0 after",
		}},
		"ends are counted for each connection": {lab.TCP, func(w *world) {
			for _, conn := range []int{2, 3, 3, 4, 3} {
				w.observe(lab.Event{Conn: conn, Call: lab.CallRecv, Asked: 9, EOF: true})
			}
		}, []string{
			"eof server recv #2 messages 1 segments -1 got 0 of 9 whole 0 ",
			"eof server recv #3 messages 3 segments -1 got 0 of 9 whole 0 ",
			"eof server recv #5 messages 1 segments -1 got 0 of 9 whole 0 ",
		}},
		"after a reset b'' is no proper end": {lab.TCP, func(w *world) {
			w.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 9, Err: "ECONNRESET"})
			w.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 9, EOF: true})
			w.observe(lab.Event{Conn: 3, Call: lab.CallRecv, Asked: 9, EOF: true})
		}, []string{
			"failed server recv #2 messages 1 segments -1 got 0 of 9 whole 0 ECONNRESET",
			"eof server recv #3 messages 1 segments -1 got 0 of 9 whole 0 ECONNRESET",
			"eof server recv #4 messages 1 segments -1 got 0 of 9 whole 0 ",
		}},
		"a datagram is exact by its kind": {lab.UDP, func(w *world) {
			w.sendTo("hello")
			w.recvFrom(9, "hello")
		}, []string{"exact  socket #0 messages 1 segments -1 got 0 of 0 whole 0  datagrams"}},
		"framed": {lab.TCP, func(w *world) {
			w.send("LLLLhello", 4, 9, 0)
			w.recv("LLLL")
			w.observe(lab.Event{Call: lab.CallUnpack, Var: "n", Value: "5"})
			w.recv("hello")
		}, []string{"framed  socket #0 messages 2 segments -1 got 0 of 0 whole 0 "}},
		"exact": {lab.TCP, func(w *world) {
			w.sendSegs("hello", 1)
			w.recv("hello")
		}, []string{"exact  socket #0 messages 1 segments -1 got 0 of 0 whole 0 "}},
		"a header that nobody read gives no boundary back": {lab.TCP, func(w *world) {
			w.send("LLLLhello", 4, 9, 0)
			w.recv("LLLLhello")
		}, []string{"exact  socket #0 messages 1 segments -1 got 0 of 0 whole 0 "}},
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
			"coalesced server recv #6 messages 2 segments -1 got 9 of 99 whole 0 receive queue",
			"held server send #2 messages 1 segments -1 got 1 of 1 whole 1 ",
		}},
		"an empty send": {
			lab.TCP, func(w *world) { w.sendSegs("", 0) },
			[]string{"empty client send #2 messages 1 segments -1 got 0 of 0 whole 0 "},
		},
		"truncated and lost": {lab.UDP, func(w *world) {
			w.sendTo("hello feng")
			w.sendTo("gone")
			w.recvFrom(2, "hello feng")
		}, []string{
			"truncated server recvfrom #4 messages 1 segments -1 got 2 of 2 whole 10 ",
			"lost server sendto #3 messages 1 segments -1 got 4 of 4 whole 4 ",
		}},
		"the same error again and again": {lab.TCP, func(w *world) {
			for range 30 {
				w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallSend, Err: "EPIPE"})
			}
			w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallRecv, Err: "EPIPE"})
		}, []string{
			"failed client send #2 messages 1 segments -1 got 0 of 0 whole 0 EPIPE more 29",
			"failed client recv #32 messages 1 segments -1 got 0 of 0 whole 0 EPIPE",
		}},
		"failed and waiting": {lab.TCP, func(w *world) {
			w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallConnect, Err: "ECONNREFUSED"})
			w.observe(lab.Event{Peer: 0, Conn: 2, Call: lab.CallAccept, Err: "stopped"})
			w.observe(lab.Event{Peer: 0, Call: lab.CallSleep, Err: "stopped"})
		}, []string{
			"failed client connect #2 messages 1 segments -1 got 0 of 0 whole 0 ECONNREFUSED",
			"waiting server accept #3 messages 1 segments -1 got 0 of 0 whole 0 stopped",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := runOf(c.transport, c.do); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestFindingsHaveALimit(t *testing.T) {
	all := runOf(lab.TCP, func(w *world) {
		for range MaxFindings + 5 {
			w.sendSegs("hello", 1)
			w.recv("he")
			w.recv("llo")
		}
	})
	if len(all) != MaxFindings {
		t.Errorf("%d findings, want %d", len(all), MaxFindings)
	}
	if want := fmt.Sprint("more ", MaxFindings+10); !strings.HasSuffix(all[len(all)-1], want) {
		t.Errorf("the last one is %q, want it to count the rest: %s", all[len(all)-1], want)
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
