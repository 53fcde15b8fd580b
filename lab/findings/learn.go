package findings

import (
	"context"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// learner makes an Analysis of a run's rows.
type learner struct {
	*Analysis
	untaken map[int]int // the Seq of a conn's last receive, until a decoder takes it
}

// learn reads the run once, for its streams, conns and peers.
func (a *Analysis) learn(ctx context.Context, run Run) error {
	l := learner{a, map[int]int{}}
	for e, err := range run.Events(ctx, 1) {
		if err != nil {
			return err
		}
		l.take(e)
	}
	if err := l.segments(ctx, run); err != nil {
		return err
	}
	for _, s := range a.streams {
		s.finish()
	}
	return nil
}

func (l *learner) segments(ctx context.Context, run Run) error {
	order := 0
	for s, err := range run.Segments(ctx) {
		if err != nil {
			return err
		}
		if order++; s.Len > 0 && s.Seq >= 0 && s.From != 0 {
			l.streamOf(s.From).carriers.add(carrier{Segment: *s, order: order})
		}
	}
	return nil
}

// streamOf is stream for one that is about to be changed.
func (l *learner) streamOf(conn int) *stream {
	s := l.streams[conn]
	if s == nil {
		s = &stream{conn: conn}
		l.streams[conn] = s
	}
	return s
}

// connOf is conn for one that is about to be changed.
func (l *learner) connOf(id int) *conn {
	c := l.conns[id]
	if c == nil {
		c = &conn{peer: -1}
		l.conns[id] = c
	}
	return c
}

func (l *learner) peerOf(index int) *peer {
	p := l.peers[index]
	if p == nil {
		p = &peer{}
		l.peers[index] = p
	}
	return p
}

func (l *learner) take(e *lab.Event) {
	l.events = e.Seq
	if e.Call != lab.CallClose {
		l.peerOf(e.Peer).stopped = e.Err == lab.ErrStopped
	}
	l.decoded(e)
	if e.Conn == 0 {
		return
	}
	c := l.connOf(e.Conn)
	c.peer = e.Peer
	if e.Call == lab.CallBind || e.Call == lab.CallConnect {
		l.boundTo(e, c)
	}
	switch {
	case e.Call.Sends():
		l.sent(e, c)
	case e.Call.Receives() && !e.Peek:
		l.received(e, c)
	case (e.Call == lab.CallAccept || e.Call == lab.CallConnect) && e.FarConn != 0:
		l.streamOf(e.Conn).receiver, l.streamOf(e.FarConn).receiver = e.FarConn, e.Conn
		if e.Call == lab.CallAccept {
			c.inherit(l.peerOf(e.Peer).listeners)
		}
	case e.Call == lab.CallListen:
		l.listens(e, c)
	case e.Call == lab.CallSetOption:
		c.setOption(e)
	case boundary.Ends(e):
		l.ended(e, c)
	}
	if c.broken.seq == 0 && (e.Err == lab.ErrReset || e.Err == lab.ErrBrokenPipe) {
		c.broken = failed{e.Seq, e.Call, e.Err}
	}
	l.probed(e)
}

// decoded marks the receive that a decoder took: the last one of its conn.
func (l *learner) decoded(e *lab.Event) {
	switch {
	case e.Call.Receives() && !e.Peek:
		l.untaken[e.Conn] = e.Seq
	case e.Call == lab.CallDecode:
		if seq := l.untaken[e.Conn]; seq != 0 {
			l.fed.set(seq)
		}
		delete(l.untaken, e.Conn)
	}
}

func (l *learner) sent(e *lab.Event, c *conn) {
	s := l.streamOf(e.Conn)
	if s.sends.len() == 0 && s.before.Seq > 0 {
		s.samples.add(sample{Sample: s.before})
	}
	s.sends.add(send{seq: e.Seq, off: e.Off, got: e.Got, asked: e.Asked, head: e.Head, continues: e.Continues})
	s.sent += int64(e.Got)
	s.heads = s.heads || e.Head > 0
	if e.FarConn != 0 {
		s.receiver = e.FarConn
	}
	if l.transport(e.Conn).IsTCP() {
		s.hold(e, c)
	}
}

func (l *learner) received(e *lab.Event, c *conn) {
	if e.Stream == 0 {
		c.strays = c.strays || e.Err == "" && e.Got > 0
		l.strays = l.strays || c.strays
		return
	}
	s := l.streamOf(e.Stream)
	s.got += int64(e.Got)
	s.last, s.receiver, c.from = e.Seq, e.Conn, e.Stream
	if l.transport(e.Conn).IsTCP() && e.Got > 0 {
		s.takes.add(take{e.Seq, e.Off, e.Got, e.End})
	}
}

// ended records the close or the shutdown of a sender.
func (l *learner) ended(e *lab.Event, c *conn) {
	if e.Call == lab.CallClose && c.closed == 0 {
		c.closed = e.Seq
		c.cut = e.Cut || e.Step == 0 && l.peerOf(e.Peer).stopped // older traces do not mark it
	}
	s := l.streamOf(e.Conn)
	if s.shut == 0 {
		s.shut = e.Seq
	}
	if from := l.streams[c.from]; from != nil && e.Arrived() > 0 {
		from.came, from.cameAt = e.Arrived(), e.Seq
	}
	if e.Far != nil && s.got+int64(e.Far.InQ) == s.sent && s.allSegs == 0 {
		s.allSegs, s.allSegsAt = e.Far.SegsIn, e.Seq
	}
}

// probed keeps the counts of an event's probes. The far probe is a sample of a
// stream only where a receive asked for it: else its moment is not known.
func (l *learner) probed(e *lab.Event) {
	l.counted(e.Seq, e.Conn, e.Probe)
	l.counted(e.Seq, e.FarConn, e.Far)
	if boundary.Sampled(e.Probe) && l.transport(e.Conn).Stream() {
		l.streamOf(e.Conn).sample(e.Seq, e.Probe)
	}
	if e.Call.Receives() && boundary.Sampled(e.Far) && l.transport(e.FarConn).Stream() {
		l.streamOf(e.FarConn).sample(e.Seq, e.Far)
	}
}

func (l *learner) counted(seq, id int, p *lab.Probe) {
	if p == nil || id == 0 {
		return
	}
	c := l.connOf(id)
	if p.Drops > c.drops {
		c.drops, c.dropsAt = p.Drops, seq
	}
	c.limited = max(c.limited, p.Limited)
	if p.Retrans > c.resent {
		c.resent, c.resentAt = p.Retrans, seq
	}
}

// sample adds a sample. Of those before the first send only the last matters.
func (s *stream) sample(seq int, p *lab.Probe) {
	one := boundary.NewSample(seq, p, s.sent, s.shut > 0)
	if s.sends.len() == 0 {
		s.before = one
		return
	}
	s.samples.add(sample{Sample: one})
}
