// Package follow follows the TCP connections of a capture file: what each side sent, in
// order, and what the file lacks of it. Bytes on either side of a gap are never joined.
//
// The few headers that lead to TCP are read here. gopacket knows hundreds, and fills its
// tables whether a capture is read or not: 3 MB of memory as the lab starts, and 1 MB of
// the file. It is the witness that the tests hold this reader against.
package follow

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"time"
)

// Limits of a capture; what is over one is counted and not followed.
const (
	// MaxPackets is the most packets that are read, MaxBytes the most bytes of them.
	MaxPackets = 200_000
	MaxBytes   = 64 << 20
	// MaxConns is the most connections, MaxRuns the most pieces that gaps make of what
	// one side sent.
	MaxConns = 500
	MaxRuns  = 64
)

// Capture is what a file has of TCP.
type Capture struct {
	// Packets counts the packets that were read, Other those that are no TCP or cannot
	// be read, Fragments those of IP that are not put together again, Cut those of which
	// the file has only the beginning.
	Packets, Other, Fragments, Cut int
	// Conns are the connections by the time of their first packet; More counts packets
	// of those over MaxConns.
	Conns []*Conn
	More  int
	// Full: a limit ended the reading. Broken says where the file is broken, nil where
	// it is not.
	Full   bool
	Broken *Error
}

// Conn is a connection.
type Conn struct {
	First time.Time
	// Ways are what the two sides sent; the first is that of the side that connected or,
	// where that was not seen, of the one seen first.
	Ways [2]Way
}

// Way is what one side of a connection sent.
type Way struct {
	From, To netip.AddrPort
	// SYN: its beginning was seen. FIN, RST: its end was.
	SYN, FIN, RST bool
	// Packets counts those with bytes. Repeated bytes came more than once, Differing
	// ones were others the second time: the first are kept.
	Packets, Repeated, Differing int
	// Runs are the bytes without gaps, in order; Lost counts the runs over MaxRuns.
	Runs []Run
	Lost int

	segments []segment
	initial  uint32 // the sequence number of the SYN, or of the byte seen first
	started  bool
	far      int64 // the offset behind the farthest byte
}

// Run is bytes that follow each other, from an offset in what the side sent: the offset
// is from the first byte seen, where the beginning was not.
type Run struct {
	At   int64
	Data []byte
}

// Bytes counts what was seen of a way.
func (w *Way) Bytes() (n int) {
	for _, r := range w.Runs {
		n += len(r.Data)
	}
	return n
}

// Read follows the connections of a capture. The error is an *Error: the file is no
// capture, or has nothing that can be followed.
func Read(data []byte) (*Capture, error) {
	source, fault := open(data)
	if fault != nil {
		return nil, fault
	}
	f := follower{conns: map[key]*Conn{}}
	seen := 0
	for {
		p, err := source.next()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				f.Broken = &Error{Kind: "broken", Packet: f.Packets + 1, Cause: err}
			}
			break
		}
		if seen += len(p.data); f.Packets == MaxPackets || seen > MaxBytes {
			f.Full = true
			break
		}
		f.Packets++
		if p.cut {
			f.Cut++
		}
		f.packet(p)
	}
	if f.Packets == 0 && f.Broken != nil {
		return nil, f.Broken
	}
	for _, c := range f.Conns {
		for i := range c.Ways {
			c.Ways[i].join()
		}
	}
	if len(f.Conns) == 0 {
		return nil, &Error{Kind: "none", Packet: f.Packets}
	}
	return &f.Capture, nil
}

// key names a connection by its ends, the lower one first.
type key struct{ low, high netip.AddrPort }

// follower makes a Capture.
type follower struct {
	Capture
	conns map[key]*Conn // the latest of its ends
}

// packet takes one packet.
func (f *follower) packet(p packet) {
	segment, what := dissect(p.data, p.link)
	switch what {
	case foundOther:
		f.Other++
	case foundFragment:
		f.Fragments++
	case foundTCP:
		if w := f.way(&segment, p.at); w != nil {
			w.take(&segment)
		}
	}
}

// way finds the way of a segment; nil when there are too many connections. A SYN with
// another number than before begins another connection of the same ends.
func (f *follower) way(s *tcp, at time.Time) *Way {
	from, to := s.from, s.to
	k := key{from, to}
	if from.Compare(to) > 0 {
		k = key{to, from}
	}
	c := f.conns[k]
	if c != nil && s.syn && !s.ack {
		if !c.from(from).begins(s.seq + 1) {
			c = nil
		}
	}
	if c == nil {
		if len(f.Conns) == MaxConns {
			f.More++
			return nil
		}
		c = &Conn{First: at, Ways: [2]Way{{From: from, To: to}, {From: to, To: from}}}
		if s.syn && s.ack {
			slices.Reverse(c.Ways[:])
		}
		f.conns[k] = c
		f.Conns = append(f.Conns, c)
	}
	return c.from(from)
}

// nearBegin is how far in front of the bytes that were seen a SYN may be which was
// captured late.
const nearBegin = 64 << 10

// begins reports whether a way may begin at a sequence number.
func (w *Way) begins(seq uint32) bool {
	if w.started && !w.SYN {
		return w.initial-seq < nearBegin
	}
	return !w.started || w.initial == seq
}

// from is the way of a side. Where both ends are the same it is the first.
func (c *Conn) from(end netip.AddrPort) *Way {
	if c.Ways[0].From == end {
		return &c.Ways[0]
	}
	return &c.Ways[1]
}

// Places lists the runs of all connections, those with the most bytes of a connection
// first where nothing else is chosen.
func (c *Capture) Places() (all []Place) {
	for i, conn := range c.Conns {
		for j := range conn.Ways {
			way := &conn.Ways[j]
			for k := range way.Runs {
				all = append(all, Place{i, j, k})
			}
		}
	}
	return all
}

// Place is a run: the numbers of its connection, its way and itself.
type Place struct{ Conn, Way, Run int }

// String writes a place as ParsePlace reads it.
func (p Place) String() string { return fmt.Sprintf("%d.%d.%d", p.Conn, p.Way, p.Run) }

// Find returns the place of that text and its run; the longest run where there is none.
func (c *Capture) Find(text string) (Place, Run) {
	places := c.Places()
	if len(places) == 0 {
		return Place{}, Run{}
	}
	at := slices.IndexFunc(places, func(p Place) bool { return p.String() == text })
	if at < 0 {
		longest := slices.MaxFunc(places, func(a, b Place) int { return cmp.Compare(len(c.run(a).Data), len(c.run(b).Data)) })
		return longest, c.run(longest)
	}
	return places[at], c.run(places[at])
}

func (c *Capture) run(p Place) Run { return c.Conns[p.Conn].Ways[p.Way].Runs[p.Run] }
