package record

import (
	"context"
	"errors"
	"io"

	"stickylab/lab"
)

// Shelf stores runs under their ids. It is safe for concurrent use.
type Shelf interface {
	// Create begins to store a run. The error is ErrKept when the id is taken.
	Create(ctx context.Context, id string, about Header) (Appender, error)
	// Open returns a run that is stored, or being stored; ErrNoRun without one.
	Open(ctx context.Context, id string) (Reader, error)
	// Drop forgets a run; ErrNoRun without one. Who has opened it can still read
	// what was stored of it.
	Drop(ctx context.Context, id string) error
}

// Appender takes the batches of one run in their order. It belongs to one
// goroutine.
type Appender interface {
	// Append stores a batch. The error of one that is none is that of reading it.
	Append(ctx context.Context, b Batch) error
}

// ErrKept is returned for an id under which a run is stored already.
var ErrKept = errors.New("a run is stored under this id already")

// LimitShelf is the Detail of an End, with the Reason lab.EndLimit, of a run
// whose store could not keep up with it.
const LimitShelf = "shelf"

// Store copies a run to a shelf as it goes on, and returns when all of it is
// there. The run does not wait for it: when more than behind of its bytes are
// not stored yet, the run is ended by stop, and what there is of it is stored.
// The error is the shelf's, or the context's.
func Store(ctx context.Context, run Reader, to Appender, behind int, stop func(lab.End)) error {
	cursor, err := run.Follow(ctx, 0)
	if err != nil {
		return err
	}
	defer cursor.Close()
	stored := 0
	for {
		batches, err := cursor.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, b := range batches {
			if err := to.Append(ctx, b); err != nil {
				return err
			}
			stored += len(b.Bytes)
			if run.Size()-stored > behind {
				stop(lab.End{Reason: lab.EndLimit, Detail: LimitShelf})
			}
		}
	}
}
