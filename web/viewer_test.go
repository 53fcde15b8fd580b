package web

import (
	"net"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab"
	"stickylab/lab/record"
)

// pipes is a listener whose connections are pipes, so that a feed's times can
// be tested by a clock that does not have to be waited for.
type pipes struct {
	accepted chan net.Conn
	closed   chan struct{}
}

func newPipes() *pipes { return &pipes{accepted: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.accepted:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	close(p.closed)
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8035} }

func (p *pipes) dial(string, string) (net.Conn, error) {
	here, there := net.Pipe()
	p.accepted <- there
	return here, nil
}

// pipedFeed opens a feed of the log over a pipe. It is for synctest.
func pipedFeed(t *testing.T, log *record.Log) (*Server, *websocket.Conn) {
	t.Helper()
	runner := newFakeRunner()
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner})
	l, served := newPipes(), make(chan struct{})
	go func() {
		defer close(served)
		_ = s.Serve(l)
	}()
	t.Cleanup(func() {
		mustClose(t, s)
		<-served
	})
	conn, _, err := (&websocket.Dialer{NetDial: l.dial}).Dial("ws://localhost/api/runs/some/feed", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return s, conn
}

func TestAnIdleViewerIsKeptWhileItAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := newLog()
		_, conn := pipedFeed(t, log)
		time.AfterFunc(10*pongWait, func() { log.End(lab.End{Reason: lab.EndDone}) })
		begun := time.Now()
		var got seen
		got.mustFollow(t, conn)
		if took := time.Since(begun); took < 10*pongWait || got.end == nil {
			t.Errorf("the feed ended with %v after %v, want the run's end after %v", got.end, took, 10*pongWait)
		}
	})
}

func TestAViewerThatAnswersNoPingIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, conn := pipedFeed(t, newLog())
		conn.SetPingHandler(func(string) error { return nil })
		begun := time.Now()
		if err := conn.SetReadDeadline(begun.Add(2 * pongWait)); err != nil {
			t.Fatal(err)
		}
		var got seen
		if err := got.follow(conn); err == nil {
			t.Errorf("the feed ended in order: %v", got.end)
		}
		if took := time.Since(begun); took != pongWait {
			t.Errorf("dropped after %v, want %v", took, pongWait)
		}
		synctest.Wait()
		if got := s.state.viewers.count(); got != 0 {
			t.Errorf("%d viewers are left, want none", got)
		}
	})
}

func TestAViewerThatTakesNothingIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := pipedFeed(t, newLog())
		synctest.Wait()
		if got := s.state.viewers.count(); got != 1 {
			t.Errorf("%d viewers are there, want 1", got)
		}
		<-time.After(feedWriteWait + closeWait + time.Second)
		synctest.Wait()
		if got := s.state.viewers.count(); got != 0 {
			t.Errorf("%d viewers are left, want none", got)
		}
	})
}
