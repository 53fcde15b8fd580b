package session

import "stickylab/lab/sock"

// queued is since when a call has waited for another call in the same direction
// of its socket; 0 for one that did not have to.
type queued int64

// enter takes a direction of a socket for the call that was begun; leave
// releases it, after the event was recorded.
func (h *Hand) enter(d *direction) queued {
	var since queued
	if !d.mu.TryLock() {
		since = queued(h.world.Now())
		h.waits(int64(since))
		d.mu.Lock()
	}
	d.hand = h
	return since
}

func (d *direction) leave() {
	d.hand = nil
	d.mu.Unlock()
}

// before puts the wait before a call into its result.
func (q queued) before(res sock.Result) sock.Result {
	if q != 0 {
		res.Start, res.Waited = int64(q), true
	}
	return res
}
