package web

import (
	"context"
	"sync"
)

// life is the time in which the server serves: it counts the requests that go
// on and ends what does not end by itself. net/http forgets a connection that
// became a feed, so the server waits for it here.
type life struct {
	// ending is over from stop on: feeds, repeats and measurements stop then.
	ending context.Context
	end    context.CancelFunc

	mu      sync.Mutex
	serving sync.WaitGroup
	ended   bool
}

func newLife() *life {
	ending, end := context.WithCancel(context.Background())
	return &life{ending: ending, end: end}
}

// enter counts a request in, unless the server has ended. The caller calls
// leave in the end.
func (l *life) enter() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		l.serving.Add(1)
	}
	return !l.ended
}

func (l *life) leave() { l.serving.Done() }

// spawn has something go on after the request that asked for it, which is still
// counted in.
func (l *life) spawn(run func()) {
	l.serving.Add(1)
	go func() {
		defer l.leave()
		run()
	}()
}

// stop lets no more requests in and ends those that would go on.
func (l *life) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
	l.end()
}

// wait returns when no request is left, or with the context's error.
func (l *life) wait(ctx context.Context) error {
	done := make(chan struct{})
	go func() { defer close(done); l.serving.Wait() }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// untilEnd returns a context that is over when the parent is or the server
// ends.
func (l *life) untilEnd(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	stop := context.AfterFunc(l.ending, cancel)
	return ctx, func() { stop(); cancel() }
}
