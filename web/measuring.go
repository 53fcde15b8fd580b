package web

import (
	"context"
	"sync"

	"stickylab/web/view"
)

// maxFollowers is how many readers may follow a measurement at once.
const maxFollowers = 256

// measuring holds the last measurement and the one that is under way: there is
// only one at a time, for two would measure each other.
type measuring struct {
	mu   sync.Mutex
	now  *measurement
	last *view.Measured

	followers int
}

// follow counts a reader in; the caller calls leave in the end.
func (m *measuring) follow() (leave func(), err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.followers >= maxFollowers {
		return nil, overLimit("followers", maxFollowers, 0)
	}
	m.followers++
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.followers--
	}, nil
}

// measurement is one that is under way or has ended.
type measurement struct {
	done chan struct{} // closed at the end

	mu     sync.Mutex
	share  float64       // of it that is done
	moved  chan struct{} // closed at the next change of share
	result *view.Measured
	err    error
}

// begin returns the measurement that is under way and false, or, where there is
// none, a new one and true. Whoever began it passes it to end.
func (m *measuring) begin() (now *measurement, begun bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.now != nil {
		return m.now, false
	}
	m.now = &measurement{done: make(chan struct{}), moved: make(chan struct{})}
	return m.now, true
}

// end keeps the result and lets the next measurement begin.
func (m *measuring) end(now *measurement, result *view.Measured, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = nil
	if err == nil {
		m.last = result
	}
	now.mu.Lock()
	now.result, now.err = result, err
	now.mu.Unlock()
	close(now.done)
}

// state returns what a page shows: the last measurement, if any, and the one
// under way.
func (m *measuring) state() (last *view.Measured, now *measurement) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last, m.now
}

// report records how much of it is done.
func (m *measurement) report(share float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.share = share
	close(m.moved)
	m.moved = make(chan struct{})
}

// progress returns how much of it is done, and a channel that is closed when
// that changes.
func (m *measurement) progress() (share float64, moved <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.share, m.moved
}

// outcome is there once done is closed.
func (m *measurement) outcome() (*view.Measured, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.result, m.err
}

// wait returns when the measurement has ended or the context is over.
func (m *measurement) wait(ctx context.Context) error {
	select {
	case <-m.done:
		_, err := m.outcome()
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
