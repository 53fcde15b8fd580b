package sock

import (
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// direction is one of the two halves of a socket, and the call under way in
// it: what its tries need and what they found.
type direction struct {
	mu  sync.Mutex      // held during a call
	raw syscall.RawConn // see polled
	try func(fd uintptr) bool
	// tryAccept is that of a listener.
	tryAccept func(fd uintptr) bool

	data    []byte
	to      *sockaddr // of a connect or a datagram
	err     error
	res     Result
	flagged bool // a send with MSG_MORE, a receive with MSG_WAITALL
	peeks   bool // a receive with MSG_PEEK
	started bool
	armed   bool

	waiting bool         // guarded by the socket's deadlines, as the setting of halted
	halted  atomic.Int32 // what Interrupt ended the wait with, 0 without one
}

// name returns the room for an address.
func (d *direction) name() *sockaddr {
	if d.to == nil {
		d.to = new(sockaddr)
	}
	return d.to
}

// begin makes the direction ready for a call with data.
func (d *direction) begin(data []byte) {
	d.data, d.flagged, d.peeks, d.err, d.res, d.started, d.armed = data, false, false, nil, Result{}, false, false
}

// stampStart takes the Start of a call before its first try.
func (d *direction) stampStart(clock Clock) {
	if !d.started {
		d.started = true
		d.res.Start = clock()
	}
}

// waits notes that the call under way has to wait. It gives false: a try that
// waits is not over. A socket that does not wait gives EAGAIN, and true.
func (s *Socket) waits(d *direction) bool {
	after := time.Duration(s.timeout.Load())
	if after < 0 {
		d.res.Err = syscall.EAGAIN
		return true
	}
	if d.res.Waited {
		return false
	}
	d.res.Waited = true
	if after > 0 {
		s.arm(d, after)
	}
	s.beginWait(d)
	if s.OnWait != nil {
		s.OnWait(s.half(d), d.res.Start)
	}
	return false
}

// stoppedWaiting reports whether the run was stopped or the call interrupted while
// it waited, and ends the call then. It is to be asked before each try: what wakes a call on a
// busy machine may be what came after Stop, such as the close of the far end,
// and a try would report that as the outcome.
func (s *Socket) stoppedWaiting(d *direction) bool {
	if !d.res.Waited {
		return false
	}
	err := d.interrupted()
	if s.net.stopped.Load() {
		err = ErrStopped
	}
	if err == nil {
		return false
	}
	d.err, d.res.Err = err, err
	d.res.End = s.net.clock()
	return true
}

func (s *Socket) half(d *direction) Half {
	if d == &s.in {
		return Receiving
	}
	return Sending
}

// arm sets the deadline of the wait. Only a wait has one, so that calls that
// need not wait pay nothing for it.
func (s *Socket) arm(d *direction, after time.Duration) {
	s.deadlines.Lock()
	defer s.deadlines.Unlock()
	if !s.net.stopped.Load() {
		d.armed = true
		s.setDeadline(d, time.Now().Add(after))
	}
}

func (s *Socket) disarm(d *direction) {
	if !d.armed && !d.res.Waited { // both change during a call only
		return
	}
	s.deadlines.Lock()
	defer s.deadlines.Unlock()
	d.waiting = false
	if (d.armed || d.halted.Load() != 0) && !s.net.stopped.Load() {
		s.setDeadline(d, time.Time{})
	}
}

// setDeadline fails on a closed file only.
func (s *Socket) setDeadline(d *direction, t time.Time) {
	if d == &s.in {
		_ = s.file.SetReadDeadline(t)
	} else {
		_ = s.file.SetWriteDeadline(t)
	}
}

// expire ends the waits of the socket, now and later.
func (s *Socket) expire() {
	s.deadlines.Lock()
	defer s.deadlines.Unlock()
	if s.file != nil {
		s.endWaits()
	}
}

// endWaits fails on a closed file only. The caller holds deadlines.
func (s *Socket) endWaits() { _ = s.file.SetDeadline(time.Unix(1, 0)) }

// endWait is endWaits for one direction.
func (s *Socket) endWait(d *direction) {
	if s.file != nil {
		s.setDeadline(d, time.Unix(1, 0))
	}
}

// finish ends a call: err is what kept it from being tried, ended its wait, or
// was the answer of its last try.
// The result is written where it is wanted: on its way it would be copied, and
// the stack of each caller would be larger.
func (s *Socket) finish(d *direction, err error, res *Result) {
	s.disarm(d)
	d.res.Unmade = !d.started
	if err != nil {
		d.stampStart(s.net.clock)
		d.res.Err = s.cause(d, err)
		if !isErrno(err) || d.res.End < d.res.Start {
			d.res.End = s.net.clock() // the last try did not end it
		}
	}
	*res = d.res
	d.data = nil
	d.res = Result{}
	d.halted.Store(0)
}

// cause gives the error of a Result for one of the poller.
func (s *Socket) cause(d *direction, err error) error {
	var errno syscall.Errno
	switch {
	case errors.As(err, &errno):
		return errno
	case s.net.stopped.Load():
		return ErrStopped
	case d.interrupted() != nil:
		return d.interrupted()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return ErrTimeout
	case s.closed.Load():
		return syscall.EBADF
	}
	return err
}

// call makes a system call that does not wait.
func (s *Socket) call(res *Result, do func(fd int) error) {
	_ = s.control(func(fd int) error {
		res.Start = s.net.clock()
		res.Err = errnoOf(do(fd))
		res.End = s.net.clock()
		return nil
	})
}

// waitRing waits for the bell of the net, for the timeout of the call, or for Stop.
// Interrupt rings the bell. The channel must be from before the try that found no room.
func (s *Socket) waitRing(d *direction, rung <-chan struct{}) error {
	var late <-chan time.Time
	if after := s.timeout.Load(); after > 0 {
		timer := time.NewTimer(time.Duration(after - (s.net.clock() - d.res.Start)))
		defer timer.Stop()
		late = timer.C
	}
	select {
	case <-rung:
		return nil
	case <-late:
		return ErrTimeout
	case <-s.net.stop:
		return ErrStopped
	}
}

func isErrno(err error) bool {
	var errno syscall.Errno
	return errors.As(err, &errno)
}

// errnoOf takes the errno out of what the os package wraps around it.
func errnoOf(err error) error {
	if err == nil {
		return nil // at once: what errors.As looks for is allocated
	}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return errno
	}
	return err
}
