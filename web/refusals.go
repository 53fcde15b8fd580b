package web

import (
	"log/slog"
	"sync"
	"time"
)

// sayEvery is how often a line is logged of a limit that refuses again and again.
const sayEvery = time.Minute

// refusals counts what limits refused. Of each limit one line is logged at once, and
// then one a minute at most, with how many there were. It is safe for concurrent use.
type refusals struct {
	log *slog.Logger
	now func() time.Time

	mu  sync.Mutex
	all map[string]*refused // by the name of the limit
}

// refused is what one limit refused.
type refused struct {
	count, said int
	next        time.Time // when the next line may be logged
}

func newRefusals(log *slog.Logger, now func() time.Time) *refusals {
	return &refusals{log: log, now: now, all: map[string]*refused{}}
}

// note counts that a limit refused something.
func (r *refusals) note(limit string) { r.say(limit, "a limit refuses") }

// say counts that something was refused, and why.
func (r *refusals) say(limit, what string, why ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.all[limit]
	if one == nil {
		one = &refused{}
		r.all[limit] = one
	}
	one.count++
	now := r.now()
	if now.Before(one.next) {
		return
	}
	r.log.Warn(what, append([]any{"limit", limit, "refused", one.count - one.said, "in-all", one.count}, why...)...)
	one.said, one.next = one.count, now.Add(sayEvery)
}

// counts returns how often each limit refused.
func (r *refusals) counts() map[string]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	counts := make(map[string]int, len(r.all))
	for limit, one := range r.all {
		counts[limit] = one.count
	}
	return counts
}
