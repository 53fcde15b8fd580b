package session

import (
	"errors"
	"time"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// try does a step and goes on when a call of it fails.
func (p *peer) try(do lab.Try) error {
	p.trying = true
	err := p.do(do.Do)
	survived := p.trying
	p.trying = false
	if survived && errors.Is(err, errFailed) {
		return nil
	}
	return err
}

// setTimeout is for the sockets that are open and those to come.
func (p *peer) setTimeout(after time.Duration) error {
	p.timeout = after
	p.sockets.each(func(s *sock.Socket) { s.SetTimeout(after) })
	return nil
}

// blocking is Python's setblocking: it takes a timeout back.
func (p *peer) blocking(do lab.Blocking) error {
	if do.On {
		return p.setTimeout(0)
	}
	return p.setTimeout(sock.NoWait)
}
