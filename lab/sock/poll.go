package sock

import (
	"syscall"
	"time"

	"stickylab/lab"
)

// Readiness is what a socket is ready for, in the words of poll(2).
type Readiness uint8

// The bits of a Readiness. The first three can be asked for.
const (
	Readable Readiness = 1 << iota
	Writable
	Urgent
	Failed
	HungUp
	NotOpen
)

// Interest is a socket, nil for one that is not open, and what is asked of it.
type Interest struct {
	Socket *Socket
	For    Readiness
	// Other stands in for a descriptor that is no socket, as the one that a person's lines
	// come by: can it be read? It is asked from time to time.
	Other func() bool
}

// Poll is poll(2): it returns when one of the sockets is ready, after the time, or with
// a negative time when one is at last. onWait is called once, before it has to wait;
// the error of halted, which is asked meanwhile, ends it.
func (n *Net) Poll(want []Interest, within time.Duration, onWait func(start int64), halted func() error) (ready []Readiness, res Result) {
	if n.stopped.Load() {
		return nil, resultAt(n.clock(), ErrStopped)
	}
	fds := make([]int, len(want))
	ready = make([]Readiness, len(want))
	res.Start = n.clock()
	for wait := time.Duration(0); ; {
		for i := range want {
			fds[i] = want[i].descriptor()
		}
		found, err := pollFor(fds, want, ready, wait)
		res.End = n.clock()
		found = othersReady(want, ready, closedMeanwhile(want, ready, found))
		left := pollSlice
		if within >= 0 {
			left = min(left, within-time.Duration(res.End-res.Start))
		}
		switch {
		case res.Waited && n.stopped.Load():
			res.Err = ErrStopped
		case res.Waited && halted() != nil:
			res.Err = halted()
		case err != nil:
			res.Err = errnoOf(err)
		case found > 0:
			res.N = found
			return ready, res
		case left <= 0:
			return ready, res
		}
		if res.Err != nil {
			return nil, res
		}
		if !res.Waited {
			res.Waited = true
			onWait(res.Start)
		}
		wait = left
	}
}

// ignored is a descriptor that poll(2) does not look at.
const ignored = -1

// nobody is a descriptor that is not open, but that poll(2) looks at: a negative one
// it ignores.
const nobody = 1<<31 - 1

// descriptor is what the socket has at the moment. It may be closed and be another's
// when poll(2) sees it: closedMeanwhile finds that out.
func (i Interest) descriptor() int {
	if i.Other != nil {
		return ignored
	}
	if i.Socket == nil || i.Socket.closed.Load() {
		return nobody
	}
	return i.Socket.fd
}

// closedMeanwhile marks the sockets that are closed by now and counts what is ready.
func closedMeanwhile(want []Interest, ready []Readiness, found int) int {
	for i := range want {
		if s := want[i].Socket; want[i].Other == nil && (s == nil || s.closed.Load()) {
			if ready[i] == 0 {
				found++
			}
			ready[i] = NotOpen
		}
	}
	return found
}

// othersReady marks what is no socket and can be read, and counts what is ready.
func othersReady(want []Interest, ready []Readiness, found int) int {
	for i := range want {
		if want[i].Other != nil && want[i].For&Readable != 0 && want[i].Other() {
			ready[i] = Readable
			found++
		}
	}
	return found
}

// SocketPair is socketpair(2): two Unix sockets that are connected.
func (n *Net) SocketPair(t lab.Transport) (a, b *Socket, res Result) {
	for i := range 2 {
		if err := n.reserve(); err != nil {
			if i > 0 {
				n.unreserve()
			}
			return nil, nil, resultAt(n.clock(), err)
		}
	}
	res.Start = n.clock()
	fds, err := socketPair(t)
	res.End, res.Err = n.clock(), errnoOf(err)
	if err != nil {
		n.unreserve()
		n.unreserve()
		return nil, nil, res
	}
	a, b = n.adopt(fds[0], t), n.adopt(fds[1], t)
	a.peer.Store(b)
	b.peer.Store(a)
	return a, b, res
}

// Option is getsockopt(2), with the numbers of the system, into a value of the length.
func (s *Socket) Option(level, option, length int) (value []byte, res Result) {
	value = make([]byte, length)
	s.call(&res, func(fd int) error {
		n, err := rawOption(fd, level, option, value)
		value = value[:n]
		return err
	})
	return value, res
}

// SetRawOption is setsockopt(2) with the numbers of the system. The name is that of
// lab.Options, empty for an option that has none; number is the value where it is one.
func (s *Socket) SetRawOption(level, option int, value []byte, name string, number int) (res Result) {
	if name == "" && level == syscall.SOL_SOCKET && option == reusePort {
		name = "reuseaddr" // who else binds is as unknown
	}
	s.call(&res, func(fd int) error { return setRawOption(fd, level, option, value) })
	if res.Err == nil {
		s.noteOption(name, number)
	}
	return res
}
