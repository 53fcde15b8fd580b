package session

import (
	"time"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// sleep pauses for a time, unless the run is ended first.
func (p *peer) sleep(do lab.Sleep) error {
	start := p.pause(lab.CallSleep)
	timer := time.NewTimer(do.For)
	defer timer.Stop()
	select {
	case <-timer.C:
		return p.resume(start, nil)
	case <-p.r.stopping:
		return p.resume(start, sock.ErrStopped)
	}
}

// wait pauses until another peer has done what the step waits for.
func (p *peer) wait(do lab.Wait) error {
	start := p.pause(lab.CallWait)
	for {
		reached, moved := p.r.progress.reached(do)
		if reached {
			return p.resume(start, nil)
		}
		select {
		case <-moved:
		case <-p.r.stopping:
			return p.resume(start, sock.ErrStopped)
		}
	}
}

func (p *peer) pause(call lab.Call) (start int64) {
	p.begin(call, nil, 0)
	start = p.r.clock.Now()
	p.onWait(start)
	return start
}

func (p *peer) resume(start int64, err error) error {
	return p.record(p.event(sock.Result{Start: start, End: p.r.clock.Now(), Waited: true, Err: err}))
}
