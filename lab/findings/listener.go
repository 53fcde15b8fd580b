package findings

import "stickylab/lab"

// place is what a connect goes to and a listener is bound to.
type place struct {
	transport lab.Transport
	address   string
}

// listening is one listen at a place.
type listening struct{ seq, conn int }

// boundTo records where a socket is bound or connects to.
func (l *learner) boundTo(e *lab.Event, c *conn) {
	if e.Err == "" || e.Err == "EINPROGRESS" {
		c.place, c.placed = place{l.transport(e.Conn), e.Address}, e.Seq
	}
}

func (l *learner) listens(e *lab.Event, c *conn) {
	if c.listens {
		return
	}
	c.listens = true
	p := l.peerOf(e.Peer)
	p.listeners = append(p.listeners, c)
	if c.placed > 0 {
		l.places[c.place] = append(l.places[c.place], listening{e.Seq, e.Conn})
	}
}

// listener returns the listener that a conn called, 0 where that is not known:
// the last one at its place by then or, where the log has the connect before the
// listen that let it in, the first.
func (a *Analysis) listener(caller int) (id int) {
	c := a.conn(caller)
	for i, one := range a.places[c.place] {
		if i == 0 || one.seq < c.placed {
			id = one.conn
		}
	}
	return id
}
