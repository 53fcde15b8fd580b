package record

import (
	"context"
	"errors"
	"iter"

	"stickylab/lab"
)

// ErrNoRun is returned for the id of a run that is not kept, or never was.
var ErrNoRun = errors.New("no such run")

// Reader is a run that can be read, whether it goes on or has ended. It is safe
// for concurrent use.
type Reader interface {
	// About returns what was known before the first event, and of its Observer what
	// is known so far.
	About() Header
	// Len is the number of events so far, Size the number of bytes that are kept.
	Len() int
	Size() int
	// PeerNames and Conns are what is known so far of peers and conns.
	PeerNames() []string
	Conns() lab.Conns
	// Rows yields the rows of the run so far that are behind the event with the
	// Seq after; 0 is all of them. Rows between events may come again, as with a
	// Cursor. The error, after which nothing follows, is the context's or the
	// store's.
	Rows(ctx context.Context, after int) iter.Seq2[Row, error]
	// Event reads the row of one event; false where there is none with the Seq.
	Event(ctx context.Context, seq int) (row Row, ok bool, err error)
	// Events yields the events from the one with the Seq on, Segments those that
	// were captured. What is yielded is overwritten by the next one.
	Events(ctx context.Context, from int) iter.Seq2[*lab.Event, error]
	Segments(ctx context.Context) iter.Seq2[*lab.Segment, error]
	// Follow opens a cursor for a viewer that has the events up to the Seq after;
	// 0 is the start. The first batch may repeat some of those events. The caller
	// closes it.
	Follow(ctx context.Context, after int) (Cursor, error)
	// Ended reports how the run ended, and whether it has.
	Ended() (lab.End, bool)
	// Wait returns when the run has ended; the error is the context's.
	Wait(ctx context.Context) (lab.End, error)
}

// Cursor is a place in a run from which a viewer reads on. It belongs to one
// goroutine.
type Cursor interface {
	// Next returns the batches behind the cursor and waits for the first of them.
	// They are shared by all viewers and must not be changed. The error is
	// io.EOF after the row of the end, or the context's, or the store's. With a
	// context that is over it returns what is there.
	Next(ctx context.Context) ([]Batch, error)
	Close()
}

// Recorder is the side of a run that writes. It is safe for concurrent use.
// After End it takes nothing more.
type Recorder interface {
	// Peer enters a peer and returns its index, or -1, see Log.Peer. A peer may
	// come at any time before its first event, and so may a conn.
	Peer(p lab.Peer) int
	Conn(c lab.Conn) bool
	// Pair joins two stream conns that are the ends of one connection; bytes may
	// have moved before.
	Pair(a, b int)
	// Begin announces a send before its system call, see boundary.Tracker.Begin.
	Begin(conn, to int, p Piece)
	// Withdraw takes back a send that was announced last on its conn.
	Withdraw(conn int)
	// Unsettled and Received are asked after a receive and before its Append:
	// whether the far end should be probed too, and how many bytes of its stream
	// the conn has received so far.
	Unsettled(conn, n int, p *lab.Probe) bool
	Received(conn int) int64
	// Append numbers the event and adds what is known of its bytes to it. The seq
	// is 0 after the end; over says that a limit is reached: the caller then only
	// counts its events and closes with a Gap.
	Append(e *lab.Event) (seq int, over bool)
	Waiting(w Waiting)
	Segment(s lab.Segment)
	SegmentsLost(n int)
	// Gap records that n calls of a peer are missing here, and why.
	Gap(peer, n int, why string)
	// Observed changes what is known of the watching.
	Observed(change func(o *lab.Observer))
	End(end lab.End)
}

var (
	_ Reader   = (*Log)(nil)
	_ Recorder = (*Log)(nil)
)
