package player_test

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// peeks is a server that looks at a header, and then receives the whole frame.
const peeks = `tcp
server:
    listen 5
    accept as a
    wait client send 2
    peek 4
    unpack "!I" n
    peek n + 4 from a
    print same
    recv exactly n + 4
    recv 100
    timeout 50ms
    try peek 1
    timeout 0s
    print "late"
    wait client send 3
    peek 100
    try recv 1 from a
    close a
client:
    connect
    send pack "!I" len + "hello"
    send "feng"
    wait server recv 2
    wait server print 2
    send "x"
`

func init() {
	alike["peeks"] = peeks
	alike["peeks at datagrams and at the end"] = `udp
server:
    bind
    wait client send 2
    peek 3
    peek 100
    send same to sender
    recv 2
    blocking off
    recv 100
    try peek 100
client:
    send "hello" to port 8080
    send "feng" to port 8080
    recv 100
`
	alike["peeks at the end"] = `tcp
server:
    listen 5
    accept
    wait client end
    loop until empty:
        peek 1
        recv 1
    peek 9
client:
    connect
    send "ab"
`
}

func TestAPeekTakesNothing(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(peeks)
	if err != nil {
		t.Fatal(err)
	}
	trace := mustTrace(t, runner, e)
	type receive struct {
		peek    bool
		off     int64
		data    string
		verdict lab.Verdict
		err     string
	}
	var got []receive
	for _, event := range trace.Events {
		if event.Peer == 0 && event.Call.Receives() {
			got = append(got, receive{event.Peek, event.Off, string(event.Data), event.Verdict, event.Err})
		}
	}
	want := []receive{
		{true, 0, "\x00\x00\x00\x05", 0, ""},
		{true, 0, "\x00\x00\x00\x05hello", 0, ""},
		{false, 0, "\x00\x00\x00\x05hello", lab.Exact, ""},
		{false, 9, "feng", lab.Exact, ""},
		{true, 0, "", 0, lab.ErrTimeout},
		{true, 13, "x", 0, ""},
		{false, 13, "x", lab.Exact, ""},
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("received\n%+v\nwant\n%+v", got, want)
		}
	}
}
