package web

import (
	"context"
	"slices"
	"sync"

	"stickylab/lab/share"
)

// turns hands out a number of slots to clients that wait for them, in turn: who asks
// much waits behind what it asked itself, not others behind it. No client holds more
// slots than are free, and of work about one subject one piece goes on at a time. It
// is safe for concurrent use.
type turns struct {
	mu      sync.Mutex
	free    int
	holds   map[string]int
	busy    map[string]bool // the subjects of work that goes on
	waiting map[string][]waiter
	order   []string // of clients that wait; the first is next
}

// waiter waits for a slot.
type waiter struct {
	about string        // its subject; empty is one of its own
	turn  chan struct{} // closed when the slot is the waiter's
}

func newTurns(slots int) *turns {
	return &turns{free: slots, holds: map[string]int{}, busy: map[string]bool{}, waiting: map[string][]waiter{}}
}

// acquire waits for a slot for work about a subject; release follows. The error is the
// context's.
func (t *turns) acquire(ctx context.Context, client, about string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	mine := waiter{about, make(chan struct{})}
	t.mu.Lock()
	if len(t.waiting[client]) == 0 {
		t.order = append(t.order, client)
	}
	t.waiting[client] = append(t.waiting[client], mine)
	t.hand()
	t.mu.Unlock()
	select {
	case <-mine.turn:
		return nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case <-mine.turn: // it came at the same moment
		t.giveBack(client, about)
	default:
		t.drop(client, slices.Index(t.waiting[client], mine))
	}
	return ctx.Err()
}

// release gives a slot back.
func (t *turns) release(client, about string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.giveBack(client, about)
}

func (t *turns) giveBack(client, about string) {
	t.free++
	delete(t.busy, about)
	if t.holds[client]--; t.holds[client] == 0 {
		delete(t.holds, client)
	}
	t.hand()
}

// hand hands out the slots that are free, to one client after another.
func (t *turns) hand() {
	for i := 0; i < len(t.order); {
		client := t.order[i]
		next := t.next(client)
		if next < 0 {
			i++
			continue
		}
		one := t.waiting[client][next]
		t.free--
		t.holds[client]++
		if one.about != "" {
			t.busy[one.about] = true
		}
		close(one.turn)
		t.drop(client, next)
		i = 0
	}
}

// next is the first waiter of a client that may have a slot, -1 without one.
func (t *turns) next(client string) int {
	if !share.May(t.holds[client], t.free) {
		return -1
	}
	return slices.IndexFunc(t.waiting[client], func(one waiter) bool { return !t.busy[one.about] })
}

// drop takes a waiter out; its client waits behind all others with what else it asks.
func (t *turns) drop(client string, i int) {
	t.waiting[client] = slices.Delete(t.waiting[client], i, i+1)
	t.order = slices.DeleteFunc(t.order, func(other string) bool { return other == client })
	if len(t.waiting[client]) == 0 {
		delete(t.waiting, client)
		return
	}
	t.order = append(t.order, client)
}
