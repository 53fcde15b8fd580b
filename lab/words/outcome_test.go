package words

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/tally"
)

func TestOutcome(t *testing.T) {
	events := []lab.Event{
		{Peer: 1, Call: lab.CallRecv, Data: []byte("A; client: x")},
		{Peer: 0, Call: lab.CallRecv, Data: []byte("hello")},
		{Peer: 0, Call: lab.CallRecv, EOF: true},
		{Peer: 1, Call: lab.CallRecv, Err: "ECONNRESET"},
		{Peer: 2, Call: lab.CallRecv, Err: "timeout"},
	}
	peers := []string{"server", "client", "bob", "silent"}
	for lang, want := range map[string]string{
		"en": "server: b'hello', b'' (end of stream); client: b'A; client: x', ECONNRESET; bob: timed out",
		"zh": "服务端：b'hello', b''（流结束）；客户端：b'A; client: x', ECONNRESET；bob：超时",
	} {
		if got := Outcome(lang, peers, outcomeOf(t, lab.TCP, len(peers), events)); got != want {
			t.Errorf("%s: got %s, want %s", lang, got, want)
		}
	}
}

func TestOutcomeOfLittleAndMuch(t *testing.T) {
	long := strings.Repeat("x", tally.MaxData+1)
	var many []lab.Event
	for range tally.MaxResults + 1 {
		many = append(many, lab.Event{Call: lab.CallRecv, Data: []byte("x")})
	}
	for name, c := range map[string]struct {
		transport lab.Transport
		events    []lab.Event
		want      string
	}{
		"nothing": {lab.TCP, nil, "no bytes were received"},
		"an empty datagram is no end": {
			lab.UDP,
			[]lab.Event{{Call: lab.CallRecvFrom}},
			"server: b'' (empty datagram)",
		},
		"many bytes": {
			lab.TCP,
			[]lab.Event{{Call: lab.CallRecv, Data: []byte(long)}},
			"server: b'" + long[1:] + "…' (49 bytes)",
		},
		"many receives": {lab.TCP, many, "server: " + strings.Repeat("b'x', ", tally.MaxResults) + "… (13 in all)"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Outcome("en", []string{"server"}, outcomeOf(t, c.transport, 1, c.events)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// outcomeOf is the outcome of events in memory.
func outcomeOf(t *testing.T, conns lab.Conns, peers int, events []lab.Event) tally.Outcome {
	t.Helper()
	o, err := tally.Of(conns, peers, func(yield func(*lab.Event, error) bool) {
		for i := range events {
			if !yield(&events[i], nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}
