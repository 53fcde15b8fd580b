package sock

import (
	"time"
)

// pollSlice is how long one poll(2) waits at most, so that Stop ends it soon.
const pollSlice = 50 * time.Millisecond

// Ready is poll(2) for sockets from which a receive, or an accept, would not have to
// wait: it returns when one is, after the time, or with a negative time when one is at
// last. onWait is called once, before it has to wait.
func (n *Net) Ready(sockets []*Socket, within time.Duration, onWait func(start int64)) (ready []bool, res Result) {
	if n.stopped.Load() {
		return nil, resultAt(n.clock(), ErrStopped)
	}
	fds := make([]int, len(sockets))
	for i, s := range sockets {
		fds[i] = s.fd // closed by nobody else before Stop
	}
	ready = make([]bool, len(fds))
	res.Start = n.clock()
	for wait := time.Duration(0); ; {
		found, err := poll(fds, ready, wait)
		res.End = n.clock()
		left := pollSlice
		if within >= 0 {
			left = min(left, within-time.Duration(res.End-res.Start))
		}
		switch {
		case res.Waited && n.stopped.Load():
			res.Err = ErrStopped
			return nil, res
		case err != nil:
			res.Err = err
			return nil, res
		case found > 0, left <= 0:
			return ready, res
		case !res.Waited:
			res.Waited = true
			onWait(res.Start)
		}
		wait = left
	}
}
