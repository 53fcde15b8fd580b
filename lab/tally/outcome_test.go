package tally

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab"
)

func recv(peer int, data string) lab.Event {
	return lab.Event{Peer: peer, Call: lab.CallRecv, Got: len(data), Data: []byte(data)}
}

// said puts what a peer received into one line.
func said(r Received) string {
	var words []string
	for _, result := range r.Results {
		word := [...]string{lab.Bytes(result.Data), "eof", "empty", result.Err}[result.Kind]
		if result.Len > len(result.Data) {
			word += fmt.Sprint("+", result.Len-len(result.Data))
		}
		words = append(words, word)
	}
	if r.Total > len(r.Results) {
		words = append(words, fmt.Sprint("and ", r.Total-len(r.Results)))
	}
	return strings.Join(words, " ")
}

func TestOutcomeIsWhatTheCallsReturned(t *testing.T) {
	eof := lab.Event{Call: lab.CallRecv, EOF: true}
	for name, c := range map[string]struct {
		transport lab.Transport
		events    []lab.Event
		want      string
	}{
		"bytes, then the end of the stream": {lab.TCP, []lab.Event{recv(0, "hellofeng"), eof, eof}, "b'hellofeng' eof eof"},
		"an empty datagram":                 {lab.UDP, []lab.Event{{Call: lab.CallRecvFrom}, recv(0, "x")}, "empty b'x'"},
		"a datagram of which nothing was asked": {
			lab.UnixDatagram,
			[]lab.Event{{Call: lab.CallRecvFrom, Datagram: 4}},
			"b''",
		},
		"nothing asked of a stream":     {lab.TCP, []lab.Event{recv(0, "")}, "b''"},
		"sends are not received":        {lab.TCP, []lab.Event{{Call: lab.CallSend, Got: 3, Data: []byte("abc")}}, ""},
		"errors of every call":          {lab.TCP, []lab.Event{{Call: lab.CallSend, Err: "EPIPE"}, {Call: lab.CallRecv, Err: "timeout"}}, "EPIPE timeout"},
		"what only waited is no result": {lab.TCP, []lab.Event{{Call: lab.CallWait, Err: "stopped"}, {Call: lab.CallSleep, Err: "stopped"}}, ""},
		"a peer that is not there":      {lab.TCP, []lab.Event{recv(1, "x"), recv(-1, "x")}, ""},
		"much": {
			lab.TCP,
			[]lab.Event{recv(0, strings.Repeat("x", MaxData+7))},
			"b'" + strings.Repeat("x", MaxData) + "'+7",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := said(outcomeOf(t, c.transport, 1, c.events).Peers[0]); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestOutcomeOfManyResultsIsBounded(t *testing.T) {
	var events []lab.Event
	for range MaxResults + 3 {
		events = append(events, recv(0, "x"))
	}
	got := outcomeOf(t, lab.TCP, 1, events).Peers[0]
	if len(got.Results) != MaxResults || got.Total != MaxResults+3 {
		t.Errorf("%d of %d results, want %d of %d", len(got.Results), got.Total, MaxResults, MaxResults+3)
	}
	// What is not listed still tells outcomes apart.
	events[len(events)-1] = recv(0, "y")
	if outcomeOf(t, lab.TCP, 1, events).Key == outcomeOf(t, lab.TCP, 1, events[:len(events)-1]).Key {
		t.Error("a result that is not listed makes no difference")
	}
}

func TestKeysTellOutcomesApart(t *testing.T) {
	outcomes := map[string][]lab.Event{
		"nothing":               nil,
		"joined":                {recv(0, "ab")},
		"apart":                 {recv(0, "a"), recv(0, "b")},
		"apart, by two peers":   {recv(0, "a"), recv(1, "b")},
		"by the other peer":     {recv(1, "ab")},
		"end of stream":         {{Call: lab.CallRecv, EOF: true}},
		"no bytes":              {recv(0, "")},
		"an error":              {{Call: lab.CallRecv, Err: "ECONNRESET"}},
		"the bytes of an error": {recv(0, "ECONNRESET")},
	}
	seen := map[Key]string{}
	for name, events := range outcomes {
		key := outcomeOf(t, lab.TCP, 2, events).Key
		if other, ok := seen[key]; ok {
			t.Errorf("%s and %s have the same key", name, other)
		}
		seen[key] = name
	}
	// The order between peers is luck and no part of the outcome.
	a, b := outcomeOf(t, lab.TCP, 2, []lab.Event{recv(0, "a"), recv(1, "b")}), outcomeOf(t, lab.TCP, 2, []lab.Event{recv(1, "b"), recv(0, "a")})
	if a.Key != b.Key {
		t.Error("the order between peers changes the key")
	}
}

func TestOutcomeKeepsNothingOfTheEvents(t *testing.T) {
	data := []byte("hello")
	o := outcomeOf(t, lab.TCP, 1, []lab.Event{{Call: lab.CallRecv, Data: data}})
	data[0] = 'j'
	if got := said(o.Peers[0]); got != "b'hello'" {
		t.Errorf("got %s after the event's bytes were changed", got)
	}
}

// outcomeOf is the outcome of events in memory.
func outcomeOf(t *testing.T, conns lab.Conns, peers int, events []lab.Event) Outcome {
	t.Helper()
	o, err := Of(conns, peers, func(yield func(*lab.Event, error) bool) {
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
