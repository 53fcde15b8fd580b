package player

import (
	"context"
	"errors"
	"maps"
	"sync"

	"stickylab/lab"
	"stickylab/lab/session"
)

// threads are those of a peer's program beside its first.
type threads struct {
	wait sync.WaitGroup

	mu  sync.Mutex
	err error // that the first of those ended with that broke off
}

// thread begins one. It has copies of what it was given, so that nothing but sockets
// is used by two.
func (p *program) thread(ctx context.Context, do lab.Thread) error {
	hand, err := p.world.Strand(p.number)
	if err != nil {
		return err
	}
	t := &program{world: p.world, hand: hand, number: p.number, transport: p.transport, threads: p.threads, timeout: p.timeout}
	t.vars, t.texts, t.conns = maps.Clone(p.vars), maps.Clone(p.texts), maps.Clone(p.conns)
	t.sockets.share(&p.sockets)
	given := p.conns[do.Conn]
	if given != nil {
		p.sockets.give(given, &t.sockets)
	}
	t.framing = p.framing.given(given)
	line := p.line
	p.threads.wait.Go(func() { t.runThread(ctx, do.Body, given, line) })
	return nil
}

// runThread does the steps of a thread. As Python's with and the end of a function do,
// it then closes the connection that it was given and those that it opened, however it
// ended; at the end of the run the others of the run are there until all programs are over.
func (p *program) runThread(ctx context.Context, steps []lab.Step, given *session.Socket, line int) {
	defer p.got.release()
	err := p.steps(ctx, steps)
	if p.world.Stopped() {
		return
	}
	p.threads.ended(err)
	p.hand.At(line)
	for _, s := range p.sockets.own() {
		if s != given {
			p.hand.At(0) // no line asks for it
		}
		if err := p.hand.Close(s); errors.Is(err, session.ErrStopped) {
			return
		}
	}
}

func (t *threads) ended(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err == nil {
		t.err = err
	}
}

// join waits until all have ended, and gives the error of the first that broke off.
func (t *threads) join() error {
	t.wait.Wait()
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}
