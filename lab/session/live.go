package session

import (
	"context"
	"sync"
	"sync/atomic"

	"stickylab/lab"
	"stickylab/lab/record"
)

// live is a log that still grows: it holds the run to the limits of events and
// bytes, and can be stopped.
type live struct {
	id     string
	owner  string // whose limits it counts against
	lab    *Lab
	log    *record.Log
	events atomic.Int64
	bytes  atomic.Int64 // sent and received, and held to be sent
	ctx    context.Context
	halt   func() // called once, by the first stop

	mu    sync.Mutex
	over  context.CancelFunc
	end   lab.End // the first reason to end
	ended bool
}

func (l *Lab) newLive(h record.Header, owner string, halt func()) *live {
	r := &live{lab: l, owner: owner, log: record.NewLog(h), halt: halt}
	r.ctx, r.over = context.WithCancel(context.Background())
	return r
}

// stop ends every call that waits and every later one. The first reason to
// end is the one that counts.
func (r *live) stop(end lab.End) {
	r.conclude(end)
	r.mu.Lock()
	first := !r.ended
	r.ended = true
	r.mu.Unlock()
	if first {
		r.over()
		r.halt()
	}
}

// conclude keeps the reason to end, unless there is one already.
func (r *live) conclude(end lab.End) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.end.Reason == "" {
		r.end = end
	}
}

// ending is how the run ended, once nothing of it goes on.
func (r *live) ending() lab.End {
	r.conclude(lab.End{Reason: lab.EndDone})
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.end
}

func (r *live) stopped() bool { return r.ctx.Err() != nil }

// limited ends the run by a limit.
func (r *live) limited(name string) { r.stop(lab.End{Reason: lab.EndLimit, Detail: name}) }

// append records an event, holds the run to its limits and returns the Seq.
func (r *live) append(e *lab.Event) int {
	seq, _ := r.log.Append(e)
	limits := &r.lab.limits
	if seq >= limits.Events {
		r.limited("events")
	}
	if own, all := r.events.Add(1), r.lab.events.Add(1); r.pays(own, all, limits.LiveEvents) {
		r.limited("live-events")
	}
	if e.Got > 0 {
		r.moved(int64(e.Got))
	}
	return seq
}

// moved counts bytes that were sent or received, or are held.
func (r *live) moved(got int64) {
	own, all := r.bytes.Add(got), r.lab.bytes.Add(got)
	limits := &r.lab.limits
	if own >= int64(limits.Bytes) {
		r.limited("bytes")
	}
	if r.pays(own, all, limits.LiveBytes) {
		r.limited("live-bytes")
	}
}

// Hold counts bytes that a program holds to send them as bytes of the run, until it
// releases them: a send that waits would keep them where no limit sees them.
func (r *live) Hold(n int) (release func()) {
	r.moved(int64(n))
	return func() { r.moved(-int64(n)) }
}

// pays reports whether a run that took its own part of what all take has to end
// because that is too much. A run within its share does not pay for others.
func (r *live) pays(own, all int64, limit int) bool {
	return all >= int64(limit) && own >= int64(limit/r.lab.limits.Runs)
}
