package session

import (
	"sync"

	"stickylab/lab"
)

// untilEnd as the call that is awaited stands for the end of the program.
const untilEnd = lab.MaxCall

// progress counts what the peers of a run have done, for those that wait for
// it.
type progress struct {
	mu     sync.Mutex
	counts [][lab.MaxCall]int32 // an event each
	ended  []bool
	moved  chan struct{} // closed at the next move; nil when nobody waits
}

func newProgress(peers int) progress {
	return progress{counts: make([][lab.MaxCall]int32, peers), ended: make([]bool, peers)}
}

func (p *progress) done(peer int, call lab.Call) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.counts[peer][call]++
	p.move()
}

func (p *progress) end(peer int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended[peer] = true
	p.move()
}

func (p *progress) move() {
	if p.moved != nil {
		close(p.moved)
		p.moved = nil
	}
}

// reached reports whether a peer has made n calls, or cannot any more because
// its program has ended; if neither, it returns a channel that the next move
// closes.
func (p *progress) reached(peer int, call lab.Call, n int) (bool, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended[peer] || call != untilEnd && p.count(peer, call) >= max(n, 1) {
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
	c := &p.counts[peer]
	switch {
	case call.Sends():
		return int(c[lab.CallSend] + c[lab.CallSendTo])
	case call.Receives():
		return int(c[lab.CallRecv] + c[lab.CallRecvFrom])
	}
	return int(c[call])
}
