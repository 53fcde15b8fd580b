package record

import (
	"slices"

	"stickylab/lab"
)

const (
	// chunkEvents is how many events a chunk holds: not more than the
	// allocator gives out without asking the heap for pages of their own.
	chunkEvents = 128
	// fewEvents is the room that the first chunk begins with: most runs are
	// short.
	fewEvents = 16
)

// store keeps events in chunks, so that a flood of them is not moved again and
// again as they grow.
type store struct {
	chunks [][]lab.Event
	n      int
}

func (s *store) len() int { return s.n }

// add keeps the event; the pointer to it is good until the next add.
func (s *store) add(e lab.Event) *lab.Event {
	if s.n%chunkEvents == 0 {
		room := chunkEvents
		if s.n == 0 {
			room = fewEvents
		}
		s.chunks = append(s.chunks, make([]lab.Event, 0, room))
	}
	last := len(s.chunks) - 1
	s.chunks[last] = append(s.chunks[last], e)
	s.n++
	return s.at(s.n)
}

// at gives the event with the Seq, from 1.
func (s *store) at(seq int) *lab.Event {
	return &s.chunks[(seq-1)/chunkEvents][(seq-1)%chunkEvents]
}

func (s *store) all() []lab.Event { return slices.Concat(s.chunks...) }

// lost marks the sends that were never received and gives their events' Seq
// in order.
func (l *Log) lost() []int {
	var seqs []int
	l.tracker.Lost(func(seq int) { seqs = append(seqs, seq) })
	slices.Sort(seqs)
	for _, seq := range seqs {
		l.events.at(seq).Verdict |= lab.Lost
	}
	return seqs
}
