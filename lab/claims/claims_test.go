package claims

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// peers are those of the traces below, by their numbers.
var peers = []string{"server", "client"}

// joinedTrace is a run in which hello and feng were received together.
func joinedTrace() record.Trace {
	return record.Trace{
		Header: record.Header{Transport: lab.TCP},
		End:    lab.End{Reason: lab.EndLimit},
		Events: []lab.Event{
			{Seq: 1, Peer: 0, Conn: 1, Call: lab.CallListen, End: 1, Asked: 5},
			{
				Seq: 2, Peer: 1, Conn: 2, Call: lab.CallSend, End: 2, Asked: 5, Got: 5, Stream: 2, Data: []byte("hello"),
				Probe: &lab.Probe{OutQ: 5, Unsent: 0, InQ: 0, SegsOut: 1, SegsIn: 0, Unacked: 1, Cwnd: 10, MSS: 32741},
			},
			{Seq: 3, Peer: 1, Conn: 2, Call: lab.CallSend, End: 3, Asked: 4, Got: 4, Stream: 2, Off: 5, Data: []byte("feng")},
			{Seq: 4, Peer: 1, Conn: 2, Call: lab.CallSend, End: 4, Asked: 1, Got: 1, Stream: 2, Off: 9, Data: []byte("!"), Verdict: lab.Lost},
			{
				Seq: 5, Peer: 0, Conn: 3, Call: lab.CallRecv, End: 5, Waited: true, Asked: 10, Got: 9, Stream: 2,
				Data: []byte("hellofeng"), Verdict: lab.Coalesced, Joined: lab.ReceiveQueue,
			},
			{Seq: 6, Peer: 0, Conn: 3, Call: lab.CallRecv, End: 6, Asked: 10, EOF: true},
			{Seq: 7, Peer: 0, Conn: 3, Call: lab.CallRecv, End: 7, Asked: 10, EOF: true},
			{Seq: 8, Peer: 1, Conn: 2, Call: lab.CallRecv, End: 8, Waited: true, Asked: 10, Err: "stopped"},
			{Seq: 9, Peer: 1, Conn: 2, Call: lab.CallConnect, End: 9, Err: "ECONNREFUSED"},
			{Seq: 10, Peer: 0, Conn: 3, Call: lab.CallRecvFrom, End: 10, Asked: 2, Got: 2, Datagram: 10, Verdict: lab.Truncated},
			{Seq: 11, Peer: 0, Call: lab.CallUnpack, End: 11, Var: "n", Value: "5"},
			{Seq: 12, Peer: 0, Conn: 3, Call: lab.CallNone, Unmade: lab.CallRecv, End: 12, Err: "limit", Value: "-1"},
		},
	}
}

func TestClaims(t *testing.T) {
	tests := []struct {
		claim string
		want  string // of the error; empty when the claim holds
	}{
		{`end limit`, ""},
		{`end done`, `end is "limit", want "done"`},
		{`sockets 3`, ""},
		{`sockets 2`, "sockets is 3, want 2"},
		{`client send count 3`, ""},
		{`client send count 2`, "client send count is 3, want 2"},
		{`server send count 0`, ""},
		{`server recv 1`, ""},
		{`server recv 4`, "server recv 4 was not made"},
		{`server none 1 unmade recv err limit text "-1"`, ""},
		{`server none 1 unmade send err limit`, `unmade is "recv", want "send"`},
		{`server recv 1 coalesced unmade recv`, "the call was made: recv"},
		{`server recv 1 = "hellofeng"`, ""},
		{`server recv 1 = "hello"`, `data is "hellofeng", want "hello"`},
		{`server recv 1 got 9 asked 10`, ""},
		{`server recv 1 got 10`, "got is 9, want 10"},
		{`server recv 1 coalesced`, ""},
		{`server recv 1 coalesced split`, `verdict is "coalesced", want "coalesced split"`},
		{`server recv 1 exact`, `verdict is "coalesced", want "exact"`},
		{`server recv 1 joined "receive queue"`, ""},
		{`server recv 1 joined "send queue"`, `joined is "receive queue", want "send queue"`},
		{`server recv 1 from client send 1 from client send 2`, ""},
		{`server recv 1 from client send 2 from client send 1`, ""},
		{`server recv 1 from client send 1`, "it came from events [2 3], want [2]"},
		{`server recv 1 from client send 9`, "client send 9 was not made"},
		{`server recv 1 on server recv 2`, ""},
		{`server recv 1 on server listen 1`, "socket is 3, want 1"},
		{`server recv 1 on server listen 2`, "server listen 2 was not made"},
		{`server recv 1 waited`, ""},
		{`server recv 1 not waited`, "waited is true, want false"},
		{`server recv 2 not waited eof`, ""},
		{`server recv 2 = "" eof`, ""},
		{`server recv 2 = ""`, "eof is true, want false"},
		{`server recv 1 eof`, "eof is false, want true"},
		{`server recv 2-3 eof`, ""},
		{`server recv 1-3 eof`, "server recv 1: eof is false"},
		{`server recv 2-4 eof`, "server recv 4 was not made"},
		{`client recv 1 stopped`, ""},
		{`client recv 1 waited`, `err is "stopped", want ""`},
		{`client connect 1 err ECONNREFUSED`, ""},
		{`client connect 1`, `err is "ECONNREFUSED", want ""`},
		{`client connect 1 err EPIPE`, `err is "ECONNREFUSED", want "EPIPE"`},
		{`client send 3 lost`, ""},
		{`client send 1 lost`, `verdict is "", want "lost"`},
		{`server recvfrom 1 truncated datagram 10`, ""},
		{`server recvfrom 1 datagram 2`, "datagram is 10, want 2"},
		{`server unpack 1 text "n = 5"`, ""},
		{`server unpack 1 text "n = 4"`, `text is "n = 5", want "n = 4"`},
		{`client send 1 before server recv 1`, ""},
		{`client send 1 after server recv 1`, "want it after"},
		{`server recv 1 after client send 1`, ""},
		{`server recv 1 before client send 1`, "want it before"},
		{`server recv 1 before server recv 1`, "want it before"},
		{`server recv 1 before client close 1`, "client close 1 was not made"},
		{`client send 1 outq 5 unsent 0 inq 0 segs_out 1 segs_in 0 unacked 1 cwnd 10 mss 32741`, ""},
		{`client send 1 segs_out 2`, "segs_out is 1, want 2"},
		{`client send 2 segs_out unknown`, ""},
		{`client send 2 segs_out 1`, "segs_out is -1, want 1"},
		{`client send 1 and server recv 1 # and no more`, ""},
		{`client send 1 and server recv 1 exact`, "verdict"},
		{`end done and server recv 1`, "end is"},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			x, err := Parse("f", tt.claim, peers)
			if err != nil {
				t.Fatal(err)
			}
			err = x.Check(NewRun(joinedTrace(), peers))
			if tt.want == "" && err != nil {
				t.Errorf("got %v, want it to hold", err)
			}
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestErrorsNameFileAndLine(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"nothing", "", "f: claims nothing"},
		{"comments only", "# nothing\n", "f: claims nothing"},
		{"an unknown peer", "end done\nbob send 1", `f:2: no peer is named "bob"`},
		{"an unknown call", "server fly 1", `f:1: no call is named "fly"`},
		{"an unknown end", "end soon", `f:1: no run ends with "soon"`},
		{"an unknown property", "server recv 1 nice", `f:1: no property is named "nice"`},
		{"an unknown queue", `server recv 1 joined "bus queue"`, `f:1: no queue is named "bus queue"`},
		{"no number", "server recv", "f:1: the end of the line, want a number"},
		{"counted from 0", "server recv 0", "f:1: calls are counted from 1"},
		{"a range backwards", "server recv 3-2 eof", "f:1: 3-2 is no range"},
		{"no string", "server recv 1 = hello", `f:1: "hello", want a string`},
		{"an open string", `server recv 1 = "hello`, "f:1: literal not terminated"},
		{"not what", "server recv 1 not eof", `f:1: "eof", want "waited"`},
		{"something after the end", "end done done", `f:1: "done" is not understood`},
		{"a number for a word", "5 recv 1", `f:1: "5", want a word`},
		{"an and without a claim", "end done and", "f:1: the end of the line, want a word"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("f", tt.source, peers)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestEventsOfPeersThatAreNotThereAreLeftOut(t *testing.T) {
	r := NewRun(record.Trace{Events: []lab.Event{{Seq: 1, Peer: 2}, {Seq: 2, Peer: -1}}}, peers)
	if len(r.calls) != 0 {
		t.Errorf("%d calls, want none", len(r.calls))
	}
}

// Without probes the close of a socket may be all that shows where its messages were joined.
func TestTheQueueIsThatWhichTheCloseShows(t *testing.T) {
	for segs, want := range map[int32]string{1: "send queue", 2: "unknown"} {
		trace, p := joinedTrace(), lab.NoProbe
		p.SegsIn = segs
		trace.Events[4].Joined = lab.UnknownQueue
		trace.Events = append(trace.Events, lab.Event{Seq: 13, Peer: 0, Conn: 3, Call: lab.CallClose, Probe: &p})
		peers := []string{"server", "client"}
		all, err := Parse("f", `server recv 1 joined "`+want+`"`, peers)
		if err != nil {
			t.Fatal(err)
		}
		if err := all.Check(NewRun(trace, peers)); err != nil {
			t.Errorf("%d segments: %v", segs, err)
		}
	}
}
