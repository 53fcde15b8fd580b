package record

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"stickylab/lab"
)

// stored is a run, or what there is of it so far, as batches and what is known
// beside them. Nothing in it changes.
type stored struct {
	header  Header
	batches []Batch
	index   index
	under   map[int]under // sends that had not ended
}

// rows yields the rows behind the event with the Seq, and of the batch that
// has the first of them also the rows between the events before.
func (s *stored) rows(ctx context.Context, after int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var dec decoder
		resolve := newResolver(s)
		for i := batchAfter(s.batches, after); i < len(s.batches); i++ {
			if err := ctx.Err(); err != nil {
				yield(Row{}, err)
				return
			}
			dec.begin(s.batches[i].Bytes)
			for row, ok := dec.next(); ok; row, ok = dec.next() {
				if row.Event != nil && row.Event.Seq <= after {
					continue
				}
				if err := s.complete(&row, resolve); err != nil {
					yield(Row{}, err)
					return
				}
				if !yield(row, nil) {
					return
				}
			}
			if dec.err != nil {
				yield(Row{}, fmt.Errorf("batch %d: %w", i+1, dec.err))
				return
			}
		}
	}
}

// complete adds to a row what stands in others.
func (s *stored) complete(row *Row, resolve *resolver) error {
	switch row.Kind {
	case RowEvent:
		if s.index.isLost(row.Event.Seq) {
			row.Event.Verdict |= lab.Lost
		}
		return resolve.fill(row.Event)
	case RowSegment:
		s.index.wire.name(row.Number, row.Segment)
	}
	return nil
}

// event reads one event; false where there is none with the Seq.
func (s *stored) event(seq int) (e lab.Event, ok bool, err error) {
	i := batchAfter(s.batches, seq)
	if seq < 1 || i == len(s.batches) {
		return e, false, nil
	}
	var dec decoder
	dec.begin(s.batches[i].Bytes)
	for row, more := dec.next(); more; row, more = dec.next() {
		if row.Event == nil || row.Event.Seq != seq {
			continue
		}
		err := s.complete(&row, newResolver(s))
		return *row.Event, err == nil, err
	}
	return e, false, dec.err
}

// stored returns the run so far. The caller does not hold the lock.
func (l *Log) stored() *stored {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := &stored{header: l.header, batches: l.sealed, index: l.index}
	if l.end != nil {
		return s // nothing changes any more
	}
	s.index, s.under = l.index.snapshot(), maps.Clone(l.under)
	if l.open {
		s.batches = append(slices.Clip(l.sealed), Batch{Bytes: slices.Clone(l.enc.buf), Last: l.events})
	}
	return s
}

// Rows yields the rows of the run so far that are behind the event with the Seq
// after; 0 is all of them. Rows between events may come again, as with a
// Cursor. The error is the context's.
func (l *Log) Rows(ctx context.Context, after int) iter.Seq2[Row, error] {
	return l.stored().rows(ctx, after)
}

// Event returns the event with the Seq; false where there is none yet.
func (l *Log) Event(seq int) (lab.Event, bool) {
	e, ok, err := l.stored().event(seq)
	if err != nil {
		panic(err) // the log wrote the row itself
	}
	return e, ok
}
