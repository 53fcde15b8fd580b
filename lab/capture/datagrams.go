package capture

import (
	"math"
	"net/netip"
	"slices"

	"stickylab/lab"
)

// datagrams are the sockets that have no connection, by their addresses.
type datagrams struct {
	socks  map[netip.AddrPort][]*addressed
	byConn map[int]*addressed
	opened map[int]int64 // by conn, when the call began that may have given it its address
}

// addressed is a socket and the time in which the address was its own: from began up to
// ended, of the run's clock.
type addressed struct {
	lab.Conn
	began, ended int64
}

func newDatagrams() datagrams {
	return datagrams{socks: map[netip.AddrPort][]*addressed{}, byConn: map[int]*addressed{}, opened: map[int]int64{}}
}

// opens reports whether a call may give a socket its address.
func opens(c lab.Call) bool { return c == lab.CallBind || c == lab.CallConnect || c.Sends() }

// learn enters a socket once it has an address. One of a program outside is nothing but an
// address, which it had all along; what goes between two of those is nobody's here.
func (d *datagrams) learn(c lab.Conn, local netip.AddrPort, at int64) {
	if s := d.byConn[c.ID]; s != nil {
		s.Conn = c
		return
	}
	s := &addressed{Conn: c, began: at, ended: math.MaxInt64}
	if began, is := d.opened[c.ID]; is {
		s.began = min(at, began)
	}
	if c.Outside {
		s.began = math.MinInt64
	}
	d.byConn[c.ID] = s
	d.socks[local] = append(d.socks[local], s)
}

// called notes a call. One that gave the socket its address began before that was known;
// one behind a close shows that another descriptor was left.
func (d *datagrams) called(c called) {
	s := d.byConn[c.conn]
	if c.closed {
		if s != nil {
			s.ended = c.end
		}
		return
	}
	if _, is := d.opened[c.conn]; !is {
		d.opened[c.conn] = c.start
		if s != nil {
			s.began = min(s.began, c.start)
		}
	}
	if s != nil && c.start > s.ended {
		s.ended = math.MaxInt64
	}
}

// at is the socket that had an address at a time, nil where none is known: one that
// has just this, else one that has it at every address of the machine.
func (d *datagrams) at(where netip.AddrPort, then int64) *addressed {
	for _, one := range []netip.AddrPort{where, netip.AddrPortFrom(netip.IPv4Unspecified(), where.Port())} {
		for _, s := range slices.Backward(d.socks[one]) {
			if s.began <= then && then < s.ended && (s.Transport.IPv6() || where.Addr().Is4()) {
				return s
			}
		}
	}
	return nil
}
