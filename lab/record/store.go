package record

import (
	"slices"

	"stickylab/lab"
)

// chunkEvents is how many events a store allocates at once: appending never
// moves those that are there.
const chunkEvents = 256

// store keeps events in chunks.
type store struct {
	chunks [][]lab.Event
	n      int
}

func (s *store) len() int { return s.n }

func (s *store) add(e lab.Event) {
	if s.n == len(s.chunks)*chunkEvents {
		size := chunkEvents
		if s.n == 0 {
			size = 16 // most runs are short
		}
		s.chunks = append(s.chunks, make([]lab.Event, 0, size))
	}
	last := len(s.chunks) - 1
	s.chunks[last] = append(s.chunks[last], e)
	s.n++
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
