package record

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/few"
)

// stored is a run, or what there is of it so far, as batches and what is known
// beside them. Nothing in it changes.
type stored struct {
	header   Header
	batches  []Batch
	index    index
	underWay few.Map[int, boundary.Announced] // sends that had not ended, by their conn
}

// rows yields the rows behind the event with the Seq, and of the batch that
// has the first of them also the rows between the events before.
func (s *stored) rows(ctx context.Context, after int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var dec decoder
		resolve := newResolver(s)
		if err := ctx.Err(); err != nil {
			yield(Row{}, err)
			return
		}
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
		row.from = resolve
		return resolve.fill(row.Event)
	case RowSegment:
		s.index.wire.name(row.Number, row.Segment)
	}
	return nil
}

// event reads the row of one event; false where there is none with the Seq.
func (s *stored) event(seq int) (row Row, ok bool, err error) {
	i := batchAfter(s.batches, seq)
	if seq < 1 || i == len(s.batches) {
		return row, false, nil
	}
	var dec decoder
	dec.begin(s.batches[i].Bytes)
	for row, more := dec.next(); more; row, more = dec.next() {
		if row.Event != nil && row.Event.Seq == seq {
			err := s.complete(&row, newResolver(s))
			return row, err == nil, err
		}
	}
	return row, false, dec.err
}

// stored returns the run so far. The caller does not hold the lock.
func (l *Log) stored() *stored {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := &stored{header: l.header, batches: l.sealed, index: l.index}
	if l.end != nil {
		return s // nothing changes any more
	}
	s.index = l.index.snapshot()
	for conn, a := range l.tracker.UnderWay() {
		s.underWay.Set(conn, a)
	}
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

// Event reads the row of the event with the Seq, from the batch that has it and
// those that have its bytes; false where there is no such event yet.
func (l *Log) Event(_ context.Context, seq int) (row Row, ok bool, err error) {
	return l.stored().event(seq)
}

// Events yields the events from the one with the Seq on, see Reader.
func (l *Log) Events(ctx context.Context, from int) iter.Seq2[*lab.Event, error] {
	return l.stored().events(ctx, from)
}

// Segments yields the captured segments, see Reader.
func (l *Log) Segments(ctx context.Context) iter.Seq2[*lab.Segment, error] {
	return l.stored().segments(ctx)
}

func (s *stored) events(ctx context.Context, from int) iter.Seq2[*lab.Event, error] {
	return func(yield func(*lab.Event, error) bool) {
		for row, err := range s.rows(ctx, from-1) {
			if (err != nil || row.Kind == RowEvent) && !yield(row.Event, err) {
				return
			}
		}
	}
}

// segments reads only the batches that have some.
func (s *stored) segments(ctx context.Context) iter.Seq2[*lab.Segment, error] {
	return func(yield func(*lab.Segment, error) bool) {
		dec := decoder{sendsOnly: true}
		for _, i := range s.index.wire.batches {
			dec.begin(s.batches[i].Bytes)
			for row, ok := dec.next(); ok; row, ok = dec.next() {
				if row.Kind != RowSegment {
					continue
				}
				s.index.wire.name(row.Number, row.Segment)
				if !yield(row.Segment, nil) {
					return
				}
			}
			if err := cmp.Or(dec.err, ctx.Err()); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}
