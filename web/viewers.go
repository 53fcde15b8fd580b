package web

import (
	"strings"
	"sync"

	"stickylab/lab"
	"stickylab/lab/share"
)

// viewers counts the open feeds against their limits.
type viewers struct {
	limits Limits
	life   *life

	places *share.Places

	mu    sync.Mutex
	ofRun map[string]*crowd
}

func newViewers(limits Limits, l *life) *viewers {
	return &viewers{limits: limits, life: l, places: share.NewPlaces(limits.Viewers), ofRun: map[string]*crowd{}}
}

// join counts a viewer of a run in, for a client; the caller calls leave once in the
// end. The error is a *lab.LimitError.
func (v *viewers) join(run, client string) (*crowd, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	c := v.ofRun[run]
	all := 0
	if c != nil {
		all = c.all
	}
	if all >= v.limits.RunViewers {
		return nil, &lab.LimitError{Name: "run-viewers", Max: v.limits.RunViewers}
	}
	if !v.places.Take(client) {
		return nil, &lab.LimitError{Name: "viewers", Max: v.limits.Viewers}
	}
	if c == nil { // only for who is let in: it lasts until it is left
		c = newCrowd(strings.Clone(run), v.life) // not the whole address
		v.ofRun[c.id] = c
	}
	c.all++
	return c, nil
}

func (v *viewers) leave(c *crowd, client string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.places.Leave(client)
	c.all--
	if c.all == 0 {
		delete(v.ofRun, c.id)
		c.cancel()
	}
}
