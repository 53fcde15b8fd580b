package session

import (
	"sync"
	"sync/atomic"
	"time"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// Socket is a socket of a run. Hands make the calls on it; one call is under
// way in each direction at a time, a second one waits for the first.
type Socket struct {
	sock      *sock.Socket
	in, out   direction
	closing   *Hand
	connected bool        // a connect succeeded
	joined    atomic.Bool // a receive took messages that ran together, and nothing shows in which queue
}

// direction is one of the two halves of a socket. Its lock is held from before
// a call until the event is recorded, so that the log has the calls in the
// order in which the kernel had them.
type direction struct {
	mu   sync.Mutex
	hand *Hand // whose call is under way
}

// Addr is where a datagram comes from or goes to.
type Addr = sock.Addr

func newSocket(s *sock.Socket) *Socket {
	socket := &Socket{sock: s}
	s.OnWait = socket.waits
	return socket
}

// waits is called by a call that cannot be done at once. A bare one has no hand.
func (s *Socket) waits(half sock.Half, start int64) {
	var hand *Hand
	switch half {
	case sock.Receiving:
		hand = s.in.hand
	case sock.Sending:
		hand = s.out.hand
	case sock.Whole: // only who closes it waits so, and has set this
		hand = s.closing
	}
	if hand == nil {
		return
	}
	hand.waits(start)
	if hand.waker != nil && half != sock.Whole {
		hand.waker.begins(s.sock, half)
	}
}

// ID counts the sockets of a run from 1.
func (s *Socket) ID() int { return s.sock.ID }

// Transport is the kind of the socket.
func (s *Socket) Transport() lab.Transport { return s.sock.Transport() }

// SetTimeout makes each later call give up after d, see sock.Socket.SetTimeout.
func (s *Socket) SetTimeout(d time.Duration) { s.sock.SetTimeout(d) }

// At returns the address of a port of the run.
func (s *Socket) At(port int) Addr { return s.sock.Toward(port) }

// Connected reports whether a connect of the socket succeeded.
func (s *Socket) Connected() bool { return s.connected }

// Fresh reports whether the socket was neither connected nor accepted.
func (s *Socket) Fresh() bool { return !s.connected && s.sock.Remote().IsZero() }

// Bare is the socket itself. Calls on it are the same system calls, recorded by
// nobody.
func (s *Socket) Bare() *sock.Socket { return s.sock }

// connOf numbers the socket that is to receive.
func connOf(s *sock.Socket, none int) int {
	if s == nil {
		return none
	}
	return s.ID
}
