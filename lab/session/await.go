package session

import (
	"sync"
	"sync/atomic"

	"stickylab/lab"
)

// untilEnd as the call that is awaited stands for the end of the program.
const untilEnd = lab.MaxCall

// progress counts what the peers of a run have done, for those that wait for
// it. To count costs no lock while nobody waits: every call is counted.
type progress struct {
	peers []process
	// waited: somebody may wait. It is set before the counts are looked at, and
	// read after they have changed, so no move is missed.
	waited atomic.Bool

	mu    sync.Mutex
	moved chan struct{} // closed at the next move; nil when nobody waits
}

// done is what one peer has done. One event is one count at most.
type done struct {
	counts [lab.MaxCall]atomic.Int32
	ended  atomic.Bool
}

func (p *progress) done(peer int, call lab.Call) {
	p.peers[peer].done.counts[call].Add(1)
	p.move()
}

func (p *progress) end(peer int) {
	p.peers[peer].done.ended.Store(true)
	p.move()
}

func (p *progress) move() {
	if !p.waited.Load() {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.moved != nil {
		close(p.moved)
		p.moved = nil
	}
	p.waited.Store(false)
}

// reached reports whether a peer has made n calls, or cannot any more because
// its program has ended; if neither, it returns a channel that the next move
// closes.
func (p *progress) reached(peer int, call lab.Call, n int) (bool, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waited.Store(true)
	if p.peers[peer].done.ended.Load() || call != untilEnd && p.count(peer, call) >= max(n, 1) {
		return true, nil
	}
	if p.moved == nil {
		p.moved = make(chan struct{})
	}
	return false, p.moved
}

// count adds up the calls; a send stands for sendto too, and a receive for
// recvfrom.
func (p *progress) count(peer int, call lab.Call) int {
	c := &p.peers[peer].done.counts
	switch {
	case call.Sends():
		return int(c[lab.CallSend].Load() + c[lab.CallSendTo].Load())
	case call.Receives():
		return int(c[lab.CallRecv].Load() + c[lab.CallRecvFrom].Load())
	}
	return int(c[call].Load())
}
