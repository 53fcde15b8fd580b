package session

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
)

// process is what the host knows of a running program: what it left open, and
// whether the next one may start.
type process struct {
	name string
	hand Hand            // of its first strand
	next chan<- struct{} // of the run; gets one when the program first waits or ends
	once sync.Once
	done done
	gone bool // it does nothing any more that others may wait for
	// strands is how many threads of it were begun beside the first.
	strands atomic.Int32

	mu      sync.Mutex
	sockets []*Socket  // that are open, in the order of their opening
	room    [2]*Socket // for the first of them
	silent  bool       // they drop all that comes
}

// waits lets the next process start.
func (p *process) waits() { p.once.Do(func() { p.next <- struct{}{} }) }

func (p *process) opened(s *Socket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sockets == nil {
		p.sockets = p.room[:0]
	}
	p.sockets = append(p.sockets, s)
}

func (p *process) closed(s *Socket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sockets = slices.DeleteFunc(p.sockets, func(other *Socket) bool { return other == s })
}

// all returns the open sockets, the one opened last first.
func (p *process) all() []*Socket {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := slices.Clone(p.sockets)
	slices.Reverse(all)
	return all
}

// withoutFIN makes the closes to come drop the connections of sockets that would never
// see a FIN acknowledged: the kernel would send it again for minutes.
func (p *process) withoutFIN() {
	for _, s := range p.all() {
		if s.Transport().IsTCP() && !s.sock.Listening() {
			_ = p.hand.SetOption(s, "linger", 0) // what went wrong is in the log
		}
	}
}

// last returns the socket that was opened last, nil without one.
func (p *process) last() *Socket {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.sockets) == 0 {
		return nil
	}
	return p.sockets[len(p.sockets)-1]
}

// closeAfter closes what a program left open that ended with err.
func (p *process) closeAfter(err error) {
	p.hand.cut = errors.Is(err, ErrStopped) || errors.Is(err, ErrLeft) || errors.Is(err, context.Canceled)
	p.hand.file = 0
	p.closeAll()
}

// closeAll closes what the program left open, the last one first. No line of the
// program asks for that.
func (p *process) closeAll() {
	p.hand.At(0)
	if p.silent {
		p.withoutFIN()
	}
	for s := p.last(); s != nil; s = p.last() {
		_ = p.hand.Close(s) // what went wrong is in the log
	}
}
