package view

import (
	"testing"

	"stickylab/lab"
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
		"en": "server: b'hello', b''; client: b'A; client: x', ECONNRESET; bob: timed out",
		"zh": "服务端：b'hello', b''；客户端：b'A; client: x', ECONNRESET；bob：超时",
	} {
		if got := Outcome(lang, peers, events); got != want {
			t.Errorf("%s: got %s, want %s", lang, got, want)
		}
	}
}
