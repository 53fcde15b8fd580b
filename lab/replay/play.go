package replay

import (
	"cmp"
	"context"
	"slices"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/record"
)

// player appends the events of a file to a log as a run would have: in their
// order, each send announced before the first event that ended after the send
// began, as a receive may have its bytes before the send has its event.
type player struct {
	*file
	log    record.Recorder
	conns  lab.ConnTable
	frames map[int]frame // of the sends that are parts of a message, by their place
	sends  sends
	paired map[int]bool
	knows  bool // the file says where datagrams went
}

// play appends the peers, events and segments of the file to a log.
func (f *file) play(ctx context.Context, log record.Recorder, transport lab.Transport) error {
	p := &player{
		file: f, log: log, conns: lab.ConnTable{Default: transport},
		frames: framesOf(f.events), sends: newSends(f.events), paired: map[int]bool{},
	}
	p.enter()
	for i := range f.events {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.step(i)
		f.events[i] = lab.Event{} // the log has it
	}
	for _, s := range f.segments {
		log.Segment(s)
	}
	log.SegmentsLost(f.lost)
	return nil
}

// enter records what is known of peers and conns beside the events.
func (p *player) enter() {
	for _, peer := range p.peers {
		p.log.Peer(peer)
	}
	for _, c := range p.file.conns {
		p.conns.Add(c)
		p.log.Conn(c)
	}
	for _, c := range p.file.conns {
		if c.Far != 0 {
			p.pair(c.ID, c.Far)
		}
	}
	p.knows = slices.ContainsFunc(p.events, func(e lab.Event) bool { return e.FarConn != 0 && p.datagram(&e) })
}

// datagram reports whether an event is the send of one.
func (p *player) datagram(e *lab.Event) bool {
	return e.Call.Sends() && !p.conns.TransportOf(e.Conn).Stream()
}

// pair joins two conns, unless one of them has an end.
func (p *player) pair(a, b int) {
	if p.paired[a] || p.paired[b] || !p.conns.TransportOf(a).Connects() {
		return
	}
	p.paired[a], p.paired[b] = true, true
	p.log.Pair(a, b)
}

// step appends the event at a place.
func (p *player) step(i int) {
	e := &p.events[i]
	for _, send := range p.sends.before(e.End) {
		p.begin(send)
	}
	switch {
	case e.Call == lab.CallAccept && e.Err == "" && e.FarConn != 0:
		p.pair(e.Conn, e.FarConn)
	case e.Call.Receives() && e.Stream != 0:
		p.pair(e.Conn, e.Stream)
	}
	if e.Call.Receives() && e.Far != nil {
		p.log.Unsettled(e.Conn, e.Got, e.Probe) // the sender was probed for it
	}
	strip(e)
	p.log.Append(e)
	if e.Call.Sends() {
		if next, ok := p.sends.ended(e.Conn); ok {
			p.begin(next)
		}
	}
}

// strip takes from an event what follows from others, for the log to work out.
func strip(e *lab.Event) {
	e.Verdict, e.Joined = 0, lab.NotJoined
	if e.Call.Sends() || e.Call.Receives() {
		e.Off = 0
	}
}

// begin announces the send at a place.
func (p *player) begin(i int) {
	e := &p.events[i]
	piece := record.Piece{Data: e.Data, Head: e.Head}
	if p.datagram(e) {
		p.log.Begin(e.Conn, p.receiver(e), piece)
		return
	}
	piece.Whole = max(e.Asked, e.Got)
	if f, part := p.frames[i]; part {
		piece.Head, piece.Before, piece.Whole = f.head, f.before, f.whole
	}
	p.log.Begin(e.Conn, 0, piece)
}

// receiver is the conn that a datagram went to.
func (p *player) receiver(e *lab.Event) int {
	if p.knows {
		return cmp.Or(e.FarConn, boundary.Nobody)
	}
	return e.FarConn
}
