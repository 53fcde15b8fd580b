package session

import (
	"sync"

	"stickylab/lab"
)

// progress counts what the peers of a run have done, for those that wait for
// it.
type progress struct {
	index map[string]int // peers by name

	mu     sync.Mutex
	counts [][lab.MaxCall]int
	ended  []bool
	moved  chan struct{} // closed at the next move; nil when nobody waits
}

func newProgress(index map[string]int) progress {
	return progress{index: index, counts: make([][lab.MaxCall]int, len(index)), ended: make([]bool, len(index))}
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

// reached reports whether what w waits for has happened, or cannot happen any
// more because the peer has ended; if neither, it gives a channel that the
// next move closes.
func (p *progress) reached(w lab.Wait) (bool, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	peer := p.index[w.Peer]
	if p.ended[peer] || p.count(peer, w.Call) >= max(w.Count, 1) {
		return true, nil
	}
	if p.moved == nil {
		p.moved = make(chan struct{})
	}
	return false, p.moved
}

// count adds up the calls of the name; send stands for sendto too, and recv
// for recvfrom, as in the script.
func (p *progress) count(peer int, name string) int {
	c := &p.counts[peer]
	switch name {
	case "send":
		return c[lab.CallSend] + c[lab.CallSendTo]
	case "recv":
		return c[lab.CallRecv] + c[lab.CallRecvFrom]
	case "set":
		return c[lab.CallSetOption]
	}
	if call, ok := lab.ParseCall(name); ok {
		return c[call]
	}
	return 0
}
