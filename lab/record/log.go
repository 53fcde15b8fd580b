// Package record keeps what happened in a run: an append-only log of events
// that any number of viewers follow, each with a cursor, and the two forms in
// which a run leaves the process, the binary wire and the JSON trace.
package record

import (
	"context"
	"slices"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// BatchBytes is the size from which a batch is sealed without waiting.
const BatchBytes = 32 << 10

// Header is what is known of a run before its first event.
type Header struct {
	Script string
	Slug   string // the lesson it belongs to, empty without one
	// Order is what was asked for; Added are the lines of the Script that its
	// options put in.
	Order lab.Order
	Added []int
	// Source is one of the lab.SourceX words: who made the calls.
	Source string
	// Stored are the files that the run came from, the latest last; none for a run
	// that was made here.
	Stored []Stored
	Env    lab.Env
	// Observer is of watched programs; it grows while the run goes on.
	Observer  lab.Observer
	Transport lab.Transport
	Peers     []string
}

// Piece is the bytes of a send and its place in a message.
type Piece = boundary.Piece

// Clock gives the time since it was made. It is the only reader of the wall
// clock in a run.
type Clock struct{ start time.Time }

// NewClock starts a clock.
func NewClock() Clock { return Clock{start: time.Now()} }

// Now is the time since the clock was started in nanoseconds, monotonic.
func (c Clock) Now() int64 { return int64(time.Since(c.start)) }

// Wall gives the time of the wall clock, in nanoseconds since 1970, and the time
// since the clock was started, both of one moment: what the kernel stamps goes
// by the first.
func (c Clock) Wall() (unix, now int64) {
	t := time.Now()
	return t.UnixNano(), int64(t.Sub(c.start))
}

// Date is when the clock was started, by the wall clock: RFC 3339, in UTC, to the
// second.
func (c Clock) Date() string { return c.start.UTC().Format(time.RFC3339) }

// Log is the append-only log of one run. Its batches are the run: what viewers
// follow, and what events are read from. It is safe for concurrent use.
type Log struct {
	header Header
	done   chan struct{}

	mu      sync.Mutex
	tracker *boundary.Tracker // until the end
	enc     *encoder          // until the end
	open    bool              // enc holds rows that are in no sealed batch
	sealed  []Batch
	events  int   // appended so far
	last    int64 // the latest end of an event
	index   index
	peers   []lab.Peer // by their index
	conns   lab.ConnTable
	// programs counts the bytes of all programs in peers.
	programs int
	size     int // bytes of the sealed batches
	end      *lab.End

	rest    chan struct{} // closed when the next batch may be sealed
	wake    chan struct{} // closed at the next change; nil when nobody waits
	viewers int
}

// NewLog makes an empty log.
func NewLog(h Header) *Log {
	peers := make([]lab.Peer, len(h.Peers))
	for i, name := range h.Peers {
		peers[i].Name = name
	}
	return &Log{
		peers:   peers,
		conns:   lab.ConnTable{Default: h.Transport},
		header:  h,
		done:    make(chan struct{}),
		tracker: boundary.NewTracker(h.Transport),
		enc:     encoders.Get().(*encoder),
	}
}

// About returns what NewLog was given, and what was observed since.
func (l *Log) About() Header {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.header
}

// Observed changes what is known of the watching.
func (l *Log) Observed(change func(o *lab.Observer)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(&l.header.Observer)
}

// Done is closed when the run has ended.
func (l *Log) Done() <-chan struct{} { return l.done }

// Wait returns when the run has ended; the error is the context's.
func (l *Log) Wait(ctx context.Context) (lab.End, error) {
	select {
	case <-l.done:
		return *l.end, nil // it does not change any more
	case <-ctx.Done():
		return lab.End{}, ctx.Err()
	}
}

// Pair tells that two stream conns are the ends of one connection.
func (l *Log) Pair(a, b int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end == nil {
		l.tracker.Pair(a, b)
		l.index.wire.pair(a, b)
		l.paired(a, b)
	}
}

// Begin announces a send before its system call, see boundary.Tracker.Begin. On
// a datagram conn to is the conn that it goes to.
func (l *Log) Begin(conn, to int, p Piece) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil {
		return
	}
	if p.Whole > len(p.Data) {
		l.tracker.BeginPiece(conn, p)
	} else {
		l.tracker.Begin(conn, to, p.Data, p.Head)
	}
}

// Received returns how many bytes of the stream that a conn receives it has
// received so far; 0 after the end.
func (l *Log) Received(conn int) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil {
		return 0
	}
	return l.tracker.Received(conn)
}

// Ends appends where the messages end whose last byte the last receive of a conn took,
// see boundary.Tracker.Ends.
func (l *Log) Ends(dst []int64, conn int) []int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append(dst, l.tracker.Ends(conn)...)
}

// Withdraw takes back a send that was announced by Begin and not made.
func (l *Log) Withdraw(conn int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tracker.Withdraw(conn)
}

// Unsettled asks, after a receive and before its Append, whether the far end
// should be probed too, see boundary.Tracker.Unsettled.
func (l *Log) Unsettled(conn, n int, p *lab.Probe) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.end == nil && l.tracker.Unsettled(conn, n, p)
}

// Append numbers the event, adds its offset, origin and verdict to it, and shows
// it to the viewers. The seq is 0 after the end. A Log has no limits of its own:
// it is never over.
func (l *Log) Append(e *lab.Event) (seq int, over bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil {
		return 0, false
	}
	l.events++
	e.Seq = l.events
	l.tracker.Observe(e)
	l.startBatch(e.Seq, e.Start)
	datagram := l.datagram(e.Conn)
	l.enc.event(e, datagram)
	if e.Call.Sends() {
		l.index.sent(e, len(l.sealed), datagram)
	}
	l.last = max(l.last, e.End)
	l.changed()
	return e.Seq, false
}

// Gap records that n calls of a peer are missing after the last event, and why.
func (l *Log) Gap(peer, n int, why string) {
	l.mu.Lock()
	now := l.last
	l.mu.Unlock()
	l.Append(&lab.Event{Peer: peer, Call: lab.CallGap, Start: now, End: now, Got: n, Text: why})
}

// Waiting shows the viewers a call that could not be done at once.
func (l *Log) Waiting(w Waiting) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil {
		return
	}
	l.startBatch(l.events+1, w.Start)
	l.enc.waiting(w)
	l.changed()
}

// End closes the log. What was sent and never received is marked lost first.
func (l *Log) End(end lab.End) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil {
		return
	}
	l.end = &end
	l.startBatch(l.events+1, 0)
	if end.Reason != lab.EndUnfinished { // else it may have been received later
		l.tracker.Lost(func(seq int) { l.index.lost = append(l.index.lost, seq) })
	}
	slices.Sort(l.index.lost)
	for _, seq := range l.index.lost {
		l.startBatch(l.events+1, 0)
		l.enc.lost(seq)
	}
	l.enc.ended(end)
	l.seal(l.events)
	l.enc.spare()
	l.tracker, l.enc = nil, nil // nothing comes any more
	l.index.lost, l.sealed = slices.Clip(l.index.lost), slices.Clip(l.sealed)
	l.changed()
	close(l.done)
}

// Size is how many bytes the log keeps: those of its batches.
func (l *Log) Size() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.open {
		return l.size
	}
	return l.size + len(l.enc.buf)
}

// Len is the number of events so far.
func (l *Log) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.events
}

// Ended returns how the run ended, and whether it has.
func (l *Log) Ended() (lab.End, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end == nil {
		return lab.End{}, false
	}
	return *l.end, true
}
