package web

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"

	"stickylab/lab"
)

const (
	// maxScans is how many answers are made at once that scan all events of a
	// run, hold one in memory, or take the processor for a while.
	maxScans = 4
	// maxScanQueue is how many requests may wait for a slot.
	maxScanQueue = 1000
)

// slots bounds the work that scans whole runs. At most maxScans pieces of it
// go on at once, and only one about the same subject, so that many questions
// about one large run leave slots for the other runs.
type slots struct {
	all *semaphore.Weighted

	mu       sync.Mutex
	subjects map[string]*subject
	asked    int // requests that wait for a slot or hold one
}

// subject is what work is about: a run, or a client whose order it is. It is
// kept while somebody waits for it or holds it.
type subject struct {
	turn  *semaphore.Weighted
	asked int
}

func newSlots() *slots {
	return &slots{all: semaphore.NewWeighted(maxScans), subjects: map[string]*subject{}}
}

// withSlot runs f while holding the subject's turn and one slot. Use it for
// making an answer, not for sending it: a slow client may take long to read.
// The error is f's, the context's when it is over first, or a *lab.LimitError
// when too many wait already.
func withSlot[T any](ctx context.Context, s *slots, about string, f func() (T, error)) (result T, err error) {
	turn, err := s.ask(about)
	if err != nil {
		return result, err
	}
	defer s.leave(about)
	if err := turn.Acquire(ctx, 1); err != nil {
		return result, err
	}
	defer turn.Release(1)
	if err := s.all.Acquire(ctx, 1); err != nil {
		return result, err
	}
	defer s.all.Release(1)
	return f()
}

// ask counts a request for a subject in and returns the subject's turn.
func (s *slots) ask(about string) (*semaphore.Weighted, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.asked == maxScanQueue+maxScans {
		return nil, &lab.LimitError{Name: "waiting-answers", Max: maxScanQueue}
	}
	s.asked++
	one, ok := s.subjects[about]
	if !ok {
		one = &subject{turn: semaphore.NewWeighted(1)}
		s.subjects[about] = one
	}
	one.asked++
	return one.turn, nil
}

// leave counts a request for a subject out.
func (s *slots) leave(about string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked--
	if one := s.subjects[about]; one.asked > 1 {
		one.asked--
		return
	}
	delete(s.subjects, about)
}
