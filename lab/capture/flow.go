package capture

import (
	"net/netip"

	"stickylab/lab"
)

// flows are the TCP connections seen in a run, both directions of each.
type flows map[route]*direction

// route is one direction of a connection.
type route struct{ from, to netip.AddrPort }

// direction is what one end of a connection sent.
type direction struct {
	back  *direction // the other direction
	first uint32     // sequence number of the first byte of data
	known bool       // first is known: the SYN was seen
	end   int64      // offset behind the last byte seen
	scale int        // of the windows that it offers, -1 without one
	fin   int64      // offset of the FIN, -1 before
	acked int64      // largest offset that the other end acknowledged
	reset bool       // it sent a RST
}

// number turns the header's numbers into offsets and fills in a segment.
func (f flows) number(h header, s *lab.Segment) {
	d := f.direction(route{h.from, h.to})
	d.learn(h)
	s.Flags = h.flags
	s.Seq, s.Ack = d.offset(h.seq), -1
	if h.flags&lab.SYN != 0 {
		s.Seq = -1
	}
	if h.flags&lab.ACK != 0 {
		s.Ack = d.back.offset(h.ack)
		d.back.acked = max(d.back.acked, s.Ack)
	}
	s.Window = h.window << d.shift(h)
	d.end = max(d.end, s.Seq+int64(h.length))
	if h.flags&lab.FIN != 0 {
		d.fin = s.Seq + int64(h.length)
	}
	d.reset = d.reset || h.flags&lab.RST != 0
}

func (f flows) direction(r route) *direction {
	if d := f[r]; d != nil {
		return d
	}
	d, back := &direction{}, &direction{}
	if r.from == r.to { // a socket connected to itself
		back = d
	}
	d.back, back.back = back, d
	d.forget()
	back.forget()
	f[r] = d
	f[route{r.to, r.from}] = back
	return d
}

// forget makes the direction ready for a new connection.
func (d *direction) forget() { *d = direction{back: d.back, fin: -1, scale: -1} }

// learn takes the first sequence number from a SYN. One with another number
// than before begins a new connection between the same ports.
func (d *direction) learn(h header) {
	first := h.seq + 1
	if h.flags&lab.SYN == 0 || d.known && d.first == first {
		return
	}
	if d.known && h.flags&lab.ACK == 0 {
		d.back.forget()
	}
	d.forget()
	d.first, d.known, d.scale = first, true, h.scale
}

// offset counts from the first byte of data. Sequence numbers begin again
// after 4 GiB (RFC 9293 3.4): the offset nearest to the last is meant. Without
// a SYN nothing was sent, and all there can be is a RST.
func (d *direction) offset(seq uint32) int64 {
	if !d.known {
		return 0
	}
	return d.end + int64(int32(seq-d.first-uint32(d.end)))
}

// shift is by how much a window is scaled: not at all in a SYN, nor unless both
// ends offered to (RFC 7323 2.2).
func (d *direction) shift(h header) int {
	if h.flags&lab.SYN != 0 || d.scale < 0 || d.back.scale < 0 {
		return 0
	}
	return d.scale
}

// over reports whether nothing more is to come of any connection, once the
// sockets are closed.
func (f flows) over() bool {
	for _, d := range f {
		if !d.over() {
			return false
		}
	}
	return true
}

// over: a connection that nobody answered, that was reset, or whose two FINs
// are acknowledged.
func (d *direction) over() bool {
	if d.reset || d.back.reset || !d.known || !d.back.known {
		return true
	}
	return d.closed() && d.back.closed()
}

func (d *direction) closed() bool { return d.fin >= 0 && d.acked > d.fin }
