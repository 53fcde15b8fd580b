package session

import (
	"time"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// sleep pauses for a time, unless the run is ended first.
func (p *peer) sleep(do lab.Sleep) error {
	start := p.pause(lab.CallSleep)
	p.onWait(start)
	timer := time.NewTimer(do.For)
	defer timer.Stop()
	select {
	case <-timer.C:
		return p.resume(start, true, nil)
	case <-p.r.stopping:
		return p.resume(start, true, sock.ErrStopped)
	}
}

// wait pauses until another peer has done what the step waits for.
func (p *peer) wait(do lab.Wait) error {
	start := p.pause(lab.CallWait)
	for waited := false; ; waited = true {
		reached, moved := p.r.progress.reached(do)
		if reached {
			return p.resume(start, waited, nil)
		}
		if !waited {
			p.onWait(start)
		}
		select {
		case <-moved:
		case <-p.r.stopping:
			return p.resume(start, true, sock.ErrStopped)
		}
	}
}

func (p *peer) pause(call lab.Call) (start int64) {
	p.begin(call, nil, 0)
	return p.r.clock.Now()
}

func (p *peer) resume(start int64, waited bool, err error) error {
	return p.record(p.event(sock.Result{Start: start, End: p.r.clock.Now(), Waited: waited, Err: err}))
}
