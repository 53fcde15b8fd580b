package web

import "sync"

// viewers counts the open feeds against their limits.
type viewers struct {
	limits Limits

	mu    sync.Mutex
	all   int
	ofRun map[string]int
}

func newViewers(limits Limits) *viewers {
	return &viewers{limits: limits, ofRun: map[string]int{}}
}

// join counts a viewer of a run in; the caller calls leave once in the end.
func (v *viewers) join(run string) (leave func(), err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.all >= v.limits.Viewers {
		return nil, overLimit("viewers", v.limits.Viewers)
	}
	if v.ofRun[run] >= v.limits.RunViewers {
		return nil, overLimit("run-viewers", v.limits.RunViewers)
	}
	v.all++
	v.ofRun[run]++
	return func() { v.leave(run) }, nil
}

func (v *viewers) leave(run string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.all--
	v.ofRun[run]--
	if v.ofRun[run] == 0 {
		delete(v.ofRun, run)
	}
}
