package findings

import (
	"cmp"

	"stickylab/lab"
)

// loss sums up what became of what a conn sent to another; 0 is nobody.
func (g *Grounds) loss(id, receiver int) Loss {
	s := g.stream(id)
	l := Loss{Conn: id, Receiver: receiver, Peer: -1, Sent: s.sent, Got: s.got, Last: s.last, Broken: g.conn(id).broken}
	if receiver != 0 {
		far := g.conn(receiver)
		l.Peer, l.Closed, l.Drops, l.Said = far.peer, far.closed, int(far.drops), far.said
		if l.Broken == 0 || far.broken > 0 && far.broken < l.Broken {
			l.Broken = far.broken
		}
	}
	if e := g.event(l.Broken); e != nil {
		l.BrokenCall, l.BrokenErr = e.Call, e.Err
	}
	return l
}

// gone reports whether nobody will receive what is left of a stream: who would
// has closed, by itself and not because the run was ended, or never came and
// the sender has closed. A receive of unknown origin may have taken it, and those
// of an outside conn are not recorded.
func (g *Grounds) gone(s *stream) bool {
	if g.known.ConnOf(s.conn).Outside || g.known.ConnOf(cmp.Or(s.receiver, g.known.ConnOf(s.conn).Far)).Outside {
		return false
	}
	if s.receiver == 0 {
		return g.conn(s.conn).closed > 0 && !g.cut(g.conn(s.conn).peer)
	}
	far := g.conn(s.receiver)
	return far.closed > 0 && !far.strays && !g.cut(far.peer)
}

// cut reports whether the end of the run cut the peer's program off.
func (g *Grounds) cut(peer int) bool {
	for i := len(g.events) - 1; i >= 0; i-- {
		if e := &g.events[i]; e.Peer == peer && e.Call != lab.CallClose {
			return e.Err == lab.ErrStopped
		}
	}
	return false
}

// lose lists the streams that lost bytes, in the order of their first loss.
func (g *Grounds) lose() []*stream {
	var all []*stream
	seen := map[int]bool{}
	for i := range g.events {
		e := &g.events[i]
		if !e.Call.Sends() || seen[e.Conn] || e.Conn == 0 || !g.transport(e.Conn).Stream() {
			continue
		}
		s := g.stream(e.Conn)
		if e.Off+int64(e.Got) <= s.got {
			continue // all of this send came
		}
		seen[e.Conn] = true
		if g.gone(s) {
			all = append(all, s)
		}
	}
	return all
}
