package share

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Slice is how long a turn lasts that others wait for.
const Slice = 10 * time.Millisecond

// Rota lets those who work long take turns, so that they leave room for all others: so
// many have a turn at once, and it goes round by clients. Whoever has one keeps it while
// nobody waits. It is safe for concurrent use.
type Rota struct {
	max int

	mu    sync.Mutex
	on    []*Worker // who have a turn, the one that has it longest first
	teams map[string]*team
	turns int         // that were handed out
	timer *time.Timer // ends the turns that others wait for
	goes  bool        // the timer
}

// team is the workers of one client.
type team struct {
	workers int
	waiting []*Worker // the first is next
	last    int       // its last turn, 0 without one
}

// Worker is one who works long.
type Worker struct {
	rota   *Rota
	client string
	team   *team
	on     atomic.Bool
	left   bool
	turn   chan struct{} // closed when the worker that waits gets a turn or leaves
	since  time.Time     // when it began to wait, zero while it does not
	pauses int
	paused time.Duration
}

// NewRota makes a Rota with so many turns at once, from 1 up.
func NewRota(max int) *Rota {
	r := &Rota{max: max, teams: map[string]*team{}}
	r.timer = time.AfterFunc(time.Hour, r.rotate)
	r.timer.Stop()
	return r
}

// Max is how many have a turn at once.
func (r *Rota) Max() int { return r.max }

// Join makes a worker of a client; it has no turn yet. Leave follows.
func (r *Rota) Join(client string) *Worker {
	r.mu.Lock()
	defer r.mu.Unlock()
	of := r.teams[client]
	if of == nil {
		of = &team{}
		r.teams[client] = of
	}
	of.workers++
	return &Worker{rota: r, client: client, team: of}
}

// Await returns when the worker has a turn or has left, or with the context's error.
// Several goroutines of one worker may wait.
func (w *Worker) Await(ctx context.Context) error {
	for !w.on.Load() {
		turn := w.rota.ask(w)
		if turn == nil {
			return nil
		}
		select {
		case <-turn:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Leave gives the turn of a worker back, and lets it go on without one.
func (w *Worker) Leave() {
	r := w.rota
	r.mu.Lock()
	defer r.mu.Unlock()
	if w.left {
		return
	}
	w.left = true
	w.on.Store(false)
	self := func(other *Worker) bool { return other == w }
	r.on = slices.DeleteFunc(r.on, self)
	if w.turn != nil {
		w.team.waiting = slices.DeleteFunc(w.team.waiting, self)
		w.wake()
	}
	if w.team.workers--; w.team.workers == 0 {
		delete(r.teams, w.client)
	}
	r.hand()
}

// Paused tells how often the worker waited for a turn, and how long in all.
func (w *Worker) Paused() (times int, total time.Duration) {
	w.rota.mu.Lock()
	defer w.rota.mu.Unlock()
	return w.pauses, w.paused
}

// ask has a worker wait for a turn; nil when it need not.
func (r *Rota) ask(w *Worker) <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if w.left || w.on.Load() {
		return nil
	}
	if w.turn == nil {
		w.turn = make(chan struct{})
		w.team.waiting = append(w.team.waiting, w)
	}
	turn := w.turn
	r.hand()
	if w.turn != nil && w.since.IsZero() {
		w.since = time.Now()
	}
	return turn
}

// hand hands out the turns that are free, and sees that those end that others wait for.
func (r *Rota) hand() {
	next := r.next()
	for ; next != nil && len(r.on) < r.max; next = r.next() {
		w := next.waiting[0]
		next.waiting = slices.Delete(next.waiting, 0, 1)
		r.turns++
		next.last = r.turns
		r.on = append(r.on, w)
		w.on.Store(true)
		if !w.since.IsZero() {
			w.pauses++
			w.paused += time.Since(w.since)
			w.since = time.Time{}
		}
		w.wake()
	}
	switch wanted := next != nil; {
	case wanted && !r.goes:
		r.timer.Reset(Slice)
		r.goes = true
	case !wanted && r.goes:
		r.timer.Stop()
		r.goes = false
	}
}

// next is, of the clients of whom some wait, the one whose last turn is longest ago; nil
// without any.
func (r *Rota) next() (next *team) {
	for _, t := range r.teams {
		if len(t.waiting) > 0 && (next == nil || t.last < next.last) {
			next = t
		}
	}
	return next
}

// rotate ends as many turns as are waited for.
func (r *Rota) rotate() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.goes = false
	wanted := 0
	for _, t := range r.teams {
		wanted += len(t.waiting)
	}
	over := r.on[:min(wanted, len(r.on))]
	for _, w := range over {
		w.on.Store(false)
	}
	r.on = slices.Delete(r.on, 0, len(over))
	r.hand()
}

func (w *Worker) wake() {
	close(w.turn)
	w.turn = nil
}
