package web

import (
	"strings"
	"sync"
)

// viewers counts the open feeds against their limits.
type viewers struct {
	limits Limits
	life   *life

	mu    sync.Mutex
	all   int
	ofRun map[string]*crowd
}

func newViewers(limits Limits, l *life) *viewers {
	return &viewers{limits: limits, life: l, ofRun: map[string]*crowd{}}
}

// join counts a viewer of a run in; the caller calls leave once in the end.
func (v *viewers) join(run string) (*crowd, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.all >= v.limits.Viewers {
		return nil, overLimit("viewers", v.limits.Viewers)
	}
	c := v.ofRun[run]
	if c == nil {
		c = newCrowd(strings.Clone(run), v.life) // not the whole address
	}
	if c.all >= v.limits.RunViewers {
		return nil, overLimit("run-viewers", v.limits.RunViewers)
	}
	v.all++
	c.all++
	v.ofRun[c.id] = c
	return c, nil
}

func (v *viewers) leave(c *crowd) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.all--
	c.all--
	if c.all == 0 {
		delete(v.ofRun, c.id)
		c.cancel()
	}
}
