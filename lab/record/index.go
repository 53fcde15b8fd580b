package record

import (
	"slices"
	"sort"

	"stickylab/lab"
	"stickylab/lab/few"
)

// index is what must be known of a run beside its batches, so that a row can be
// read without reading all the rows before it. It is small: a few numbers for
// each batch and conn, and one for each send that was lost.
type index struct {
	streams few.Map[int, stream]
	lost    []int // in order
	wire    wire
}

// stream says where the bytes are that one conn sent.
type stream struct {
	spans []span
	// datagram: what was sent are datagrams, and offsets are their numbers.
	datagram bool
}

// span is a batch with sends of a stream, the first of them at off.
type span struct {
	off   int64
	batch int
}

// sent notes a send that is a row of the batch.
func (x *index) sent(e *lab.Event, batch int, datagram bool) {
	s := x.streams.Ref(e.Stream)
	if s == nil {
		x.streams.Set(e.Stream, stream{datagram: datagram})
		s = x.streams.Ref(e.Stream)
	}
	if n := len(s.spans); n == 0 || s.spans[n-1].batch != batch {
		s.spans = append(s.spans, span{e.Off, batch})
	}
}

// spanAt is the place in spans of the batch that has the offset.
func (s *stream) spanAt(off int64) int {
	return max(sort.Search(len(s.spans), func(i int) bool { return s.spans[i].off > off })-1, 0)
}

// isLost reports whether nobody received a byte of the send of the event.
func (x *index) isLost(seq int) bool {
	if len(x.lost) == 0 {
		return false
	}
	_, lost := slices.BinarySearch(x.lost, seq)
	return lost
}

// snapshot is a copy that does not change while the index grows.
func (x *index) snapshot() index {
	return index{lost: x.lost, wire: x.wire.snapshot(), streams: x.streams.Clone()}
}
