package sock

import (
	"net/netip"

	"stickylab/lab"
	"stickylab/lab/few"
)

// owners records which socket had each address and since when, to attribute a
// captured packet to the socket that had it then. It is guarded by the net's mu. A
// run opens a bounded number of sockets, but may dial in a loop: of a route only
// the last maxTerms are kept.
type owners struct {
	routes few.Map[route, []term]    // TCP, by the caller's route
	places few.Map[endpoint, []term] // UDP, by the local address
}

// route is a TCP connection as its caller sees it. Its local address alone
// does not show who calls: with SO_REUSEADDR several sockets may have it.
type route struct{ from, to endpoint }

const maxTerms = 64

// term is the time from since on, until the next term begins.
type term struct {
	since int64
	s     *Socket
}

func (o *owners) dialled(s *Socket, r route, then int64) {
	o.routes.Set(r, begin(o.routes.Get(r), term{then, s}))
}

// caller returns the socket that dialled the route last, nil without one.
func (o *owners) caller(r route) *Socket {
	if all := o.routes.Get(r); len(all) > 0 {
		return all[len(all)-1].s
	}
	return nil
}

func (o *owners) bound(s *Socket, a Addr, then int64) {
	if s.transport.IsUDP() {
		o.places.Set(a.inet, begin(o.places.Get(a.inet), term{then, s}))
	}
}

// left ends the term of a socket that is closed.
func (o *owners) left(s *Socket, then int64) {
	all := o.places.Get(s.local.inet)
	if len(all) > 0 && all[len(all)-1].s == s {
		o.places.Set(s.local.inet, begin(all, term{then, nil}))
	}
}

func begin(all []term, next term) []term {
	if len(all) == maxTerms {
		all = append(all[:0], all[1:]...)
	}
	return append(all, next)
}

// at returns the term that the time lies in, and whether its socket has not
// dialled again since.
func at(all []term, then int64) (s *Socket, last bool) {
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].since <= then {
			return all[i].s, i == len(all)-1 || all[i+1].s != all[i].s
		}
	}
	return nil, false
}

// call returns the socket that dialled the route, and the one that was accepted.
func (o *owners) call(r route, then int64) (caller, accepted *Socket) {
	caller, last := at(o.routes.Get(r), then)
	if caller == nil || !last {
		return caller, nil
	}
	if accepted = caller.peer.Load(); accepted == nil {
		return caller, caller.stranger
	}
	if accepted.local.inet != r.to {
		return caller, nil // it was refused here and went elsewhere
	}
	return caller, accepted
}

// Ends numbers the sockets of the run that a packet at that time went from and
// to; 0 stands for none, also for a TCP connection that was not accepted yet.
func (n *Net) Ends(t lab.Transport, from, to netip.AddrPort, then int64) (fromID, toID int) {
	a, b := endpointOf(from), endpointOf(to)
	if n.door.valid() && !t.IsUDP() {
		n.mu.Lock()
		n.arrives(route{a, b}, then)
		n.mu.Unlock()
	}
	n.mu.RLock()
	defer n.mu.RUnlock()
	if t.IsUDP() {
		source, _ := at(n.owners.places.Get(a), then)
		target, _ := at(n.owners.places.Get(b), then)
		return idOf(source), idOf(target)
	}
	caller, accepted := n.owners.call(route{a, b}, then)
	other, back := n.owners.call(route{b, a}, then)
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
