package findings

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
)

// Hold is what the bytes of a send waited for in the send queue, as far as the
// kernel's numbers right after it show.
type Hold uint8

// The holds.
const (
	// HoldUnknown: the numbers do not show it.
	HoldUnknown Hold = iota
	// HoldNagle: less than a segment, and some not acknowledged, so Nagle's
	// algorithm has it wait for the acknowledgement (RFC 9293 3.7.4).
	HoldNagle
	// HoldWindow: as many segments as the congestion window allows were on
	// their way.
	HoldWindow
	// HoldReceiver: the receiver's window had no room for the next segment (RFC 9293
	// 3.8.6).
	HoldReceiver
	// HoldOpen: both windows had room, and the numbers do not show what else it was.
	HoldOpen
	// HoldCork: the program asked for it, with TCP_CORK or MSG_MORE (tcp(7)).
	HoldCork

	// Holds is how many there are.
	Holds = iota
)

// hold keeps a send after which bytes of it stayed unsent; the stream counts
// the send already. One that the end of the run cut off never returned.
func (s *stream) hold(e *lab.Event, c *conn) {
	p := e.Probe
	if e.Got == 0 || e.Err == lab.ErrStopped || !boundary.Sampled(p) || p.Unsent <= 0 {
		return
	}
	why := holdOf(p, s.sent-s.got, c.corked || e.More, c.nodelay)
	s.held.add(held{e.Seq, e.Off + int64(e.Got), e.End, p.Unsent, why})
	if why == HoldReceiver && (!c.windowed || p.Window < c.window) {
		c.window, c.windowed = p.Window, true
	}
}

// holdOf names what the numbers of a probe show; untaken counts the bytes of
// the stream that the other program had not taken. Both Nagle's algorithm and
// TCP_CORK hold back only what does not fill a segment. Where the receiver's
// window was not measured, one that has not even a segment to read has room for one,
// so it is not its window that is full: no segment is larger than half of that.
func holdOf(p *lab.Probe, untaken int64, corked, nodelay bool) Hold {
	partial := p.Unsent < p.MSS
	switch {
	case partial && corked:
		return HoldCork
	case p.Cwnd > 0 && p.Unacked >= p.Cwnd:
		return HoldWindow
	case p.Window >= 0 && windowLeft(p) < min(p.Unsent, p.MSS):
		return HoldReceiver
	case partial && !nodelay && p.Unacked > 0 && p.Cwnd > 0 && (p.Window >= 0 || untaken < int64(p.MSS)):
		return HoldNagle
	case p.Window >= 0 && p.Cwnd > 0:
		return HoldOpen
	}
	return HoldUnknown
}

// windowLeft is how many more bytes the receiver lets be sent: its window counts from
// the first byte that is not acknowledged.
func windowLeft(p *lab.Probe) int32 {
	return p.Window - max(p.OutQ-p.Unsent, 0)
}

// setOption keeps the options that decide what bytes are held for.
func (c *conn) setOption(e *lab.Event) {
	switch {
	case e.Err != "":
	case e.Option == "cork":
		c.corked = e.Arg != 0
	case e.Option == "nodelay":
		c.nodelay = e.Arg != 0
	}
}

// inherit copies the options of its listener to an accepted socket, as Linux does.
// Which of its peer's listeners it is, is not known: mostly there is one.
func (c *conn) inherit(listeners []*conn) {
	for _, l := range listeners {
		c.corked, c.nodelay = c.corked || l.corked, c.nodelay || l.nodelay
	}
}

// takenBy returns the receive that took the last byte of a send that was held,
// and how long that byte waited at most: from the end of the send to the end of
// the receive.
func (s *stream) takenBy(h held) (t take, waitNs int64, ok bool) {
	i := s.takes.search(func(t take) bool { return t.end() >= h.end })
	if i == s.takes.len() {
		return take{}, lab.Missing, false
	}
	if t = s.takes.at(i); t.off >= h.end {
		return take{}, lab.Missing, false
	}
	return t, max(t.endNs-h.endNs, 0), true
}

// heldBy is the finding about the sends of a conn that were held.
func (f *finder) heldBy(s *stream) Held {
	all := Held{Sends: s.held.len(), LongestNs: lab.Missing, Window: lab.Missing}
	seq := 0
	for i, h := range s.held.from(0) {
		all.ByHold[h.hold]++
		all.MostUnsent = max(all.MostUnsent, h.unsent)
		if _, ns, ok := s.takenBy(h); i == 0 || ok && ns > all.LongestNs {
			seq, all.LongestNs = h.seq, ns
		}
	}
	c := f.conn(s.conn)
	if all.LimitedNs = 1000 * int64(c.limited); c.windowed {
		all.Window = c.window
	}
	all.Where = f.where(f.event(seq))
	return all
}
