package findings

import (
	"cmp"

	"stickylab/lab"
)

// Loss is what became of what a conn sent.
type Loss struct {
	Conn     int
	Receiver int   // 0 when no socket ever stood at the other end
	Sent     int64 // bytes that the kernel took
	Received int64 // bytes of them that were received
	Last     int   // Seq of the last receive
	Closed   int   // Seq of the receiver's close, 0 without one
	// Drops counts the datagrams that the kernel dropped at the receiver, as of
	// the event DropsAt.
	Drops, DropsAt int
	// BrokenAt is the Seq of the first call of either end that found the
	// connection broken, 0 for none.
	BrokenAt   int
	BrokenCall lab.Call
	BrokenErr  string // its errno
}

// loss sums up what became of what a conn sent to another; 0 is nobody.
func (a *Analysis) loss(id, receiver int) Loss {
	s, broken := a.stream(id), a.conn(id).broken
	l := Loss{Conn: id, Receiver: receiver, Sent: s.sent, Received: s.got, Last: s.last}
	if receiver != 0 {
		far := a.conn(receiver)
		l.Closed, l.Drops, l.DropsAt = far.closed, int(far.drops), far.dropsAt
		if broken.seq == 0 || far.broken.seq > 0 && far.broken.seq < broken.seq {
			broken = far.broken
		}
	}
	l.BrokenAt, l.BrokenCall, l.BrokenErr = broken.seq, broken.call, broken.err
	return l
}

// unreachable reports whether the rest of the stream can no longer be received:
// its receiver has closed on its own or, where nobody has accepted, the listener
// has. A receive of unknown origin may have taken it, and those of an outside
// conn are not recorded.
func (a *Analysis) unreachable(s *stream) bool {
	sender := a.about.Conns.ConnOf(s.conn)
	if sender.Outside || a.about.Conns.ConnOf(cmp.Or(s.receiver, sender.Far)).Outside {
		return false
	}
	if s.receiver != 0 {
		return a.closed(s.receiver) && !a.conn(s.receiver).strays
	}
	return !a.strays && a.closed(cmp.Or(a.listener(s.conn), s.conn))
}

// closed reports whether a socket was closed by its program, and not because
// the end of the run cut the program off.
func (a *Analysis) closed(id int) bool {
	c := a.conn(id)
	return c.closed > 0 && !c.cut
}
