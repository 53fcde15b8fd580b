package session

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// stopGrace is how long a source may take to end what it records after it was
// asked to stop. Then the lab ends the log itself.
const stopGrace = 250 * time.Millisecond

// ErrGoesOn is the error of a Keep of a run that has not ended.
var ErrGoesOn = errors.New("the run has not ended")

// Record admits a run whose events come from elsewhere: traced, tapped. It
// counts as any other and is found by its id. The Recorder holds it to the
// limits of events, bytes and segments: once over, it takes no more events, and
// its End records how many are missing. The caller ends it by End.
//
// Stop is called once, when the run is to end before that: by Lab.Stop, Close or
// a limit. It may be called by an Append, and must not wait for one. A log that
// is not ended soon after is ended by the lab.
//
// The error is a *lab.LimitError, ErrClosed or the context's.
func (l *Lab) Record(ctx context.Context, by lab.Who, about record.Header, stop func()) (id string, r record.Recorder, err error) {
	if err := ctx.Err(); err != nil {
		return "", nil, err
	}
	a := &adopted{missing: map[int]int{}}
	a.init(l, about, by.Account(), func() {
		stop()
		time.AfterFunc(stopGrace, func() { a.End(lab.End{}) })
	})
	a.Recorder = a.log
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.enter(&a.live); err != nil {
		a.over()
		return "", nil, err
	}
	l.wait.Add(1) // until End
	return a.id, a, nil
}

// adopted is a Recorder that holds the limits of the lab.
type adopted struct {
	record.Recorder
	live
	finish sync.Once

	mu       sync.Mutex
	missing  map[int]int // events that were not taken, by peer
	segments int
}

// Append records an event, unless a limit was reached before.
func (a *adopted) Append(e *lab.Event) (seq int, over bool) {
	if a.stopped() {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.missing[e.Peer]++
		return 0, true
	}
	seq = a.append(e)
	return seq, a.stopped()
}

// Segment records a segment, or counts it where there are too many.
func (a *adopted) Segment(s lab.Segment) {
	a.mu.Lock()
	a.segments++
	over := a.segments > a.lab.limits.Segments
	a.mu.Unlock()
	if over {
		a.SegmentsLost(1)
		return
	}
	a.Recorder.Segment(s)
}

// End ends the run: with the reason that it was stopped for, if there was one.
func (a *adopted) End(end lab.End) {
	a.finish.Do(func() {
		if end.Reason != "" {
			a.conclude(end)
		}
		a.mu.Lock()
		for peer, n := range a.missing {
			a.Gap(peer, n, whyMissing(a.ending()))
		}
		a.mu.Unlock()
		a.over()
		a.lab.retire(&a.live)
		a.lab.wait.Done()
	})
}

// whyMissing is the reason of a gap at the end of a run: calls after it was stopped, or
// after a limit.
func whyMissing(end lab.End) string {
	if end.Reason == lab.EndStopped {
		return lab.ErrStopped
	}
	return lab.ErrLimit
}

// Keep keeps a run that has ended elsewhere, as a trace that was read from a
// file. It counts among the kept runs of who brings it, not among those that go
// on. The error is a *lab.LimitError, ErrGoesOn, ErrClosed or the context's.
func (l *Lab) Keep(ctx context.Context, by lab.Who, r record.Reader) (id string, err error) {
	if err := cmp.Or(ctx.Err(), l.mayKeep(r)); err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return "", ErrClosed
	}
	id = l.newID()
	l.kept.add(id, by.Account(), r)
	return id, nil
}

// mayKeep holds a run to the limits of one run that is made here.
func (l *Lab) mayKeep(r record.Reader) error {
	if _, ended := r.Ended(); !ended {
		return ErrGoesOn
	}
	switch {
	case r.Len() > l.TraceLimits().Events:
		return &lab.LimitError{Name: "events", Max: l.limits.Events}
	case r.Size() > l.limits.KeptBytes:
		return &lab.LimitError{Name: "kept-bytes", Max: l.limits.KeptBytes}
	}
	return nil
}

// The calls that a peer makes after a limit is reached: the one under way, and
// what it closes.
const callsAfterLimit = 4

// TraceLimits bound what Keep takes. They leave room for a run that was made
// here and ended by a limit: it goes past that by the calls that are under way
// then, each of them of a socket.
func (l *Lab) TraceLimits() record.TraceLimits {
	return record.TraceLimits{
		Events:   l.limits.Events + callsAfterLimit*l.limits.Sockets,
		Segments: l.limits.Segments,
		Bytes:    min(2*l.limits.Bytes, l.limits.KeptBytes),
	}
}
