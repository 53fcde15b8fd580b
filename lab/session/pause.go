package session

import (
	"time"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// Sleep pauses for a time, unless the run is ended first. Whoever sleeps for no time
// does not wait.
func (h *Hand) Sleep(d time.Duration) error {
	start := h.pause(lab.CallSleep)
	if d <= 0 && h.world.ctx.Err() == nil {
		return h.resume(start, false, nil)
	}
	h.pauses(start)
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return h.resume(start, true, nil)
	case <-h.waker.woken():
		return h.resume(start, true, h.waker.halted())
	case <-h.world.ctx.Done():
		return h.resume(start, true, sock.ErrStopped)
	}
}

// Wait pauses until another peer has completed n calls, or its program has
// ended.
func (h *Hand) Wait(peer int, call lab.Call, n int) error {
	start := h.pause(lab.CallWait)
	for waited := false; ; waited = true {
		reached, moved := h.world.progress.reached(peer, call, n)
		if reached {
			return h.resume(start, waited, nil)
		}
		if !waited {
			h.waits(start)
		}
		select {
		case <-moved:
		case <-h.world.ctx.Done():
			return h.resume(start, true, sock.ErrStopped)
		}
	}
}

// WaitEnd pauses until the program of another peer has ended.
func (h *Hand) WaitEnd(peer int) error { return h.Wait(peer, untilEnd, 0) }

func (h *Hand) pause(call lab.Call) (start int64) {
	h.begin(call, nil, 0)
	return h.world.Now()
}

func (h *Hand) resume(start int64, waited bool, err error) error {
	h.res = sock.Result{Start: start, End: h.world.Now(), Waited: waited, Err: err}
	return h.record(h.event())
}
