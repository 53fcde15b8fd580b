package claims

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// capturedTrace is joinedTrace with its segments: hello, an acknowledgement,
// hello once more, feng and the server's answer.
func capturedTrace() record.Trace {
	t := joinedTrace()
	t.Env.Capture = lab.CaptureOn
	t.Segments = []lab.Segment{
		{From: 2, To: 3, Flags: lab.SYN, Seq: -1, Ack: -1},
		{From: 2, To: 3, Flags: lab.PSH | lab.ACK, Seq: 0, Len: 5},
		{From: 3, To: 2, Flags: lab.ACK, Ack: 5},
		{From: 2, To: 3, Flags: lab.PSH | lab.ACK, Seq: 0, Len: 5},
		{From: 2, To: 3, Flags: lab.PSH | lab.ACK, Seq: 5, Len: 4},
		{From: 3, To: 2, Flags: lab.PSH | lab.ACK, Seq: 0, Len: 7},
		{From: 9, To: 2, Flags: lab.PSH | lab.ACK, Seq: 0, Len: 8},
	}
	return t
}

func TestACaptureIsAWitness(t *testing.T) {
	uncaptured, partial, datagrams := capturedTrace(), capturedTrace(), capturedTrace()
	uncaptured.Env.Capture, uncaptured.Segments = "EPERM", nil
	partial.SegmentsLost = 1
	datagrams.Transport = lab.UDP
	for i := range datagrams.Segments {
		datagrams.Segments[i].Seq, datagrams.Segments[i].Ack = -1, -1
	}
	tests := []struct {
		name, claim string
		trace       record.Trace
		want        string // the error; empty when the claim holds
	}{
		{"each segment once, whatever was sent again", "captured client 5 4", capturedTrace(), ""},
		{"of each peer its own", "captured server 7 and captured client 5 4", capturedTrace(), ""},
		{"other sizes", "captured client 9", capturedTrace(), "captured client: segments of [5 4] bytes, want [9]"},
		{"not captured", "captured client 9", uncaptured, ""},
		{"not all captured", "captured client 9", partial, ""},
		{"what each segment was for", "captured client flags SYN DATA DATA DATA and captured server flags ACK DATA", capturedTrace(), ""},
		{"for something else", "captured server flags SYN ACK FIN", capturedTrace(), "captured server: segments [ACK DATA], want [SYN ACK FIN]"},
		{"flags that were not captured", "captured server flags RST", uncaptured, ""},
		{"a datagram like the one before is another", "captured client 5 5 4", datagrams, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, err := Parse("f", tt.claim, peers)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if err := x.Check(NewRun(tt.trace, peers)); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestErrorsOfCaptured(t *testing.T) {
	for claim, want := range map[string]string{
		"captured bob 5":            `f:1: no peer is named "bob"; there are: server, client`,
		"captured client":           "f:1: the end of the line, want a number",
		"captured client flags":     "f:1: the end of the line, want a word",
		"captured client flags PSH": `f:1: no segment is for "PSH": SYN, FIN, RST, DATA or ACK`,
		"captured client 5 len":     `f:1: "len" is not understood`,
	} {
		if _, err := Parse("f", claim, peers); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", claim, err, want)
		}
	}
}
