package capture

import (
	"net/netip"
	"sync"

	"stickylab/lab"
)

// keepRings is how many rings wait for the next run at the most.
const keepRings = 8

// Pool lends rings to runs. Safe for concurrent use.
type Pool struct {
	max  int
	wait sync.WaitGroup

	mu     sync.Mutex
	closed bool
	lent   int
	idle   []*ring
}

// NewPool makes a Pool for max captures at once. The caller closes it.
func NewPool(max int) *Pool { return &Pool{max: max} }

// Warm opens a ring ahead of the first run that wants one. It does not wait,
// and where nothing may be captured it does nothing.
func (p *Pool) Warm() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.wait.Go(func() {
		r, err := openRing()
		if err != nil {
			return
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		p.put(r)
	})
}

// Open begins to capture what goes from and to the address, and by TCP through the door,
// which is none where it is not valid. The caller calls
// Begin and, in any case, End. The error is a *lab.LimitError when too many
// captures go on, else an errno: EPERM without CAP_NET_RAW, ENOSYS where there
// is no such thing.
func (p *Pool) Open(address netip.Addr, door netip.AddrPort) (*Capture, error) {
	r, err := p.take()
	if err != nil {
		return nil, err
	}
	if err := r.listen(address, door); err != nil {
		p.giveBack(r)
		return nil, err
	}
	return &Capture{pool: p, ring: r, address: address, door: door, flows: flows{}, hurry: make(chan struct{}, 1)}, nil
}

func (p *Pool) take() (*ring, error) {
	p.mu.Lock()
	if p.lent >= p.max {
		p.mu.Unlock()
		return nil, &lab.LimitError{Name: "captures", Max: p.max}
	}
	p.lent++
	if last := len(p.idle) - 1; last >= 0 {
		r := p.idle[last]
		p.idle = p.idle[:last]
		p.mu.Unlock()
		return r, nil
	}
	p.mu.Unlock()
	r, err := openRing()
	if err != nil {
		p.mu.Lock()
		p.lent--
		p.mu.Unlock()
	}
	return r, err
}

// giveBack takes a ring that was lent.
func (p *Pool) giveBack(r *ring) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lent--
	p.put(r)
}

// put keeps a ring, or closes it when there are enough. The caller holds the
// lock.
func (p *Pool) put(r *ring) {
	switch {
	case p.closed:
		r.close()
	case len(p.idle) < keepRings:
		p.idle = append(p.idle, r)
	default:
		p.wait.Go(r.close) // which takes some ten milliseconds
	}
}

// Close lets go of every ring and returns when they are gone. All captures must
// have ended.
func (p *Pool) Close() {
	p.mu.Lock()
	p.closed = true
	for _, r := range p.idle {
		p.wait.Go(r.close)
	}
	p.idle = nil
	p.mu.Unlock()
	p.wait.Wait()
}
