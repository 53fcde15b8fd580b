package sock

import (
	"os"
	"syscall"
)

// closedFD is the descriptor of a socket that was closed. As Python's socket it
// is called on all the same: that the call fails is the kernel's answer.
const closedFD = ^uintptr(0)

// control makes a system call that does not wait on the descriptor, which stays
// open meanwhile. It returns the outcome of the call.
func (s *Socket) control(do func(fd int) error) error {
	s.using.RLock()
	defer s.using.RUnlock()
	if s.closed.Load() {
		return do(-1)
	}
	return do(s.fd)
}

// reading tries until a receive or an accept is over. The error is the
// poller's, which ended the wait or let nothing be tried.
func (s *Socket) reading(try func(fd uintptr) bool) error {
	err := os.ErrClosed
	if raw := s.polled(&s.in); raw != nil {
		err = raw.Read(try)
	}
	if err == nil || !s.callsClosed(&s.in) {
		return err
	}
	try(closedFD)
	return nil
}

// writing is reading for a send or a connect.
func (s *Socket) writing(try func(fd uintptr) bool) error {
	err := os.ErrClosed
	if raw := s.polled(&s.out); raw != nil {
		err = raw.Write(try)
	}
	if err == nil || !s.callsClosed(&s.out) {
		return err
	}
	try(closedFD)
	return nil
}

// polled returns the socket as the poller knows it, nil after the close. The poller
// hears of it from the first call that may wait: until then a TCP socket, neither
// connected nor listening, would count as one that was hung up and wake the poller for
// nothing.
func (s *Socket) polled(d *direction) syscall.RawConn {
	if d.raw != nil {
		return d.raw
	}
	s.deadlines.Lock()
	defer s.deadlines.Unlock()
	if s.file == nil {
		if s.closed.Load() {
			return nil
		}
		s.file = os.NewFile(uintptr(s.fd), "socket")
		s.raw, _ = s.file.SyscallConn() // fails for a nil file only
		if s.net.stopped.Load() {
			s.endWaits()
		}
	}
	d.raw = s.raw
	return d.raw
}

// closeFD closes the descriptor, which was shut.
func (s *Socket) closeFD() error {
	s.deadlines.Lock()
	file := s.file
	s.deadlines.Unlock()
	if file != nil {
		return file.Close()
	}
	return closeRaw(s.fd)
}

// callsClosed reports whether a call that could not be tried is one on a closed
// socket, to be made on its descriptor.
func (s *Socket) callsClosed(d *direction) bool {
	return !d.started && s.closed.Load() && !s.net.stopped.Load()
}
