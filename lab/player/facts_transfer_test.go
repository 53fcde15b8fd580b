package player

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/session"
)

// shortSends: a send takes what has room. How much that is depends on the
// kernel; that it is not all, does not.
func shortSends(t *testing.T, l *session.Lab) {
	const script = `tcp
server:
    set rcvbuf 2304
    listen 1
    accept
    wait client end
client:
    set sndbuf 4608
    connect
    HOW
    loop 20:
        try send "x" * 1000000
`
	for how, want := range map[string]string{"blocking off": "EAGAIN", "timeout 50ms": "timeout"} {
		trace := mustRun(t, l, strings.Replace(script, "HOW", how, 1))
		if got := nth(t, trace, "client send 1").Got; got < 1 || got >= 1_000_000 {
			t.Errorf("%s: send took %d of a million bytes, want some", how, got)
		}
		// The kernel of a busy machine may make room between two of them.
		if !slices.ContainsFunc(trace.Events, func(e lab.Event) bool { return e.Call == lab.CallSend && e.Err == want }) {
			t.Errorf("%s: none of the sends gave %s: all that has room is full", how, want)
		}
	}
	waiting := strings.NewReplacer("    HOW\n    loop 20:\n        try send", "    send", "wait client end", "recv exactly 1000000").Replace(script)
	if got := nth(t, mustRun(t, l, waiting), "client send 1").Got; got != 1_000_000 {
		t.Errorf("a send that may wait took %d, want every byte", got)
	}
}

// sentIsNotDelivered: send says that the bytes are queued, the kernel of the
// other side takes them, and no program need ever see them.
func sentIsNotDelivered(t *testing.T, l *session.Lab) {
	trace := mustRun(t, l, `tcp
server:
    listen 5
    wait client send 2
    close listener
client:
    connect
    send "hello"
    sleep 300ms
    send ""
    wait server close
    recv 10
`)
	if e := nth(t, trace, "client send 1"); e.Got != 5 || e.Err != "" {
		t.Errorf("send to a peer that never accepted: %d %s, want 5", e.Got, e.Err)
	}
	wantInt(t, "what is queued or not acknowledged then", probed(t, trace, "client send 2").OutQ, 0)
	mustErr(t, trace, "client recv 1", "ECONNRESET")

	trace = mustRun(t, l, `tcp
server:
    listen 5
    accept
    close
client:
    connect
    wait server close
    send "one"
    sleep 20ms
    send "two"
`)
	if e := nth(t, trace, "client send 1"); e.Got != 3 || e.Err != "" {
		t.Errorf("the first send after the peer closed: %d %s, want 3", e.Got, e.Err)
	}
	mustErr(t, trace, "client send 2", "EPIPE")
}

// emptyReceives: the end of the stream can be received again and again, and an
// empty datagram is one that was sent.
func emptyReceives(t *testing.T, l *session.Lab) {
	trace := mustRun(t, l, "tcp\nserver:\n    listen 1\n    accept\n    recv 5\n    recv 5\n    recv 5\n    recv 5\nclient:\n    connect\n    send \"hi\"\n    close\n")
	mustData(t, trace, "server recv 1", "hi")
	for _, words := range []string{"server recv 2", "server recv 3", "server recv 4"} {
		if e := mustData(t, trace, words, ""); !e.EOF {
			t.Errorf("%s is not the end of the stream", words)
		}
	}
	trace = mustRun(t, l, "udp\nserver:\n    bind\n    recv 5\n    recv 5\nclient:\n    wait server bind\n    send \"\" to port 8080\n    send \"hi\" to port 8080\n")
	if e := mustData(t, trace, "server recvfrom 1", ""); e.EOF || e.Stream == 0 {
		t.Errorf("an empty datagram: %+v, want one that was sent", e)
	}
	mustData(t, trace, "server recvfrom 2", "hi")
}

// closeWithUnread: closing with bytes that nobody received resets the
// connection, and what was under way is lost. What already lies in the other
// side's receive queue can still be read; then comes ECONNRESET.
func closeWithUnread(t *testing.T, l *session.Lab) {
	const script = `tcp
server:
    listen 5
    accept
    wait client send
    sleep 20ms
    READ
    send "bye"
    close
client:
    connect
    send "hi"
    wait server close
    sleep 20ms
    try recv 10
    try recv 10
`
	trace := mustRun(t, l, strings.Replace(script, "READ", "recv 1", 1))
	mustData(t, trace, "client recv 1", "bye")
	mustErr(t, trace, "client recv 2", "ECONNRESET")
	trace = mustRun(t, l, strings.Replace(script, "READ", "recv 2", 1))
	mustData(t, trace, "client recv 1", "bye")
	if e := mustData(t, trace, "client recv 2", ""); !e.EOF {
		t.Error("with nothing unread the stream does not end in order")
	}

	const flood = `tcp
server:
    listen 5
    accept
    wait client send
    sleep 20ms
    READ
    try sendall "x" * 1000000
    close
client:
    set rcvbuf 4096
    connect
    send "hi"
    wait server SENT
    sleep 20ms
    loop until empty:
        recv 65536
`
	lost := strings.NewReplacer("READ", "recv 1", "SENT", "close", "    try sendall", "    blocking off\n    try send").Replace(flood)
	trace = mustRun(t, l, lost)
	taken, came := nth(t, trace, "server send 1").Got, len(takenBy(trace, "client"))
	if came >= taken {
		t.Errorf("reset with bytes under way: %d of %d came, want some lost", came, taken)
	}
	whole := strings.NewReplacer("READ", "recv 2", "SENT", "send").Replace(flood)
	whole = strings.Replace(whole, "    wait server send\n    sleep 20ms\n", "", 1)
	trace = mustRun(t, l, whole)
	if got := takenBy(trace, "client"); !bytes.Equal(got, bytes.Repeat([]byte("x"), 1_000_000)) {
		t.Errorf("closed with nothing unread: %d of 1000000 bytes came", len(got))
	}
}

// waitAllReturnsShort: MSG_WAITALL waits for all of it, but at the end of the
// stream, or when a timeout is over, it gives what there is.
func waitAllReturnsShort(t *testing.T, l *session.Lab) {
	const script = `tcp
server:
    listen 5
    accept
    HOW
    wait client send
    recv 10 waitall
client:
    connect
    send "hello"
    sleep 20ms
    NEXT
`
	run := func(how, next string) lab.Event {
		text := strings.Replace(strings.Replace(script, "    HOW\n", how, 1), "NEXT", next, 1)
		return nth(t, mustRun(t, l, text), "server recv 1")
	}
	if e := run("", `send "world"`); string(e.Data) != "helloworld" {
		t.Errorf("it may wait: got %s, want all 10 bytes in one call", lab.Bytes(e.Data))
	}
	if e := run("", "close"); string(e.Data) != "hello" || e.EOF {
		t.Errorf("at the end of the stream: %s, want the 5 there are", lab.Bytes(e.Data))
	}
	if e := run("    timeout 100ms\n", "wait server end"); string(e.Data) != "hello" || e.Err != "" {
		t.Errorf("when the time is over: %s %s, want the 5 there are", lab.Bytes(e.Data), e.Err)
	}
}
