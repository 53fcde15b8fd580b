package sock

import (
	"testing"
	"time"

	"stickylab/lab"
)

// gathering is a receive that waits for more than one byte, and what the other
// end does meanwhile.
type gathering struct {
	name      string
	lowat     int
	all       bool
	timeout   time.Duration
	size      int
	before    string                                                 // sent before the receive
	meanwhile func(t *testing.T, client *Socket, waits <-chan int64) // while it waits
	want      string
	err       string
	eof       bool
	waited    bool
	next      string // the error or end that the next receive finds
}

// TestGathering: what Python's blocking and timed sockets do on Linux.
func TestGathering(t *testing.T) {
	then := func(text string) func(*testing.T, *Socket, <-chan int64) {
		return func(t *testing.T, client *Socket, waits <-chan int64) {
			await(t, "OnWait", waits)
			mustSend(t, client, text)
		}
	}
	closes := func(t *testing.T, client *Socket, waits <-chan int64) {
		await(t, "OnWait", waits)
		must(t, client.Close())
	}
	resets := func(t *testing.T, client *Socket, waits <-chan int64) {
		await(t, "OnWait", waits)
		must(t, client.SetOption("linger", 0))
		must(t, client.Close())
	}
	for _, g := range []gathering{
		{name: "all of it is there", all: true, size: 5, before: "hello", want: "hello"},
		{name: "the rest comes later", all: true, size: 9, before: "hello", meanwhile: then("feng"), want: "hellofeng", waited: true},
		{name: "nothing is there at first", all: true, size: 4, meanwhile: then("feng"), want: "feng", waited: true},
		{name: "the stream ends short", all: true, size: 9, before: "hello", meanwhile: closes, want: "hello", waited: true, next: "eof"},
		{name: "the stream ends before it began", all: true, size: 9, meanwhile: closes, eof: true, waited: true, next: "eof"},
		{name: "a reset comes after some bytes", all: true, size: 9, before: "hello", meanwhile: resets, want: "hello", waited: true, next: "ECONNRESET"},
		{name: "a timeout: what is there", all: true, size: 9, timeout: time.Hour, before: "hello", want: "hello"},
		{name: "a timeout: what comes first", all: true, size: 9, timeout: time.Hour, meanwhile: then("feng"), want: "feng", waited: true},
		{name: "a timeout that passes", all: true, size: 9, timeout: time.Millisecond, err: "timeout", waited: true},
		{name: "non-blocking: what is there", all: true, size: 9, timeout: NoWait, before: "hello", want: "hello"},
		{name: "non-blocking: nothing there", all: true, size: 9, timeout: NoWait, err: "EAGAIN"},
		{name: "the low water mark is reached", lowat: 9, size: 100, before: "hellofeng", want: "hellofeng"},
		{name: "the low water mark is reached later", lowat: 4, size: 100, meanwhile: then("feng"), want: "feng", waited: true},
		{name: "less than the mark, and the end", lowat: 9, size: 100, before: "hello", meanwhile: closes, want: "hello", waited: true, next: "eof"},
		{name: "fewer bytes asked for than the mark", lowat: 9, size: 4, before: "hello", want: "hell"},
		{name: "non-blocking does not see the mark", lowat: 9, size: 100, timeout: NoWait, before: "hello", want: "hello"},
	} {
		t.Run(g.name, func(t *testing.T) { g.run(t, lab.TCP) })
	}
	t.Run("a timeout and the mark", func(t *testing.T) {
		g := gathering{lowat: 9, size: 100, timeout: 5 * time.Millisecond, before: "hello", err: "timeout", waited: true}
		g.run(t, lab.TCP)
	})
	t.Run("a Unix socket has no mark in poll", func(t *testing.T) {
		g := gathering{lowat: 9, size: 100, timeout: time.Hour, before: "hello", want: "hello"}
		g.run(t, lab.UnixStream)
	})
	t.Run("a Unix socket waits for the mark", func(t *testing.T) {
		g := gathering{lowat: 9, size: 100, before: "hello", meanwhile: then("feng"), want: "hellofeng", waited: true}
		g.run(t, lab.UnixStream)
	})
	t.Run("a Unix socket waits for all", func(t *testing.T) {
		g := gathering{all: true, size: 9, before: "hello", meanwhile: then("feng"), want: "hellofeng", waited: true}
		g.run(t, lab.UnixStream)
	})
}

func (g gathering) run(t *testing.T, transport lab.Transport) {
	client, server := mustPair(t, mustNet(t), transport)
	if g.lowat > 0 {
		must(t, server.SetOption("rcvlowat", g.lowat))
	}
	server.SetTimeout(g.timeout)
	if g.before != "" {
		mustSend(t, client, g.before)
		eventually(t, "the bytes are there", func() bool { return int(server.Probe().InQ) == len(g.before) })
	}
	waits := waiting(server)
	buf := make([]byte, g.size)
	done := in(func() Result {
		if g.all {
			return server.RecvAll(buf)
		}
		return server.Recv(buf)
	})
	if g.meanwhile != nil {
		g.meanwhile(t, client, waits)
	}
	res := await(t, "the receive", done)
	wantErr(t, res, g.err)
	if got := string(buf[:res.N]); got != g.want || res.EOF != g.eof || res.Waited != g.waited {
		t.Errorf("got %q, EOF %v, waited %v; want %q, %v, %v", got, res.EOF, res.Waited, g.want, g.eof, g.waited)
	}
	switch g.next {
	case "eof":
		if res := server.Recv(buf); !res.EOF {
			t.Errorf("the next receive gave %+v, want the end", res)
		}
	case "ECONNRESET":
		wantErr(t, server.Recv(buf), g.next)
		if res := server.Recv(buf); !res.EOF {
			t.Errorf("after the reset: %+v, want the end", res)
		}
	}
}

func TestStopEndsAReceiveThatGathers(t *testing.T) {
	n := mustNet(t)
	client, server := mustPair(t, n, lab.TCP)
	mustSend(t, client, "hello")
	waits := waiting(server)
	buf := make([]byte, 10)
	done := in(func() Result { return server.RecvAll(buf) })
	await(t, "OnWait", waits)
	n.Stop()
	res := await(t, "the receive", done)
	wantErr(t, res, "stopped")
	if string(buf[:res.N]) != "hello" {
		t.Errorf("it had %q", buf[:res.N])
	}
}

func TestAnAcceptedSocketHasTheListenersMark(t *testing.T) {
	n := mustNet(t)
	listener := mustSocket(t, n, lab.TCP)
	must(t, listener.SetOption("rcvlowat", 9))
	must(t, listener.Bind(8080))
	must(t, named(listener).Listen(1))
	client := mustConnect(t, n, lab.TCP)
	server := mustAccept(t, listener)
	mustSend(t, client, "hello")
	waits := waiting(server)
	buf := make([]byte, 100)
	done := in(func() Result { return server.Recv(buf) })
	await(t, "OnWait", waits)
	must(t, client.Close())
	if res := must(t, await(t, "the receive", done)); string(buf[:res.N]) != "hello" {
		t.Errorf("got %q", buf[:res.N])
	}
}
