package findings

import (
	"sort"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// Grounds has the events of a run ready to say what its verdicts rest on. It
// must not be used by two at once, nor the events be changed while it is.
type Grounds struct {
	known    lab.Conns
	events   []lab.Event
	segments []lab.Segment
	origins  map[int][]lab.Origin
	streams  map[int]*stream // by the conn that sends
	conns    map[int]*conn
}

// stream is what became of the bytes, or datagrams, that a conn sent.
type stream struct {
	conn     int
	sends    []*lab.Event      // in the order of their bytes
	samples  []boundary.Sample // in the order of their events
	reach    []int64           // the farthest that had left at each sample or before
	shut     int               // Seq of the first shutdown for writing, or of the close; 0 without one
	whole    int32             // data segments that had brought all of it then, 0 if not all had come
	wholeAt  int               // Seq of the event that tells so
	sent     int64             // bytes that the kernel took
	got      int64             // bytes of them that were received
	last     int               // Seq of the last receive
	receiver int               // the conn that receives, 0 if none is known
	recvs    []*lab.Event      // in the order of their bytes; TCP only
	held     []Held            // sends of which bytes stayed unsent, in the order of their events
}

// conn is what is told of a socket beside its stream.
type conn struct {
	peer    int
	closed  int   // Seq of its close, 0 without one
	broken  int   // Seq of the first call that told of a broken connection
	strays  bool  // it received bytes of unknown origin
	drops   int32 // datagrams that were dropped, as the last probe counted
	said    int   // Seq of the event that has that count
	resent  int32 // segments that it sent again, as the last probe counted
	told    int   // Seq of the event that has that count
	listens bool
	corked  bool // TCP_CORK is set, as of the events so far
	nodelay bool // TCP_NODELAY is
}

// NewGrounds looks through the events of a run, and the segments that were
// captured of it, if any were.
func NewGrounds(conns lab.Conns, events []lab.Event, segments []lab.Segment) *Grounds {
	g := &Grounds{
		known: conns, events: events, segments: segments, origins: boundary.Origins(conns, events),
		streams: map[int]*stream{}, conns: map[int]*conn{},
	}
	for i := range events {
		g.take(&events[i])
	}
	for _, s := range g.streams {
		sort.SliceStable(s.sends, func(i, j int) bool { return s.sends[i].Off < s.sends[j].Off })
	}
	return g
}

// transport returns that of a conn.
func (g *Grounds) transport(conn int) lab.Transport { return g.known.ConnOf(conn).Transport }

func (g *Grounds) stream(of int) *stream {
	s := g.streams[of]
	if s == nil {
		s = &stream{conn: of}
		g.streams[of] = s
	}
	return s
}

func (g *Grounds) conn(id int) *conn {
	c := g.conns[id]
	if c == nil {
		c = &conn{peer: -1}
		g.conns[id] = c
	}
	return c
}

func (g *Grounds) take(e *lab.Event) {
	if e.Conn == 0 {
		return
	}
	c := g.conn(e.Conn)
	c.peer = e.Peer
	switch {
	case e.Call.Sends():
		g.send(e)
	case e.Call.Receives():
		g.receive(e, c)
	case (e.Call == lab.CallAccept || e.Call == lab.CallConnect) && e.FarConn != 0:
		g.stream(e.Conn).receiver, g.stream(e.FarConn).receiver = e.FarConn, e.Conn
		if e.Call == lab.CallAccept {
			g.inherit(c)
		}
	case e.Call == lab.CallListen:
		c.listens = true
	case e.Call == lab.CallSetOption:
		c.setting(e)
	case boundary.Ends(e):
		g.end(e, c)
	}
	if c.broken == 0 && (e.Err == lab.ErrReset || e.Err == lab.ErrBrokenPipe) {
		c.broken = e.Seq
	}
	g.probed(e)
}

func (g *Grounds) send(e *lab.Event) {
	s := g.stream(e.Conn)
	s.sends = append(s.sends, e)
	s.sent += int64(e.Got)
	if e.FarConn != 0 {
		s.receiver = e.FarConn
	}
	g.hold(s, e)
}

func (g *Grounds) receive(e *lab.Event, c *conn) {
	if e.Peek {
		return // it took nothing
	}
	if e.Stream == 0 {
		c.strays = c.strays || e.Err == "" && e.Got > 0
		return
	}
	s := g.stream(e.Stream)
	s.got += int64(e.Got)
	s.last, s.receiver = e.Seq, e.Conn
	if e.Got > 0 && g.transport(e.Conn) == lab.TCP {
		s.recvs = append(s.recvs, e)
	}
}

// end takes the close or the shutdown of a sender, see flow.ended.
func (g *Grounds) end(e *lab.Event, c *conn) {
	if e.Call == lab.CallClose && c.closed == 0 {
		c.closed = e.Seq
	}
	s := g.stream(e.Conn)
	if s.shut == 0 {
		s.shut = e.Seq
	}
	if e.Far != nil && s.got+int64(e.Far.InQ) == s.sent && s.whole == 0 {
		s.whole, s.wholeAt = e.Far.SegsIn, e.Seq
	}
}

// probed keeps the counts of an event's probes. A far probe tells of a stream
// only when a receive asked for it: else its moment is not known.
func (g *Grounds) probed(e *lab.Event) {
	g.counted(e.Seq, e.Conn, e.Probe)
	g.counted(e.Seq, e.FarConn, e.Far)
	if !g.transport(e.Conn).Stream() {
		return
	}
	if boundary.Sampled(e.Probe) {
		g.sample(e.Seq, e.Conn, e.Probe)
	}
	if e.Call.Receives() && boundary.Sampled(e.Far) {
		g.sample(e.Seq, e.FarConn, e.Far)
	}
}

func (g *Grounds) sample(seq, of int, p *lab.Probe) {
	s := g.stream(of)
	one := boundary.NewSample(seq, p, s.sent, s.shut > 0)
	far := one.Left
	if n := len(s.reach); n > 0 {
		far = max(far, s.reach[n-1])
	}
	s.samples, s.reach = append(s.samples, one), append(s.reach, far)
}

func (g *Grounds) counted(seq, id int, p *lab.Probe) {
	if p == nil || id == 0 {
		return
	}
	c := g.conn(id)
	if p.Drops > c.drops {
		c.drops, c.said = p.Drops, seq
	}
	if p.Retrans > c.resent {
		c.resent, c.told = p.Retrans, seq
	}
}

// event gives the event with the Seq, nil if there is none.
func (g *Grounds) event(seq int) *lab.Event {
	if seq < 1 || seq > len(g.events) || g.events[seq-1].Seq != seq {
		return nil
	}
	return &g.events[seq-1]
}
