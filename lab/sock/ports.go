package sock

import (
	"sync"

	"stickylab/lab"
)

// loopback6 is ::1, the one loopback address of IPv6.
var loopback6 = [16]byte{15: 1}

// ports says which ports stand for those that the programs of a run ask for. All runs
// share ::1, so there a port that somebody else has stands for another; at the run's own
// IPv4 address one does that another program of the machine has at every address. The
// bind's event names the real one. A port stands for the same one throughout the run.
// Safe for concurrent use.
type ports struct {
	mu    sync.Mutex
	known map[sixPort]uint16
	four  map[sixPort]uint16 // at the run's own address, those that were taken only
	asked map[sixPort]uint16 // its inverse
}

// sixPort is a port at ::1.
type sixPort struct {
	udp  bool
	port uint16
}

// choices is how many ports that the kernel chose may be another run's.
const choices = 16

// of returns the port that stands for one of the run's.
func (p *ports) of(t lab.Transport, port uint16, all *Budget) uint16 {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := sixPort{t.IsUDP(), port}
	if real, known := p.known[key]; known {
		return real
	}
	real, ok := choose(t, port, all)
	if !ok {
		return port // the call that wants it will say why
	}
	if p.known == nil {
		p.known = map[sixPort]uint16{}
	}
	p.known[key] = real
	return real
}

// choose takes the port itself where it is free, else one that the kernel chooses.
func choose(t lab.Transport, port uint16, all *Budget) (real uint16, ok bool) {
	for range choices {
		free, err := freePort(t, port)
		if err == nil && all.take(sixPort{t.IsUDP(), free}) {
			return free, true
		}
		port = 0
	}
	return 0, false
}

// release gives the ports of a run back.
func (p *ports) release(all *Budget) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for key, real := range p.known {
		all.give(sixPort{key.udp, real})
	}
	p.known = nil
}

// freePort returns the port that a socket can be bound to at ::1, a chosen one for 0.
func freePort(t lab.Transport, port uint16) (uint16, error) {
	return freeAt(t, endpoint{port: port, six: true})
}

// freeAt is freePort for any address.
func freeAt(t lab.Transport, at endpoint) (uint16, error) {
	fd, err := openSocket(t)
	if err != nil {
		return 0, err
	}
	defer func() { _ = closeRaw(fd) }() // the poller never hears of it
	var to sockaddr
	to.setInet(at)
	if err := bind(fd, &to); err != nil {
		return 0, err
	}
	return localPort(fd), nil
}

// take gives a run a port at ::1 that no other has; a nil Budget gives all.
func (b *Budget) take(p sixPort) bool {
	if b == nil {
		return true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.six[p] {
		return false
	}
	if b.six == nil {
		b.six = map[sixPort]bool{}
	}
	b.six[p] = true
	return true
}

func (b *Budget) give(p sixPort) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.six, p)
}
