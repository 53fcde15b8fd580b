package sock

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"strings"
	"syscall"

	"stickylab/lab"
)

const (
	// wildcard marks the state of a socket that has the port at every address, and so
	// is of another program: the lab binds none.
	wildcard = " *"
	// someone is the holder of a port where nothing more is known of it.
	someone = "BOUND" + wildcard
)

// Taken reports whether a program of the machine has a port at every address, so that
// none of it is left for runs, and who that is as far as is known: "nginx (pid 12)",
// else empty.
func Taken(t lab.Transport, port int) (who string, taken bool) {
	if t.Unix() || !ownAddresses {
		return "", false
	}
	// No run ever has an address that ends with 255.
	at := endpoint{ip: [4]byte{127, byte(1 + rand.IntN(firsts)), byte(rand.IntN(netsPerFirst)), 255}, port: uint16(port)}
	if _, err := freeAt(t, at); !errors.Is(err, syscall.EADDRINUSE) {
		return "", false
	}
	return programOf(t, at.port), true
}

// standing returns the port at the run's own address that stands for one of the
// programs': the same, unless that was taken.
func (p *ports) standing(t lab.Transport, port uint16) uint16 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if real, taken := p.four[sixPort{t.IsUDP(), port}]; taken {
		return real
	}
	return port
}

// stand lets a real port stand for one that the programs ask for.
func (p *ports) stand(t lab.Transport, port, real uint16) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.four == nil {
		p.four, p.asked = map[sixPort]uint16{}, map[sixPort]uint16{}
	}
	p.four[sixPort{t.IsUDP(), port}] = real
	p.asked[sixPort{t.IsUDP(), real}] = port
}

// Asked returns the port that the programs know by the one of an address: of a port
// that stands for another one that other.
func (n *Net) Asked(t lab.Transport, a Addr) int {
	n.ports.mu.Lock()
	defer n.ports.mu.Unlock()
	key := sixPort{t.IsUDP(), a.inet.port}
	if !a.inet.six {
		if port, stands := n.ports.asked[key]; stands {
			return int(port)
		}
		return a.Port()
	}
	for known, real := range n.ports.known {
		if known.udp == key.udp && real == key.port {
			return int(known.port)
		}
	}
	return a.Port()
}

// standsFor returns who has the port that a bound address stands for, empty where it
// stands for none.
func (n *Net) standsFor(t lab.Transport, port uint16, a Addr) (holder string) {
	if n.IsDoor(t, a) || a.inet.six || !a.inet.valid() || port == 0 || a.inet.port == port {
		return ""
	}
	if t.IsTCP() {
		holder = holderOf(endpoint{ip: n.ip, port: port})
	}
	return cmp.Or(holder, someone)
}

// Toward is At for a connect or a send. Where no socket of the run has the port, and
// another program of the machine has it at every address, another one stands for it
// from then on: nobody answers there either.
func (s *Socket) Toward(port int) Addr {
	a, n := s.At(port), s.net
	if !n.own(s.transport, a) || n.IsDoor(s.transport, a) || s.transport.Unix() || a.inet.six || int(a.inet.port) != port || n.holds(s.transport, a) {
		return a
	}
	n.gate.Lock()
	defer n.gate.Unlock()
	if n.uses(s.transport, a) {
		return a
	}
	if _, err := freeAt(s.transport, a.inet); !errors.Is(err, syscall.EADDRINUSE) {
		return a
	}
	if s.transport.IsTCP() && !strings.HasSuffix(holderOf(a.inet), wildcard) {
		return a
	}
	free, err := freeAt(s.transport, endpoint{ip: n.ip})
	if err != nil {
		return a // the call that wants it will say why
	}
	n.ports.stand(s.transport, uint16(port), free)
	return s.At(port)
}

// substitute finds an address for a bind to a port that another program of the
// machine has at every address. What a socket of the run holds, or held a moment
// ago (TIME_WAIT), stays taken. The caller holds the gate.
func (s *Socket) substitute(port uint16, a Addr, res *Result) (real Addr, ok bool) {
	if s.net.IsDoor(s.transport, a) || s.transport.Unix() || s.transport.IPv6() || !errors.Is(res.Err, syscall.EADDRINUSE) || s.net.uses(s.transport, a) {
		return Addr{}, false
	}
	if s.transport.IsTCP() && !strings.HasSuffix(res.Holder, wildcard) {
		return Addr{}, false
	}
	free, err := freeAt(s.transport, endpoint{ip: s.net.ip})
	if err != nil {
		return Addr{}, false
	}
	s.net.ports.stand(s.transport, port, free)
	return Addr{inet: endpoint{ip: s.net.ip, port: free}}, true
}

// uses reports whether an open socket of the run is bound to the address.
func (n *Net) uses(t lab.Transport, a Addr) bool {
	n.mu.RLock()
	defer n.mu.RUnlock()
	for _, s := range n.open {
		if s.transport == t && s.local == a {
			return true
		}
	}
	return false
}
