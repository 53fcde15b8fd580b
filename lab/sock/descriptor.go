package sock

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
	err := s.raw.Read(try)
	if err == nil || !s.callsClosed(&s.in) {
		return err
	}
	try(closedFD)
	return nil
}

// writing is reading for a send.
func (s *Socket) writing(try func(fd uintptr) bool) error {
	err := s.raw.Write(try)
	if err == nil || !s.callsClosed(&s.out) {
		return err
	}
	try(closedFD)
	return nil
}

// callsClosed reports whether a call that could not be tried is one on a closed
// socket, to be made on its descriptor.
func (s *Socket) callsClosed(d *direction) bool {
	return !d.started && s.closed.Load() && !s.net.stopped.Load()
}
