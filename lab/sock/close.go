package sock

import "time"

// Close is close(2). A second one makes no call, as in Python. It returns when the descriptor
// is gone; a call that waits on it ends with EBADF. With SO_LINGER and more
// than 0 seconds it waits for what is queued to be acknowledged, for so long at
// the most, or for Stop. (It does on a non-blocking descriptor too: close(2)
// does not look at O_NONBLOCK.)
func (s *Socket) Close() Result {
	if s.lingers.Load() {
		return s.closeLingering()
	}
	s.net.gate.Lock()
	defer s.net.gate.Unlock()
	if !s.shut() {
		return resultAt(s.net.clock(), nil)
	}
	res := Result{Start: s.net.clock()}
	err := s.closeFD()
	res.End, res.Err = s.net.clock(), errnoOf(err)
	s.gone()
	return res
}

// shut ends the use of the descriptor by calls that do not wait. It reports
// false when that was done before.
func (s *Socket) shut() bool {
	s.using.Lock()
	defer s.using.Unlock()
	return !s.closed.Swap(true)
}

func (s *Socket) gone() {
	s.net.forget(s)
	s.net.room.ring()
}

// closeLingering closes a second descriptor of the socket last, in a thread of
// its own: the file's one may be closed by whoever uses it at the moment, and
// the gate must not stay shut meanwhile.
func (s *Socket) closeLingering() Result {
	s.net.gate.Lock()
	if !s.shut() {
		s.net.gate.Unlock()
		return resultAt(s.net.clock(), nil)
	}
	twin, err := duplicate(s.fd) // nobody else closes it
	res := Result{Start: s.net.clock()}
	closed := s.closeFD()
	s.net.gate.Unlock()
	if err == nil {
		closed = s.linger(twin, &res)
	}
	res.End, res.Err = s.net.clock(), errnoOf(closed)
	s.gone()
	return res
}

const (
	// closesAtOnce is how long a close may take before it is said to wait.
	closesAtOnce = time.Millisecond
	// interruptEvery is the time between two signals to a close that is to
	// end: one may come just before the system call.
	interruptEvery = 5 * time.Millisecond
)

// linger makes the close that may wait, and lets Stop end it.
func (s *Socket) linger(fd int, res *Result) error {
	closing := startClose(fd)
	if done, err := closing.wait(closesAtOnce, nil); done {
		return err
	}
	res.Waited = true
	if s.OnWait != nil {
		s.OnWait(Whole, res.Start)
	}
	done, err := closing.wait(0, s.net.stop)
	for !done {
		closing.interrupt()
		done, err = closing.wait(interruptEvery, nil)
	}
	return err
}

// closing is a close(2) under way in a thread of its own.
type closing struct {
	thread int
	done   chan error
}

// wait tells whether the close is over, and its outcome; false after the time, if it is not 0, or
// when stop is closed.
func (c closing) wait(most time.Duration, stop <-chan struct{}) (over bool, outcome error) {
	var late <-chan time.Time
	if most > 0 {
		timer := time.NewTimer(most)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case err := <-c.done:
		return true, err
	case <-late:
	case <-stop:
	}
	return false, nil
}
