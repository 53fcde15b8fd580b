package record

import (
	"maps"

	"stickylab/lab"
	"stickylab/lab/few"
)

// Segment shows the viewers a segment that was captured. Segments come in the
// order of their times.
func (l *Log) Segment(s lab.Segment) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil {
		return
	}
	s.At = max(s.At, 0)
	l.startBatch(l.events+1, s.At)
	number := l.index.wire.add(&s, len(l.sealed))
	l.enc.segment(number, &s)
	l.changed()
}

// SegmentsLost records that n more segments of the run were seen and not kept.
func (l *Log) SegmentsLost(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil || n <= 0 {
		return
	}
	l.index.wire.lost += n
	l.startBatch(l.events+1, 0)
	l.enc.segmentsLost(l.index.wire.lost)
	l.changed()
}

// wire is what must be known of the captured segments of a run beside their
// rows.
type wire struct {
	count, lost int
	far         few.Map[int, int] // stream conns: the other end
	tries       map[int]try       // by the conn that is known
	batches     []int             // those that have segments
}

// try is a socket's last try to connect: its first segment, and whether it
// ended in a reset. One that did so before it was accepted has nothing to do
// with the next.
type try struct {
	first  int
	failed bool
}

// pair notes the two ends of a connection.
func (w *wire) pair(a, b int) {
	w.far.Set(a, b)
	w.far.Set(b, a)
}

// add counts a segment of a batch and returns its number, from 1.
func (w *wire) add(s *lab.Segment, batch int) int {
	if n := len(w.batches); n == 0 || w.batches[n-1] != batch {
		w.batches = append(w.batches, batch)
	}
	w.count++
	conn, ok := lonely(s)
	if !ok {
		return w.count
	}
	t, known := w.tries[conn]
	if !known || t.failed && s.Flags&(lab.SYN|lab.ACK) == lab.SYN {
		t = try{first: w.count}
	}
	t.failed = t.failed || s.Flags&lab.RST != 0
	if w.tries == nil {
		w.tries = map[int]try{}
	}
	w.tries[conn] = t
	return w.count
}

// name fills in the end of a segment that was not accepted yet when it was
// captured.
func (w *wire) name(number int, s *lab.Segment) {
	conn, ok := lonely(s)
	if !ok || number < w.tries[conn].first {
		return
	}
	if s.From == 0 {
		s.From = w.far.Get(conn)
	} else {
		s.To = w.far.Get(conn)
	}
}

// lonely gives the only end of a segment that is known, false where both or
// none are.
func lonely(s *lab.Segment) (conn int, ok bool) {
	return s.From + s.To, (s.From == 0) != (s.To == 0)
}

func (w *wire) snapshot() wire {
	return wire{batches: w.batches, count: w.count, lost: w.lost, far: w.far.Clone(), tries: maps.Clone(w.tries)}
}
