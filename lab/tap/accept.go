package tap

import (
	"errors"
	"net"
	"os"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// The sockets of a tap, by number: the listener, and of each connection those of the
// client, of the tap towards each side, and of the server.
const (
	listenerConn = 1
	connsEach    = 4
)

// strandsEach are the strands of a connection: a reader and a writer for each way. The
// strand 0 accepts.
const strandsEach = 4

// acceptAll takes connections until the tap ends.
func (t *Tap) acceptAll() {
	defer func() { _ = t.listener.Close() }()
	at := t.Addr().String()
	now := t.clock.Now()
	t.append(&lab.Event{Conn: listenerConn, Call: lab.CallBind, Start: now, End: now, Address: at})
	t.append(&lab.Event{Conn: listenerConn, Call: lab.CallListen, Start: now, End: now})
	for t.ctx.Err() == nil {
		start := t.clock.Now()
		t.rec.Waiting(record.Waiting{Peer: tapPeer, Conn: listenerConn, Call: lab.CallAccept, Start: start})
		c, err := t.listener.AcceptTCP()
		if err != nil {
			if errors.Is(err, net.ErrClosed) || t.ctx.Err() != nil {
				return
			}
			t.append(&lab.Event{Conn: listenerConn, Call: lab.CallAccept, Start: start, Waited: true, Err: t.errName(err)})
			t.pause(acceptPause)
			continue
		}
		t.accepted(c, start)
	}
}

// acceptPause is before the next accept after one that failed: there may be no
// descriptor left.
const acceptPause = 10 * time.Millisecond

// accepted begins to relay a connection, or resets it where there are too many.
func (t *Tap) accepted(c *net.TCPConn, start int64) {
	t.mu.Lock()
	n := t.count
	t.count++
	full := len(t.open) >= t.options.Conns
	r := newRelay(t, n, c)
	if !full {
		t.open[r] = true
	}
	t.mu.Unlock()
	r.recorded()
	r.append(&lab.Event{Conn: r.front.id, Call: lab.CallAccept, Start: start, Waited: true, Address: r.front.remote.String(), FarConn: r.front.far})
	if full {
		t.tell(Notice{Kind: LimitConns, Max: t.options.Conns})
		r.abort(r.front)
		return
	}
	if t.ctx.Err() != nil { // it was stopped before the relay was among those that are ended
		r.interrupt()
	}
	t.wait.Go(func() {
		r.run()
		t.mu.Lock()
		delete(t.open, r)
		t.mu.Unlock()
	})
}

// Notice is what somebody at a terminal is told of a tap.
type Notice struct {
	// Kind is a Limit constant, or NoServer.
	Kind string
	// Err is the errno of a NoServer, Max the value of a limit.
	Err string
	Max int
}

// NoServer is the Kind of a Notice that nobody could be connected to.
const NoServer = "no-server"

func (t *Tap) tell(n Notice) {
	if t.options.Tell != nil {
		t.options.Tell(n)
	}
}

// errName is the word of an event for an error of the net package.
func (t *Tap) errName(err error) string {
	switch {
	case err == nil:
		return ""
	case t.ctx.Err() != nil && (errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, net.ErrClosed)):
		return lab.ErrStopped
	case errors.Is(err, os.ErrDeadlineExceeded):
		return lab.ErrTimeout
	}
	return sock.ErrName(err)
}
