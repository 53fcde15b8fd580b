package findings

import (
	"context"
	"iter"

	"stickylab/lab"
)

// List is a Run whose events are in memory.
type List struct {
	Rows     []lab.Event // Seq counts from 1
	Captured []lab.Segment
}

// Events implements Run.
func (l List) Events(ctx context.Context, from int) iter.Seq2[*lab.Event, error] {
	return each(ctx, l.Rows[min(max(from-1, 0), len(l.Rows)):])
}

// Segments implements Run.
func (l List) Segments(ctx context.Context) iter.Seq2[*lab.Segment, error] {
	return each(ctx, l.Captured)
}

// each yields the rows until the context is over.
func each[T any](ctx context.Context, rows []T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for i := range rows {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

// Analyse is Analyse, which cannot fail in memory.
func (l List) Analyse(about About) *Analysis {
	a, err := Analyse(context.Background(), l, about)
	if err != nil {
		panic(err) // the context is never over, and every event is there
	}
	return a
}
