package capture

import (
	"net/netip"
	"time"

	"stickylab/lab"
)

// The bounds of what is held until it is known whose it is.
const (
	// HeldMost is how many segments are held at once; the oldest go first.
	HeldMost = 1 << 14
	// HeldFor is how long one is held: a server may be late to accept.
	HeldFor = 30 * time.Second
	// restsFor is how long a connection that is over is remembered: a RST may come twice.
	restsFor = time.Second
)

// held are segments of which it is not known yet whose they are, and the connections and
// datagram sockets by which that is found out. It belongs to one goroutine at a time.
type held struct {
	told  func(lab.Segment)
	lost  func(n int)
	most  int
	count int

	tcp   map[route]*connection // the newest between two ends, by ordered
	tied  map[tie]bool
	queue []*waiting // of all, in the order that they came
	udp   datagrams
	calls attempts
}

// waiting is one segment that is held; done once it is told or thrown away.
type waiting struct {
	lab.Segment
	header
	of   *connection // nil of a datagram
	done bool
}

// connection is one TCP connection: from a SYN to the next one between the same ends.
type connection struct {
	route   route          // ordered
	begun   bool           // its SYN was seen
	caller  netip.AddrPort // who sent the SYN
	at      int64          // of the SYN
	seq     uint32
	numbers flows
	conns   [2]int // at the ends of route, 0 while not known
	last    int64  // time of the last segment
	dropped int    // segments that are no longer held
	waiting []*waiting
	before  *connection // the one before it that may be told of yet
}

// tie is a conn and the addresses that it was tied by: it is not tied again, because
// another program may have them next.
type tie struct {
	conn  int
	route route
}

// mostTies bounds the ties that are remembered.
const mostTies = 4 * lab.MaxConns

func newHeld(told func(lab.Segment), lost func(n int)) *held {
	return &held{told: told, lost: lost, most: HeldMost, tcp: map[route]*connection{}, tied: map[tie]bool{}, udp: newDatagrams(), calls: attempts{locals: map[int]netip.AddrPort{}}}
}

// ordered is the one of a connection's two routes by which it is found.
func ordered(a, b netip.AddrPort) route {
	if b.Compare(a) < 0 {
		a, b = b, a
	}
	return route{a, b}
}

// take takes in a packet.
func (h *held) take(a arrival) {
	s := lab.Segment{At: a.at, Seq: -1, Ack: -1, Len: a.length, Count: a.count}
	if a.udp {
		h.hold(&waiting{Segment: s, header: a.header})
		return
	}
	c := h.connection(a)
	c.last = a.at
	if c.begun {
		c.numbers.number(a.header, &s)
	}
	h.hold(&waiting{Segment: s, header: a.header, of: c})
	if c.ready() {
		h.tell(c)
	}
}

// connection is the one that a segment belongs to.
func (h *held) connection(a arrival) *connection {
	r := ordered(a.from, a.to)
	c := h.tcp[r]
	begins := a.flags&(lab.SYN|lab.ACK) == lab.SYN
	if c != nil && (!begins || c.begun && c.seq == a.seq) {
		return c
	}
	next := &connection{route: r, begun: begins, caller: a.from, at: a.at, seq: a.seq, numbers: flows{}}
	if c != nil {
		h.tell(c)
		if len(c.waiting) > 0 {
			next.before = c
		}
	}
	h.tcp[r] = next
	return next
}

func (h *held) hold(w *waiting) {
	if w.of != nil {
		w.of.waiting = append(w.of.waiting, w)
	}
	h.queue = append(h.queue, w)
	h.count++
}

// end is one that is no longer held.
func (h *held) end(w *waiting) {
	w.done = true
	h.count--
}

// whole reports whether both conns are known.
func (c *connection) whole() bool { return c.conns[0] != 0 && c.conns[1] != 0 }

// known reports whether it is of a conn that was told of.
func (c *connection) known() bool { return c.conns[0] != 0 || c.conns[1] != 0 }

// ready reports whether what is known of its conns is all that there will be.
func (c *connection) ready() bool { return c.whole() || c.known() && c.refused() }

// tell tells what is held of a connection, or counts it where its beginning was not seen;
// of one that nobody was told of, it does nothing.
func (h *held) tell(c *connection) {
	if !c.known() {
		return
	}
	missed := c.dropped
	c.dropped = 0
	for _, w := range c.waiting {
		if w.done {
			continue
		}
		h.end(w)
		if !c.begun {
			missed++
			continue
		}
		w.From, w.To = c.conns[0], c.conns[1]
		if w.from != c.route.from {
			w.From, w.To = w.To, w.From
		}
		h.told(w.Segment)
	}
	c.waiting = nil
	if missed > 0 {
		h.lost(missed)
	}
}

// learn ties a conn of which it was told at a time of the run's clock.
func (h *held) learn(c lab.Conn, at int64) {
	local, remote := endOf(c.Local), endOf(c.Remote)
	switch {
	case !c.Transport.Connects() && local.IsValid():
		h.udp.learn(c, local, at)
	case c.Transport.Connects() && local.IsValid() && remote.IsValid():
		h.tie(c.ID, local, remote, at)
	case c.Transport.Connects() && local.IsValid():
		h.calls.locals[c.ID] = local
	}
}

// tie finds the connection that was begun last before the conn was told of.
func (h *held) tie(conn int, local, remote netip.AddrPort, at int64) {
	r := ordered(local, remote)
	once := tie{conn, route{local, remote}}
	if h.tied[once] || len(h.tied) >= mostTies {
		return
	}
	h.tied[once] = true
	c := h.tcp[r]
	for c != nil && c.at > at {
		c = c.before
	}
	if c == nil { // it was begun before all that was seen
		c = &connection{route: r, numbers: flows{}}
		if h.tcp[r] != nil {
			return
		}
		h.tcp[r] = c
	}
	switch {
	case local == remote:
		c.conns = [2]int{conn, conn}
	case local == r.from && c.conns[0] == 0:
		c.conns[0] = conn
	case local == r.to && c.conns[1] == 0:
		c.conns[1] = conn
	}
	if c.ready() || !c.begun {
		h.tell(c)
	}
}

// settle tells the datagrams whose ends are known by now, and lets go of what is too old or
// too much.
func (h *held) settle(now int64) {
	h.tieAttempts(now)
	kept := h.queue[:0]
	for _, w := range h.queue {
		switch {
		case w.done:
		case w.of == nil && h.datagram(w):
			h.end(w)
		case w.At < now-int64(HeldFor) || h.count > h.most:
			h.let(w)
		default:
			kept = append(kept, w)
		}
	}
	clear(h.queue[len(kept):])
	h.queue = kept
	for r, c := range h.tcp {
		c.forget()
		if len(c.waiting) == 0 && c.before == nil && (!c.known() || c.begun && c.numbers.over() && c.last < now-int64(restsFor)) {
			delete(h.tcp, r)
		}
	}
}

// forget drops what is no longer held.
func (c *connection) forget() {
	n := 0
	for n < len(c.waiting) && c.waiting[n].done {
		n++
	}
	c.waiting = c.waiting[n:]
	if c.before != nil {
		if c.before.forget(); len(c.before.waiting) == 0 {
			c.before = c.before.before
		}
	}
}

// datagram tells one whose ends are known and reports whether it did.
func (h *held) datagram(w *waiting) bool {
	from, to := h.udp.at(w.from, w.At), h.udp.at(w.to, w.At)
	if from == nil || to == nil || from.Outside && to.Outside {
		return false
	}
	w.From, w.To = from.ID, to.ID
	h.told(w.Segment)
	return true
}

// let lets go of one that is too old or one too many: what is known of it is told, or
// counted.
func (h *held) let(w *waiting) {
	if c := w.of; c != nil {
		if h.tell(c); !w.done {
			h.end(w)
			c.dropped++
		}
		return
	}
	h.end(w)
	from, to := h.udp.at(w.from, w.At), h.udp.at(w.to, w.At)
	switch {
	case from != nil && !from.Outside:
		w.From = from.ID
		h.told(w.Segment)
	case to != nil && !to.Outside:
		h.lost(1)
	}
}

// flush tells what is known at the end.
func (h *held) flush() {
	for _, w := range h.queue {
		if !w.done {
			h.let(w)
		}
	}
	h.queue = nil
}

// over reports whether nothing more is to come of the connections that were told of.
func (h *held) over() bool {
	for _, c := range h.tcp {
		if c.known() && c.begun && !c.numbers.over() {
			return false
		}
	}
	return true
}

// endOf reads an address as a conn has it; not valid where it has none of IP. A socket of
// IPv6 that IPv4 clients connect to has mapped ones.
func endOf(text string) netip.AddrPort {
	at, err := netip.ParseAddrPort(text)
	if err != nil {
		return netip.AddrPort{}
	}
	if at.Addr() == netip.IPv6Unspecified() {
		return netip.AddrPortFrom(netip.IPv4Unspecified(), at.Port())
	}
	return netip.AddrPortFrom(at.Addr().Unmap(), at.Port())
}
