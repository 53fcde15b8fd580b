package sock

import (
	"fmt"
	"net/netip"

	"stickylab/lab"
)

// OpenDoor lets the run's TCP sockets have and call one address beside the run's own:
// programs mean it by a port. Whoever began the lab chose it, and no program can. It must
// be a loopback address of IPv4 with a port. Call it before any socket is opened.
func (n *Net) OpenDoor(port int, at netip.AddrPort) error {
	if !at.Addr().Is4() || !at.Addr().IsLoopback() || at.Port() == 0 || port < 1 || port > maxPort {
		return fmt.Errorf("door of a run: %v is not in 127.0.0.0/8, or has no port", at)
	}
	n.door, n.doorPort = endpointOf(at), uint16(port)
	return nil
}

// IsDoor reports whether an address is that of the run's door.
func (n *Net) IsDoor(t lab.Transport, a Addr) bool {
	return t == lab.TCP && n.door.valid() && a.inet == n.door
}

// BindFor is BindAnywhere for a call that goes to an address: to the door one comes from
// the door's own host, as a program of the machine does. Servers may look at that.
func (s *Socket) BindFor(to Addr) (res Result) {
	if !s.net.IsDoor(s.transport, to) {
		return s.BindAnywhere()
	}
	s.bind(Addr{inet: endpoint{ip: s.net.door.ip}}, &res)
	return res
}

// Stranger is the other end of a connection through the door: a socket of a program whose
// calls nobody sees. It has a number as those of the run have.
type Stranger struct {
	ID            int
	Local, Remote string // as its program knows them; Local is empty where it is not known
}

// Stranger returns the other end of a socket that a connection through the door belongs
// to, false where it is a socket of the run or there is no connection.
func (s *Socket) Stranger() (Stranger, bool) {
	s.net.mu.RLock()
	defer s.net.mu.RUnlock()
	far := s.stranger
	if far == nil {
		return Stranger{}, false
	}
	return Stranger{ID: far.ID, Local: far.local.String(), Remote: s.text}, true
}

// strange makes the socket at the other end of s. The caller holds the net's mu.
func (n *Net) strange(at Addr) *Socket {
	far := newSocket(n, -1, lab.TCP)
	n.opened++
	far.ID, far.local, far.strange = n.opened, at, true
	return far
}

// met makes the socket of the program that an accepted connection comes from, which
// dialled it as those of the run do. The caller holds the net's mu.
func (n *Net) met(s *Socket, from Addr, then int64) {
	if !n.IsDoor(s.transport, s.local) {
		return
	}
	r := route{from.inet, s.local.inet}
	far := n.owners.caller(r)
	if far == nil {
		then = 0 // its handshake came before
	}
	if far == nil || far.peer.Load() != nil {
		far = n.strange(from)
		n.owners.dialled(far, r, then)
	}
	far.peer.Store(s)
	s.stranger = far
}

// answersAt notes that a socket listens, where that is at the door.
func (n *Net) answersAt(s *Socket, then int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.IsDoor(s.transport, s.local) {
		n.answers = max(then, 1)
	}
}

// arrives makes the socket of a program whose segments come to the door before its
// connection is accepted. The caller holds the net's mu.
func (n *Net) arrives(r route, then int64) {
	if r.to == n.door && n.answers > 0 && then >= n.answers && n.owners.caller(r) == nil && n.opened < n.limits.Opened {
		n.owners.dialled(n.strange(Addr{inet: r.from}), r, then)
	}
}
