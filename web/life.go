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
	// draining lets nothing begin that would go on; working counts what began before,
	// and still is closed when none of it is left.
	draining bool
	working  int
	still    chan struct{}
}

func newLife() *life {
	ending, end := context.WithCancel(context.Background())
	return &life{ending: ending, end: end, still: make(chan struct{})}
}

// atEnd has something done when the server ends.
func (l *life) atEnd(do func()) { context.AfterFunc(l.ending, func() { do() }) }

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
	l.mu.Lock()
	l.working++
	l.mu.Unlock()
	go func() {
		defer l.leave()
		defer l.rest()
		run()
	}()
}

// work counts in what begins something, unless the server drains. The caller calls
// rest in the end.
func (l *life) work() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.draining {
		l.working++
	}
	return !l.draining
}

func (l *life) rest() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.working--
	l.signal()
}

// signal closes still when the server drains and nothing goes on. The caller holds
// the lock.
func (l *life) signal() {
	if !l.draining || l.working > 0 {
		return
	}
	select {
	case <-l.still:
	default:
		close(l.still)
	}
}

// drain lets nothing more begin, and returns when all that had begun is over, or
// with the context's error.
func (l *life) drain(ctx context.Context) error {
	l.mu.Lock()
	l.draining = true
	l.signal()
	l.mu.Unlock()
	select {
	case <-l.still:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// drains reports whether nothing may begin any more.
func (l *life) drains() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.draining
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
