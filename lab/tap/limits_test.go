package tap

import (
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
)

// told collects what a tap says at the terminal.
func told() (func(Notice), chan Notice) {
	all := make(chan Notice, 64)
	return func(n Notice) {
		select {
		case all <- n:
		default:
		}
	}, all
}

func mustBeTold(t *testing.T, all chan Notice, want Notice) {
	t.Helper()
	select {
	case got := <-all:
		if got != want {
			t.Errorf("told %+v, want %+v", got, want)
		}
	case <-time.After(patience):
		t.Errorf("not told of %+v", want)
	}
}

// resetOf returns what a client reads of a tap that resets it: a connect may see it, too.
func resetOf(k *tapped) error {
	c, err := net.Dial("tcp4", k.Addr().String())
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(patience))
	_, err = c.Read(make([]byte, 1))
	return err
}

// One connection more than may be at once is reset; the others go on.
func TestTooManyConnections(t *testing.T) {
	tell, all := told()
	k := mustTap(t, Options{Conns: 2, Tell: tell})
	first, server := k.connect()
	k.connect()
	if err := resetOf(k); err == nil || errors.Is(err, io.EOF) {
		t.Errorf("the third connection read %v, want a reset", err)
	}
	mustBeTold(t, all, Notice{Kind: LimitConns, Max: 2})
	mustSend(t, first, "still")
	if got := mustRead(t, server, 5); got != "still" {
		t.Errorf("the first connection passed on %q", got)
	}
}

// The bytes of a run are limited: it ends, and says by which limit.
func TestTooManyBytes(t *testing.T) {
	k := mustTap(t, Options{Bytes: 100})
	client, server := k.connect()
	mustSend(t, client, strings.Repeat("x", 100))
	mustRead(t, server, 100)
	if _, ended := k.log.Ended(); ended {
		t.Fatal("100 bytes are not too many")
	}
	mustSend(t, client, "y")
	select {
	case <-k.ended:
	case <-time.After(patience):
		t.Fatal("101 bytes are too many, and it goes on")
	}
	if end, _ := k.log.Ended(); end != (lab.End{Reason: lab.EndLimit, Detail: LimitBytes}) {
		t.Errorf("it ended as %+v", end)
	}
	if _, err := io.ReadAll(server); err == nil { // what was open was reset or closed
		return
	}
}

// A connection on which nothing moves is closed, and the others are not.
func TestIdleConnection(t *testing.T) {
	tell, all := told()
	k := mustTap(t, Options{Idle: time.Second, Tell: tell})
	idle, _ := k.connect()
	busy, server := k.connect()
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				_, _ = busy.Write([]byte("."))
			}
		}
	}()
	if rest, err := io.ReadAll(idle); len(rest) > 0 || err != nil && !strings.Contains(err.Error(), "reset") {
		t.Errorf("the idle connection read %q, %v", rest, err)
	}
	mustBeTold(t, all, Notice{Kind: LimitIdle, Max: 1})
	close(stop)
	<-done
	mustSend(t, busy, "!")
	for got := ""; !strings.HasSuffix(got, "!"); {
		got = mustRead(t, server, 1)
	}
}

// Hundreds of connections leave nothing behind: no goroutine (see TestMain), no socket in
// the tap, and each was a connection of its own for the server.
func TestManyConnectionsLeaveNothing(t *testing.T) {
	manyConnections(t, 300)
}

func manyConnections(t testing.TB, n int) {
	k := mustTap(t, Options{})
	served := make(chan int)
	go func() {
		count := 0
		for ; count < n; count++ {
			c, err := k.server.Accept()
			if err != nil {
				break
			}
			_, _ = io.Copy(c, c)
			_ = c.Close()
		}
		served <- count
	}()
	for range n {
		c, err := net.Dial("tcp4", k.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_ = c.SetDeadline(time.Now().Add(patience))
		_, _ = c.Write([]byte("hello"))
		_ = c.(*net.TCPConn).CloseWrite()
		if got, err := io.ReadAll(c); string(got) != "hello" || err != nil {
			t.Fatalf("%q, %v", got, err)
		}
		_ = c.Close()
	}
	if count := <-served; count != n {
		t.Errorf("%d connections reached the server of %d", count, n)
	}
	k.settled()
	k.end()
}

func BenchmarkTenThousandConnections(b *testing.B) {
	for b.Loop() {
		manyConnections(b, 10_000)
	}
}
