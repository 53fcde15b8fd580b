package sock

import (
	"net/netip"

	"stickylab/lab"
)

// terms remembers since when which socket had what, so that what was captured a
// moment ago finds the socket of then. It is guarded by the net's mu. A run
// opens a bounded number of sockets, but may dial in a loop: of a route only the
// last maxTerms are kept.
type terms struct {
	routes map[route][]term // TCP, by the caller's route
	places map[Addr][]term  // UDP, by the local address
}

const maxTerms = 64

// term is the time from since on, until the next term begins.
type term struct {
	since int64
	s     *Socket
}

func (t *terms) dialled(s *Socket, r route, then int64) {
	if t.routes == nil {
		t.routes = map[route][]term{}
	}
	t.routes[r] = begin(t.routes[r], term{then, s})
}

func (t *terms) bound(s *Socket, a Addr, then int64) {
	if s.transport != lab.UDP {
		return
	}
	if t.places == nil {
		t.places = map[Addr][]term{}
	}
	t.places[a] = begin(t.places[a], term{then, s})
}

// left ends the term of a socket that is closed.
func (t *terms) left(s *Socket, then int64) {
	all := t.places[s.local]
	if len(all) > 0 && all[len(all)-1].s == s {
		t.places[s.local] = begin(all, term{then, nil})
	}
}

func begin(all []term, next term) []term {
	if len(all) == maxTerms {
		all = append(all[:0], all[1:]...)
	}
	return append(all, next)
}

// at gives the term that the time lies in, and whether its socket has not
// dialled again since.
func at(all []term, then int64) (s *Socket, last bool) {
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].since <= then {
			return all[i].s, i == len(all)-1 || all[i+1].s != all[i].s
		}
	}
	return nil, false
}

// call gives the socket that dialled the route, and the one that was accepted.
func (t *terms) call(r route, then int64) (caller, accepted *Socket) {
	caller, last := at(t.routes[r], then)
	if caller == nil || !last {
		return caller, nil
	}
	accepted = caller.peer.Load()
	if accepted != nil && accepted.local != r.to {
		return caller, nil // it was refused here and went elsewhere
	}
	return caller, accepted
}

// Ends numbers the sockets of the run that a packet at that time went from and
// to; 0 stands for none, also for a TCP connection that was not accepted yet.
func (n *Net) Ends(t lab.Transport, from, to netip.AddrPort, then int64) (fromID, toID int) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	a, b := Addr{inet: from}, Addr{inet: to}
	if t == lab.UDP {
		source, _ := at(n.terms.places[a], then)
		target, _ := at(n.terms.places[b], then)
		return idOf(source), idOf(target)
	}
	caller, accepted := n.terms.call(route{a, b}, then)
	other, back := n.terms.call(route{b, a}, then)
	switch {
	case caller == nil:
		return idOf(back), idOf(other)
	case other != nil: // both have called (RFC 9293 3.5, figure 7), or it is one
		return idOf(caller), idOf(other)
	}
	return idOf(caller), idOf(accepted)
}

func idOf(s *Socket) int {
	if s == nil {
		return 0
	}
	return s.ID
}
