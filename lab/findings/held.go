package findings

import (
	"sort"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// Hold says for what the bytes of a send waited in the send queue, as far as
// the kernel's numbers right after it tell.
type Hold uint8

// The holds.
const (
	// HoldUnknown: the numbers do not tell.
	HoldUnknown Hold = iota
	// HoldNagle: less than a segment, and some not acknowledged, so Nagle's
	// algorithm has it wait for the acknowledgement (RFC 9293 3.7.4).
	HoldNagle
	// HoldWindow: as many segments as the congestion window allows were on
	// their way.
	HoldWindow
	// HoldCork: the program asked for it, with TCP_CORK or MSG_MORE (tcp(7)).
	HoldCork

	holds = iota
)

// Held is what was measured of a send after which bytes of it stayed unsent.
type Held struct {
	Seq                        int   // the send
	Unsent                     int32 // bytes in the send queue that had not been sent
	Unacked, Cwnd, SegmentSize int32 // of the same probe: segments, segments, bytes
	Hold                       Hold
	// Taken is the receive that took its last byte, nil if none did. WaitNs is
	// the time from the end of the send to the end of that receive: no less
	// than the byte waited.
	Taken  *lab.Event
	WaitNs int64
}

// hold notes a send after which bytes of it stayed unsent; the stream has been
// told of the send. One that the lab ended never returned.
func (g *Grounds) hold(s *stream, e *lab.Event) {
	if g.transport(e.Conn) != lab.TCP || e.Got == 0 || e.Err == lab.ErrStopped || !boundary.Sampled(e.Probe) || e.Probe.Unsent <= 0 {
		return
	}
	p := e.Probe
	s.held = append(s.held, Held{
		Seq: e.Seq, Unsent: p.Unsent, Unacked: p.Unacked, Cwnd: p.Cwnd, SegmentSize: p.MSS,
		Hold: holdOf(p, s.sent-s.got, g.conn(e.Conn).corked || e.More, g.conn(e.Conn).nodelay),
	})
}

// holdOf names what the numbers of a probe tell; untaken counts the bytes of
// the stream that the other program had not taken. Both Nagle's algorithm and
// TCP_CORK hold back only what does not fill a segment. A receiver that has
// not even a segment to read has room for one, so it is not its window that
// is full: no segment is larger than half of that.
func holdOf(p *lab.Probe, untaken int64, corked, nodelay bool) Hold {
	partial := p.Unsent < p.MSS
	switch {
	case partial && corked:
		return HoldCork
	case p.Cwnd > 0 && p.Unacked >= p.Cwnd:
		return HoldWindow
	case partial && !nodelay && p.Unacked > 0 && p.Cwnd > 0 && untaken < int64(p.MSS):
		return HoldNagle
	}
	return HoldUnknown
}

// setting takes an option that tells for what bytes are held.
func (c *conn) setting(e *lab.Event) {
	switch {
	case e.Err != "":
	case e.Option == "cork":
		c.corked = e.Arg != 0
	case e.Option == "nodelay":
		c.nodelay = e.Arg != 0
	}
}

// inherit gives an accepted socket the options of its listener, as Linux does.
// Which of its peer's it is, is not known: mostly there is one.
func (g *Grounds) inherit(c *conn) {
	for _, l := range g.conns {
		if l.listens && l.peer == c.peer {
			c.corked, c.nodelay = c.corked || l.corked, c.nodelay || l.nodelay
		}
	}
}

// wait gives what was measured of a send that was held, with who took it.
func (g *Grounds) wait(s *stream, h Held) Held {
	e := g.event(h.Seq)
	end := e.Off + int64(e.Got)
	i := sort.Search(len(s.recvs), func(i int) bool { return s.recvs[i].Off+int64(s.recvs[i].Got) >= end })
	if i < len(s.recvs) && s.recvs[i].Off < end {
		h.Taken = s.recvs[i]
		h.WaitNs = max(h.Taken.End-e.End, 0)
	}
	return h
}

// heldOf gives what was measured of one send; false if nothing of it was held.
func (g *Grounds) heldOf(e *lab.Event) (Held, bool) {
	s := g.stream(e.Conn)
	i := sort.Search(len(s.held), func(i int) bool { return s.held[i].Seq >= e.Seq })
	if i == len(s.held) || s.held[i].Seq != e.Seq {
		return Held{}, false
	}
	return g.wait(s, s.held[i]), true
}

// lookAtHeld tells of each socket whose sends left bytes in the send queue, by
// the one that took longest to be received.
func (f *finder) lookAtHeld() {
	for _, id := range f.ids() {
		s := f.stream(id)
		if len(s.held) == 0 {
			continue
		}
		longest, most := f.wait(s, s.held[0]), s.held[0].Unsent
		var counts [holds]int
		for _, h := range s.held {
			if counts[h.Hold]++; h.Unsent > most {
				most = h.Unsent
			}
			if h = f.wait(s, h); h.Taken != nil && (longest.Taken == nil || h.WaitNs > longest.WaitNs) {
				longest = h
			}
		}
		found := f.add(KindHeld, f.event(longest.Seq))
		found.Messages, found.Whole, found.Holds = len(s.held), int(most), counts
		if longest.Taken != nil {
			found.WaitNs = longest.WaitNs
		}
	}
}
