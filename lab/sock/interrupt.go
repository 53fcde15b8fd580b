package sock

import "syscall"

// The reasons to interrupt a call that waits.
const (
	haltSignal = 1 + iota // EINTR
	haltGone              // ErrStopped
)

// Interrupt ends the call that waits in a half of the socket, as a signal without
// SA_RESTART does (signal(7)): with EINTR, or with ErrStopped where gone is set,
// because its program is no more. Later calls go on. It reports false where no
// call waits.
func (s *Socket) Interrupt(h Half, gone bool) bool {
	d, why := &s.in, int32(haltSignal)
	if h == Sending {
		d = &s.out
	}
	if gone {
		why = haltGone
	}
	s.deadlines.Lock()
	waiting := d.waiting
	if waiting {
		d.halted.Store(why)
		s.endWait(d)
	}
	s.deadlines.Unlock()
	if waiting {
		s.net.room.ring() // for those that do not wait on the poller
	}
	return waiting
}

// beginWait shows Interrupt a call that is about to wait.
func (s *Socket) beginWait(d *direction) {
	s.deadlines.Lock()
	d.waiting = true
	s.deadlines.Unlock()
}

// interrupted returns what Interrupt ended the call with, nil without one.
func (d *direction) interrupted() error {
	switch d.halted.Load() {
	case haltSignal:
		return syscall.EINTR
	case haltGone:
		return ErrStopped
	}
	return nil
}
