package session

import (
	"sync"
	"syscall"

	"stickylab/lab/sock"
)

// waker ends the call of a hand that waits, from elsewhere. Only the hands of guests
// have one.
type waker struct {
	wake chan struct{} // gets one when a pause is to end

	mu      sync.Mutex
	waiting bool
	sock    *sock.Socket // where the call waits, nil in a pause
	half    sock.Half
	pending bool  // a signal came while nothing waited
	gone    bool  // the program is no more
	cause   error // what ended the pause
}

func newWaker() *waker { return &waker{wake: make(chan struct{}, 1)} }

// begins notes that the call under way waits in a half of the socket, or, with nil, in
// a pause.
func (w *waker) begins(s *sock.Socket, half sock.Half) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting, w.sock, w.half, w.cause = true, s, half, nil
	select {
	case <-w.wake:
	default:
	}
	if w.gone || w.pending {
		w.pending = false
		w.end(w.gone)
	}
}

// ends notes that the call is over.
func (w *waker) ends() {
	w.mu.Lock()
	w.waiting, w.sock = false, nil
	w.mu.Unlock()
}

// end ends the wait. The caller holds the lock.
func (w *waker) end(gone bool) {
	if w.sock != nil {
		if !w.sock.Interrupt(w.half, gone) { // it is over, and not recorded yet
			w.pending = !gone
		}
		return
	}
	if w.cause = error(syscall.EINTR); gone {
		w.cause = sock.ErrStopped
	}
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// halted is what ended the pause under way, nil without anything.
func (w *waker) halted() error {
	if w == nil {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cause
}

// woken gets one when a pause is to end. A hand without a waker waits for ever.
func (w *waker) woken() <-chan struct{} {
	if w == nil {
		return nil
	}
	return w.wake
}

// Interrupt ends the call of the hand that waits with EINTR, as a signal does. Where
// none waits, the next one that would is ended so. It may be called by anybody.
func (h *Hand) Interrupt() {
	w := h.waker
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.pending = !w.waiting; w.waiting {
		w.end(false)
	}
}

// Interrupted reports whether an interrupt came since the last call, and takes it.
func (h *Hand) Interrupted() bool {
	w := h.waker
	w.mu.Lock()
	defer w.mu.Unlock()
	was := w.pending
	w.pending = false
	return was
}

// Abandon ends the call of the hand that waits, and every later one that would, with
// ErrStopped: the program is no more. It may be called by anybody.
func (h *Hand) Abandon() {
	w := h.waker
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gone = true; w.waiting {
		w.end(true)
	}
}
