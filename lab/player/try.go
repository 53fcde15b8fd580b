package player

import (
	"context"
	"errors"
	"math/big"
	"syscall"
	"time"

	"stickylab/lab"
	"stickylab/lab/session"
	"stickylab/lab/sock"
)

// try does a step and goes on when a call of it fails.
func (p *program) try(ctx context.Context, do lab.Try) error {
	err := p.do(ctx, do.Do)
	if do.Code != "" {
		return p.numbered(do.Code, err)
	}
	if fatal := (uncaught{}); errors.As(err, &fatal) {
		return err
	}
	if failed := (*session.CallError)(nil); errors.As(err, &failed) {
		return nil
	}
	return err
}

// numbered gives a variable the number of the errno that a call ended with, as
// connect_ex does: EAGAIN where a timeout was over. What has no number ends the program.
func (p *program) numbered(name string, err error) error {
	errno := syscall.Errno(0)
	switch {
	case errors.Is(err, sock.ErrTimeout):
		errno = syscall.EAGAIN
	case err != nil && !errors.As(err, &errno):
		return err
	}
	p.let(name, big.NewInt(int64(errno)))
	return nil
}

// setTimeout is for the sockets that are open and those to come.
func (p *program) setTimeout(after time.Duration) error {
	p.timeout = after
	p.sockets.each(func(s *session.Socket) { s.SetTimeout(after) })
	return nil
}

// blocking is Python's setblocking: it takes a timeout back.
func (p *program) blocking(do lab.Blocking) error {
	if do.On {
		return p.setTimeout(0)
	}
	return p.setTimeout(sock.NoWait)
}
