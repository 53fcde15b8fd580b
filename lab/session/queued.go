package session

// enter takes a direction of a socket for the call that was begun; leave
// releases it, after the event was recorded. A call that has to wait for another
// begins when it starts to wait.
func (h *Hand) enter(d *direction) {
	if !d.mu.TryLock() {
		h.queuedAt = h.world.Now()
		h.waits(h.queuedAt)
		d.mu.Lock()
	}
	d.hand = h
}

func (d *direction) leave() {
	d.hand = nil
	d.mu.Unlock()
}
