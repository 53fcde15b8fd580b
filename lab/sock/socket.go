package sock

import (
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"stickylab/lab"
)

// Socket is one socket of a run. To its user it blocks as Python's do; inside
// the descriptor is non-blocking and waits on the runtime's poller. Safe for
// concurrent use: one receive (or accept) and one send (or connect) are under
// way at a time, a second one waits for the first.
type Socket struct {
	// ID counts the sockets of a run from 1.
	ID int
	// OnWait, when set before the first call, is called once by each call
	// that has to wait, right before it does. It must not make calls itself;
	// Probe is none.
	OnWait func(h Half, start int64)

	net       *Net
	transport lab.Transport
	peer      atomic.Pointer[Socket]
	timeout   atomic.Int64
	lowat     atomic.Int64 // SO_RCVLOWAT where it was set
	lingers   atomic.Bool  // SO_LINGER with more than 0 seconds
	sent, got atomic.Int64 // messages of SOCK_SEQPACKET
	closed    atomic.Bool
	listening atomic.Bool
	in, out   direction
	kernel    atomic.Pointer[sensor] // made by the first probe
	taken     intake                 // of a stream
	// portChosen: the kernel chose the port that the socket is bound to;
	// portLost: and has taken it back.
	portChosen, portLost atomic.Bool

	// using is shared by calls on fd that do not wait, and held to close it.
	using sync.RWMutex
	fd    int

	deadlines sync.Mutex // guards the file, and its deadlines against Stop
	file      *os.File   // as the poller knows the socket; nil before a call may wait
	raw       syscall.RawConn

	pairing sync.Mutex // makes connect and append, accept and remove, one step
	pending []*Socket  // clients of a Unix listener that were not accepted yet

	// Guarded by net.mu.
	local, remote Addr
	text          string
	reuse         bool    // SO_REUSEADDR is or was on
	stranger      *Socket // at the other end of a connection through the door
	strange       bool    // it is such a one
}

// Half is what a call uses of a socket.
type Half uint8

// The halves. Whole is what close uses.
const (
	Receiving Half = iota // and accept
	Sending               // and connect
	Whole
)

// Socket is socket(2).
func (n *Net) Socket(t lab.Transport) (*Socket, Result) {
	if err := n.reserve(); err != nil {
		return nil, resultAt(n.clock(), err)
	}
	res := Result{Start: n.clock()}
	fd, err := openSocket(t)
	res.End, res.Err = n.clock(), err
	if err != nil {
		n.unreserve()
		return nil, res
	}
	return n.adopt(fd, t), res
}

func newSocket(n *Net, fd int, t lab.Transport) *Socket {
	return &Socket{net: n, transport: t, fd: fd}
}

// Closed reports whether the socket was closed.
func (s *Socket) Closed() bool { return s.closed.Load() }

// Transport tells what kind of socket it is.
func (s *Socket) Transport() lab.Transport { return s.transport }

// Peer gives the socket of the run at the other end of the connection, for both
// ends once the connection was accepted, and nil before. For a connected
// datagram socket it is the one that has the address it sends to.
func (s *Socket) Peer() *Socket {
	if far := s.peer.Load(); far != nil || s.transport.Connects() {
		return far
	}
	s.net.mu.RLock()
	defer s.net.mu.RUnlock()
	return s.net.named.Get(place{s.transport, s.remote})
}

// Local gives the address that the socket is bound to.
func (s *Socket) Local() Addr {
	s.net.mu.RLock()
	defer s.net.mu.RUnlock()
	return s.local
}

// At gives the address of a port of the run; the zero Addr when there is no
// such port.
func (s *Socket) At(port int) Addr { return s.net.at(s.transport, port) }

// Listening reports whether listen was called.
func (s *Socket) Listening() bool { return s.listening.Load() }

// NoWait is the timeout of a socket that never waits.
const NoWait time.Duration = -1

// SetTimeout makes each later call give up after d, as Python's settimeout
// does; 0 waits for ever. With a timeout a send returns as soon as some of its
// bytes are queued. With NoWait, Python's setblocking(False), a call that cannot
// be done at once gives EAGAIN, and a connect EINPROGRESS: the next Connect
// tells what became of it.
func (s *Socket) SetTimeout(d time.Duration) { s.timeout.Store(int64(max(d, NoWait))) }

// Shutdown is shutdown(2): how is "read", "write" or "both".
func (s *Socket) Shutdown(how string) (res Result) {
	var value int
	switch how {
	case "read":
		value = syscall.SHUT_RD
	case "write":
		value = syscall.SHUT_WR
	case "both":
		value = syscall.SHUT_RDWR
	default:
		return resultAt(s.net.clock(), syscall.EINVAL)
	}
	s.call(&res, func(fd int) error { return shutdown(fd, value) })
	s.net.room.ring()
	return res
}

// Probe asks the kernel what it holds for the socket. It may be called by
// anybody at any time, also while the socket is closed.
func (s *Socket) Probe() lab.Probe {
	if s.listening.Load() {
		return lab.NoProbe
	}
	return s.sensor().read()
}

// AcceptQueue asks the kernel how many connections wait in a TCP listener; false where
// it is none, or closed. It may be called by anybody at any time.
func (s *Socket) AcceptQueue() (lab.AcceptQueue, bool) {
	if !s.listening.Load() || !s.transport.IsTCP() {
		return lab.AcceptQueue{}, false
	}
	return s.sensor().accepts()
}

func (s *Socket) sensor() *sensor {
	if k := s.kernel.Load(); k != nil {
		return k
	}
	s.kernel.CompareAndSwap(nil, newSensor(s))
	return s.kernel.Load()
}

// Remote gives the address that the socket is connected to.
func (s *Socket) Remote() Addr {
	s.net.mu.RLock()
	defer s.net.mu.RUnlock()
	return s.remote
}
