package web

import (
	"context"
	"iter"

	"stickylab/lab"
	"stickylab/lab/record"
)

// Runner runs experiments and keeps their runs. It must be safe for concurrent
// use.
type Runner interface {
	// Start starts what was ordered and returns the run's id. The error is a
	// *lab.LimitError when a limit is in the way, or says what is wrong with
	// the order.
	Start(ctx context.Context, by lab.Who, o lab.Order) (id string, err error)
	// Find returns a run that is kept; record.ErrNoRun without one.
	Find(ctx context.Context, id string) (Run, error)
	// Stop ends a run and returns when it has ended; record.ErrNoRun for one that
	// is not known, lab.ErrNotOwner for one that somebody else started.
	Stop(ctx context.Context, by lab.Who, id string) error
}

// Run is a run that is kept, whether it has ended or not, as record.Reader has
// it. A *record.Log is one.
type Run interface {
	About() record.Header
	Len() int
	// PeerNames and Conns are what is known so far.
	PeerNames() []string
	Conns() lab.Conns

	Rows(ctx context.Context, after int) iter.Seq2[record.Row, error]
	Events(ctx context.Context, from int) iter.Seq2[*lab.Event, error]
	Segments(ctx context.Context) iter.Seq2[*lab.Segment, error]
	Follow(ctx context.Context, after int) (record.Cursor, error)

	Ended() (lab.End, bool)
	Wait(ctx context.Context) (lab.End, error)
}

var _ Run = (*record.Log)(nil)
