package session

import (
	"sync/atomic"

	"stickylab/lab"
	"stickylab/lab/share"
)

// client is what the runs of one client that go on have together.
type client struct {
	runs  int // guarded by the lab's lock
	held  atomic.Int64
	files atomic.Int64
	work  atomic.Int64 // see turns.go
}

// holds counts bytes that the run holds in memory until it ends: what its log
// keeps, events, probes and segments included, what it received, and what it is about
// to send. Too many end it: all runs share LiveBytes, and no client has more of them
// than are free for others. A run within its share does not pay for others.
func (r *live) holds(n int64) {
	own, of, all := r.held.Add(n), r.client.held.Add(n), r.lab.held.Add(n)
	limit := int64(r.lab.limits.LiveBytes)
	switch {
	case own < limit/int64(r.lab.limits.Runs):
	case all >= limit:
		r.limited("live-bytes")
	case !share.May(of, limit-all):
		r.limited("client-bytes")
	}
}

// The log of a run is weighed after so many events, and after each that moved so many
// bytes: the counts that all runs share are not touched by every call of every run.
const (
	weighEvery = 16
	weighFrom  = 4 << 10
)

// weigh counts what the log has grown by, to so many events, and what was received.
func (r *live) weigh(events int64) {
	r.works(1)
	all, limit := r.lab.events.Add(events-r.events.Swap(events)), int64(r.lab.limits.LiveEvents)
	if all >= limit && events >= limit/int64(r.lab.limits.Runs) { // within its share it does not pay for others
		r.limited("live-events")
	}
	size := int64(r.log.Size()) + r.received.Load()
	r.holds(size - r.weighed.Swap(size))
}

// Room counts memory that a program takes for what it will receive, or keeps in its
// variables; less than 0 gives some back.
func (r *live) Room(n int) { r.holds(int64(n)) }

// Store counts the bytes of a file before it is written; they are given back when
// the run has ended. The error is a *lab.LimitError: all runs share FileBytes, and no
// client has more of them than are free for others.
func (r *live) Store(n int) error {
	size, limit := int64(n), int64(r.lab.limits.FileBytes)
	of, all := r.client.files.Add(size), r.lab.files.Add(size)
	r.files.Add(size)
	r.works(size / bytesOfWork)
	if all > limit || !share.May(of-1, limit-all+1) {
		r.unstore(size)
		return &lab.LimitError{Name: "file-bytes", Max: r.lab.limits.FileBytes}
	}
	return nil
}

func (r *live) unstore(n int64) {
	r.files.Add(-n)
	r.client.files.Add(-n)
	r.lab.files.Add(-n)
}

// release gives back all that the run held.
func (r *live) release() {
	held := r.held.Swap(0)
	r.client.held.Add(-held)
	r.lab.held.Add(-held)
	r.unstore(r.files.Load())
	r.lab.events.Add(-r.events.Load())
}
