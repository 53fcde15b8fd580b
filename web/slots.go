package web

import (
	"context"
	"time"

	"stickylab/lab"
	"stickylab/lab/share"
)

const (
	// maxScans is how many answers are made at once that scan all events of a
	// run, hold one in memory, or take the processor for a while.
	maxScans = 4
	// maxScanQueue is how many requests may wait for a slot.
	maxScanQueue = 1000
	// sendWait is how long a request waits for a slot that others hold for as long as
	// their clients like, before it is refused.
	sendWait = 10 * time.Second
)

// slots bounds the work that scans whole runs. At most maxScans pieces of it
// go on at once, and only one about the same subject, so that many questions
// about one large run leave slots for the other runs. Clients get them in turn.
type slots struct {
	all *turns
	in  *share.Places // of requests that wait for a slot or hold one
	// wait is how long one waits; 0 is for ever: what goes on is soon done.
	wait time.Duration
}

func newSlots() *slots {
	return &slots{all: newTurns(maxScans), in: share.NewPlaces(maxScanQueue + maxScans)}
}

// newHolding makes the slots of what goes on for long, as repeats that hold files do.
func newHolding() *slots {
	s := newSlots()
	s.wait = sendWait
	return s
}

// withSlot runs f for the client of the context while holding one slot, and the only
// one about the subject. Use it for making an answer, not for sending it: a slow client
// may take long to read. The error is f's, the context's when it is over first, or a
// *lab.LimitError when too many wait already, or it waited too long.
func withSlot[T any](ctx context.Context, s *slots, about string, f func() (T, error)) (result T, err error) {
	client := clientOf(ctx)
	if !s.in.Take(client) {
		return result, tooManyWait()
	}
	defer s.in.Leave(client)
	if err := s.all.acquireSoon(ctx, client, about, s.wait); err != nil {
		return result, err
	}
	defer s.all.release(client, about)
	return f()
}

func tooManyWait() error { return &lab.LimitError{Name: "waiting-answers", Max: maxScanQueue} }

// acquireSoon is acquire for who waits no longer than so long, or for ever: 0.
func (t *turns) acquireSoon(ctx context.Context, client, about string, wait time.Duration) error {
	if wait == 0 {
		return t.acquire(ctx, client, about)
	}
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	err := t.acquire(waiting, client, about)
	if err != nil && ctx.Err() == nil {
		return tooManyWait()
	}
	return err
}
