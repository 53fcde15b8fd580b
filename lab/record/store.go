package record

import (
	"slices"

	"stickylab/lab"
)

const (
	// chunkEvents is how many events a chunk holds: not more than the allocator
	// gives out without asking the heap for pages of their own.
	chunkEvents = 256
	// fewEvents is the room that the first chunk begins with: most runs are
	// short.
	fewEvents = 8
)

// store keeps the events of a run, each in less than half of what an Event
// takes, for a lab keeps a million of them. It has them in chunks, so that a
// flood is not moved again and again as it grows.
type store struct {
	chunks [][]entry
	n      int
}

// entry is an event but for its Seq, which is its place.
type entry struct {
	start, end, off int64
	asked           int
	data            []byte // the bytes it got
	rare            *rare  // nil when the event has nothing of it
	got             int32
	conn, stream    int32
	step            int32
	peer            int16
	call            lab.Call
	verdict         lab.Verdict
	joined          lab.Joined
	waited, eof     bool
}

// rare is what few events have.
type rare struct {
	err, text               string
	datagram, head, farConn int
	probe, far              *lab.Probe
	decode                  *lab.Decode
	continues               bool
}

func (s *store) len() int { return s.n }

func (s *store) add(e *lab.Event) {
	if s.n%chunkEvents == 0 {
		room := chunkEvents
		if s.n == 0 {
			room = fewEvents
		}
		s.chunks = append(s.chunks, make([]entry, 0, room))
	}
	last := len(s.chunks) - 1
	s.chunks[last] = append(s.chunks[last], entry{
		start: e.Start, end: e.End, off: e.Off, asked: e.Asked, data: e.Data, rare: rareOf(e), got: int32(e.Got),
		conn: int32(e.Conn), stream: int32(e.Stream), step: int32(e.Step), peer: int16(e.Peer), call: e.Call,
		verdict: e.Verdict, joined: e.Joined, waited: e.Waited, eof: e.EOF,
	})
	s.n++
}

func rareOf(e *lab.Event) *rare {
	r := rare{e.Err, e.Text, e.Datagram, e.Head, e.FarConn, e.Probe, e.Far, e.Decode, e.Continues}
	if r == (rare{}) {
		return nil
	}
	kept := r // only this one is allocated
	return &kept
}

// at gives the event with the Seq, from 1.
func (s *store) at(seq int) *entry { return &s.chunks[(seq-1)/chunkEvents][(seq-1)%chunkEvents] }

func (s *store) all() []lab.Event {
	events := make([]lab.Event, 0, s.n)
	for _, chunk := range s.chunks {
		for i := range chunk {
			events = append(events, chunk[i].event(len(events)+1))
		}
	}
	return events
}

func (r *entry) event(seq int) lab.Event {
	e := lab.Event{
		Seq: seq, Peer: int(r.peer), Conn: int(r.conn), Call: r.call, Step: int(r.step), Start: r.start, End: r.end,
		Waited: r.waited, Asked: r.asked, Got: int(r.got), EOF: r.eof, Stream: int(r.stream), Off: r.off, Data: r.data,
		Verdict: r.verdict, Joined: r.joined,
	}
	if x := r.rare; x != nil {
		e.Err, e.Text, e.Datagram, e.Head = x.err, x.text, x.datagram, x.head
		e.FarConn, e.Probe, e.Far = x.farConn, x.probe, x.far
		e.Decode, e.Continues = x.decode, x.continues
	}
	return e
}

// lost marks the sends that were never received and gives their events' Seq
// in order.
func (l *Log) lost() []int {
	var seqs []int
	l.tracker.Lost(func(seq int) { seqs = append(seqs, seq) })
	slices.Sort(seqs)
	for _, seq := range seqs {
		l.events.at(seq).verdict |= lab.Lost
	}
	return seqs
}
