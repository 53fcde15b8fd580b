package session

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/share"
)

// live is a log that still grows: it holds the run to the limits of events and
// bytes, and can be stopped.
type live struct {
	id     string
	owner  string // whose limits it counts against
	lab    *Lab
	log    *record.Log
	client *client
	bytes  atomic.Int64 // sent and received, and held to be sent
	ctx    context.Context
	halt   func()    // called once, by the first stop
	until  time.Time // when the limit of time ends it

	// What it holds of the budgets, see holding.go.
	events   atomic.Int64
	held     atomic.Int64
	files    atomic.Int64
	received atomic.Int64                 // bytes
	weighed  atomic.Int64                 // of held, those of the log and those received
	turns    atomic.Pointer[share.Worker] // nil while it need not take turns, see turns.go

	mu      sync.Mutex
	over    context.CancelFunc
	reasons []reason  // to end: the first one counts
	only    [1]reason // room for reasons: most runs have one
	ended   bool
}

// reason is why a run ends. That of a failed program is withdrawn when the program is run
// again.
type reason struct {
	end     lab.End
	program *process // that failed; nil for any other reason
}

// init begins the log. The client is that of whoever admits it.
func (r *live) init(l *Lab, h record.Header, owner string, halt func()) {
	r.lab, r.owner, r.log, r.halt = l, owner, record.NewLog(h), halt
	r.ctx, r.over = context.WithCancel(context.Background())
	r.until = time.Now().Add(l.limits.RunTime)
	r.reasons = r.only[:0]
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

// conclude enters a reason to end behind those that there are.
func (r *live) conclude(end lab.End) { r.because(reason{end: end}) }

// because enters one for each program at most, and one that is no program's.
func (r *live) because(why reason) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.ContainsFunc(r.reasons, func(have reason) bool { return have.program == why.program }) {
		r.reasons = append(r.reasons, why)
	}
}

// withdraw forgets that a program failed.
func (r *live) withdraw(program *process) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reasons = slices.DeleteFunc(r.reasons, func(have reason) bool { return have.program == program })
}

// ending is how the run ended, once nothing of it goes on.
func (r *live) ending() lab.End {
	r.conclude(lab.End{Reason: lab.EndDone})
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.reasons[0].end
}

func (r *live) stopped() bool { return r.ctx.Err() != nil }

// limited ends the run by a limit.
func (r *live) limited(name string) { r.stop(lab.End{Reason: lab.EndLimit, Detail: name}) }

// append records an event, holds the run to its limits and returns the Seq.
func (r *live) append(e *lab.Event) int {
	seq, _ := r.log.Append(e)
	if seq >= r.lab.limits.Events {
		r.limited("events")
	}
	if e.Got > 0 {
		r.moved(int64(e.Got))
	}
	if e.Call.Receives() {
		r.received.Add(int64(e.Got))
	}
	if seq%weighEvery == 0 || e.Got >= weighFrom {
		r.weigh(int64(seq))
	}
	return seq
}

// moved counts bytes that were sent or received, or are held to be sent.
func (r *live) moved(got int64) {
	if r.bytes.Add(got) >= int64(r.lab.limits.Bytes) {
		r.limited("bytes")
	}
}

// Hold counts bytes that a program holds to send them as bytes of the run, until it
// releases them: a send that waits would keep them where no limit sees them.
func (r *live) Hold(n int) (release func()) {
	r.moved(int64(n))
	r.holds(int64(n))
	r.works(int64(n) / bytesOfWork)
	return func() { r.moved(-int64(n)); r.holds(-int64(n)) }
}
