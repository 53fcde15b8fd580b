package claims

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

const ms = 1_000_000 // ns

// lossyTrace is a run in which the client sent 12 bytes, waited 40 ms in
// between, and the server received 7 of them.
func lossyTrace() record.Trace {
	return record.Trace{
		Header: record.Header{Transport: lab.TCP},
		End:    lab.End{Reason: lab.EndDone},
		Events: []lab.Event{
			{Seq: 1, Peer: 0, Conn: 1, Call: lab.CallListen, End: 1, Asked: 5},
			{
				Seq: 2, Peer: 1, Conn: 2, Call: lab.CallSend, Start: 1 * ms, End: 2 * ms, Asked: 5, Got: 5, Stream: 2, Data: []byte("hello"),
				Probe: &lab.Probe{Unsent: 5, Unacked: 1, Retrans: 0, Drops: lab.Missing},
			},
			{Seq: 3, Peer: 1, Conn: 2, Call: lab.CallSend, Start: 2 * ms, End: 42 * ms, Asked: 9, Got: 7, Stream: 2, Off: 5, Data: []byte("goodbye")},
			{Seq: 4, Peer: 0, Conn: 3, Call: lab.CallRecv, Start: 50 * ms, End: 50 * ms, Asked: 6, Got: 6, Stream: 2, Data: []byte("hellog"), Verdict: lab.Coalesced | lab.Split},
			{Seq: 5, Peer: 0, Conn: 3, Call: lab.CallRecv, Start: 50 * ms, End: 51 * ms, Asked: 1, Got: 1, Stream: 2, Off: 6, Data: []byte("o"), Verdict: lab.Split},
			{Seq: 6, Peer: 1, Conn: 2, Call: lab.CallRecv, Start: 50 * ms, End: 52 * ms, Err: "ECONNRESET"},
		},
	}
}

func TestClaimsOfWhatTheKernelDecides(t *testing.T) {
	tests := []struct {
		claim string
		want  string // of the error; empty when the claim holds
	}{
		{`client send 1 got at least 5`, ""},
		{`client send 1 got at least 6`, "got is 5, want at least 6"},
		{`client send 1 got at most 5`, ""},
		{`client send 1 got at most 4`, "got is 5, want at most 4"},
		{`client send 1 got at least 5 at most 6`, ""},
		{`client send 1 got at least 6 at most 7 waited`, "got is 5, want at least 6 at most 7"},
		{`client send 1 unsent at least 5 unacked at most 1 retrans at most 0`, ""},
		{`client send 1 unsent at least 6`, "unsent is 5, want at least 6"},
		{`client send 1 drops at most 9`, "drops is -1, want at least 0 at most 9"},
		{`client send 1 drops unknown`, ""},
		{`client send 2 unsent at most 9`, "unsent is -1"},
		{`sockets at least 2 at most 3`, ""},
		{`sockets at most 2`, "sockets is 3, want at most 2"},
		{`client send count at least 2`, ""},
		{`client send count at least 3`, "client send count is 2, want at least 3"},
		{`server recv count 2 split`, "server recv count of those is 1, want 2"},
		{`server recv count 1 split and server recv count 1 coalesced split`, ""},
		{`server recv count 1 split got 1 and server recv count 0 split got 6`, ""},
		{`client recv count 0 got 0`, ""},
		{`client recv count 1 err ECONNRESET`, ""},
		{`client recv count 1`, ""},
		{`client sent 12`, ""},
		{`client sent 14`, "client sent is 12, want 14"},
		{`server received at least 7 at most 7`, ""},
		{`server received 8`, "server received is 7, want 8"},
		{`client lost 5`, ""},
		{`client lost at most 4`, "client lost is 5, want at most 4"},
		{`server lost 0`, ""},
		{`client send 2 lasted at least 40ms`, ""},
		{`client send 2 lasted at least 41ms`, "it lasted 40ms, want at least 41ms"},
		{`client send 2 lasted at least 1s`, "it lasted 40ms, want at least 1s"},
		{`client send 2 lasted at least 900us`, ""},
		{`client send 2 after client send 1 by at least 40ms`, ""},
		{`client send 2 after client send 1 by at least 41ms`, "want it after by at least 41ms"},
		{`client send 1 before client send 2 by at least 40ms`, ""},
		{`client send 1 before client send 2 by at least 41ms`, "want it before by at least 41ms"},
		{`client send 2 before client send 1 by at least 1us`, "want it before"},
		{`either end done or end limit`, ""},
		{`either end limit or end done`, ""},
		{`either end limit or end stopped or end done`, ""},
		{`either end limit or end stopped`, "none of 2 ways"},
		{`either end done and client lost 4 or end limit and client lost 5`, "none of 2 ways"},
		{`either end limit and client lost 5 or end done and server recv 1 coalesced split and client lost 5`, ""},
		{`either server recv 1 got 6 or server recv 1 got 5`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			x, err := Parse("f", tt.claim, peers)
			if err != nil {
				t.Fatal(err)
			}
			err = x.Check(NewRun(lossyTrace(), peers))
			if tt.want == "" && err != nil {
				t.Errorf("got %v, want it to hold", err)
			}
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestErrorsOfBoundsAndWays(t *testing.T) {
	tests := []struct{ name, claim, want string }{
		{"a bound of no kind", "client send 1 got at around 5", `"around", want "least"`},
		{"a bound without a number", "client send 1 got at least", "the end of the line, want a number"},
		{"bounds crossed", "client send 1 got at least 5 at most 4", "at least 5 at most 4 leaves no number"},
		{"two lower bounds", "client send 1 got at least 5 at least 6", `"least", want "most"`},
		{"an upper bound of a time", "client send 1 lasted at most 5ms", `"most", want "least"`},
		{"an exact time", "client send 1 lasted 5ms", `"5", want "at"`},
		{"a time without a unit", "client send 1 lasted at least 5", "the end of the line, want a word"},
		{"an unknown unit", "client send 1 lasted at least 5min", `no unit of time is named "min"`},
		{"by without a bound", "client send 1 after client recv 1 by 5ms", `"5", want "at"`},
		{"one way only", "either end done", `the end of the line, want "or"`},
		{"or without either", "end done or end limit", `"or" is not understood`},
		{"a way within a way", "either either end done or end limit", `no peer is named "either"`},
		{"a way of nothing", "either end done or", "the end of the line, want a word"},
		{"a total without a number", "client lost some", `"some", want a number`},
		{"a total of nobody", "bob lost 5", `no peer is named "bob"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("f", tt.claim, peers)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}
