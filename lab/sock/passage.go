package sock

import (
	"strings"
	"syscall"

	"stickylab/lab"
)

// passage keeps the port that something is on its way to from being anybody's
// outside the run. Leave it as soon as the system call is over.
type passage struct {
	net   *Net
	alone bool // the gate is held for writing: two guards cannot hold one port
	guard int  // descriptor, -1 without a guard
}

// enter opens the passage to a port of the run. While it is open no socket of
// the run binds or closes. The error is ErrOutside where the port is not the
// run's, or is held by somebody else and no door, or a *lab.LimitError.
func (n *Net) enter(t lab.Transport, to Addr) (passage, error) {
	if !n.own(t, to) {
		return passage{}, ErrOutside
	}
	n.gate.RLock()
	if n.holds(t, to) {
		return passage{net: n, guard: -1}, nil
	}
	if n.IsDoor(t, to) { // whoever listens there is meant
		return passage{net: n, guard: -1}, nil
	}
	n.gate.RUnlock()
	n.gate.Lock()
	p := passage{net: n, alone: true, guard: -1}
	if n.holds(t, to) {
		return p, nil
	}
	if err := n.budget.Acquire(); err != nil {
		n.gate.Unlock()
		return passage{}, err
	}
	p.guard = openGuard(t, to)
	if p.guard >= 0 {
		return p, nil
	}
	n.budget.Release()
	if !left(t, to) {
		p.leave()
		return passage{}, ErrOutside
	}
	return p, nil
}

func (p passage) leave() {
	if p.guard >= 0 {
		_ = closeRaw(p.guard)
		p.net.budget.Release()
	}
	if p.alone {
		p.net.gate.Unlock()
	} else {
		p.net.gate.RUnlock()
	}
}

// holds reports whether an open socket of the run has the port, in a way that
// leaves it to nobody else.
func (n *Net) holds(t lab.Transport, a Addr) bool {
	n.mu.RLock()
	defer n.mu.RUnlock()
	if s := n.named.Get(place{t, a}); s != nil && s.holdsPort() {
		return true
	}
	for _, s := range n.open {
		if s.transport == t && s.local == a && s.holdsPort() {
			return true
		}
	}
	return false
}

// holdsPort: with SO_REUSEADDR a TCP socket shares its port with everybody
// until it listens (socket(7)); of two UDP sockets the one bound to the precise
// address receives.
func (s *Socket) holdsPort() bool {
	return !s.closed.Load() && (s.transport.IsUDP() || s.listening.Load() || !s.reuse)
}

// openGuard gives the descriptor of a socket that holds the port and answers
// nothing, -1 when the port cannot be held. What is left of connections there
// (TIME_WAIT) is in the way of a plain bind: with SO_REUSEADDR one has the port
// unless somebody listens, and without it from then on shares it with nobody (socket(7)).
func openGuard(t lab.Transport, a Addr) int {
	fd, err := openSocket(t)
	if err != nil {
		return -1
	}
	var self sockaddr
	self.setInet(a.inet)
	level, reuse, _ := optionNumber("reuseaddr")
	err = bind(fd, &self)
	if err == syscall.EADDRINUSE && t.IsTCP() && setOption(fd, level, reuse, 1) == nil {
		if err = bind(fd, &self); err == nil {
			err = setOption(fd, level, reuse, 0)
		}
	}
	if err == nil && t.IsUDP() {
		// Connected to itself it takes nothing from others.
		err = connect(fd, &self)
	}
	if err != nil {
		_ = closeRaw(fd)
		return -1
	}
	return fd
}

// left reports whether nothing has the port but what is left of connections, which keeps
// everybody from it: nobody listens there, and nobody can.
func left(t lab.Transport, a Addr) bool {
	state := holderOf(a.inet)
	return t == lab.TCP && state != "" && !strings.HasPrefix(state, "LISTEN") && !strings.HasSuffix(state, wildcard)
}
