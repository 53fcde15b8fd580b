package session

import (
	"cmp"
	"context"
	"net/netip"
	"sync"

	"stickylab/lab"
	"stickylab/lab/capture"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// Wire says how the segments of a run are captured whose sockets are somebody else's.
type Wire struct {
	// Now gives the wall clock's time and the run's, of one moment.
	Now func() (unix, run int64)
	// Page is where the lab serves its pages: what goes there is of no run.
	Page netip.AddrPort
}

// RecordWire is Record with the segments of the run's conns, where they may be captured.
// Env.Capture of the run says whether they are.
func (l *Lab) RecordWire(ctx context.Context, by lab.Who, about record.Header, wire Wire, stop func()) (id string, r record.Recorder, err error) {
	owner := by.Account()
	c, state := l.openLoopback(wire, owner)
	about.Env.Capture = state
	id, r, err = l.Record(ctx, by, about, stop)
	if c == nil {
		return id, r, err
	}
	if err != nil {
		c.End()
		l.capturing.Leave(owner)
		return id, r, err
	}
	w := &wired{Recorder: r, capture: c, transport: about.Transport, leave: func() { l.capturing.Leave(owner) }}
	c.Begin(capture.Wire{Now: wire.Now, Told: r.Segment, Lost: r.SegmentsLost})
	return id, w, nil
}

func (l *Lab) openLoopback(wire Wire, owner string) (*capture.Loopback, string) {
	if l.limits.NoCapture {
		return nil, lab.CaptureOff
	}
	if !l.capturing.Take(owner) {
		return nil, lab.CaptureLimit
	}
	c, err := l.captures.OpenLoopback(wire.Page)
	if err != nil {
		l.capturing.Leave(owner)
		return nil, sock.ErrName(err)
	}
	return c, lab.CaptureOn
}

// wired is a Recorder that tells a capture of its conns.
type wired struct {
	record.Recorder
	transport lab.Transport // of conns that say none
	capture   *capture.Loopback
	leave     func()
	over      sync.Once
}

// Conn enters a conn. One for which the run has no room has no segments.
func (w *wired) Conn(c lab.Conn) bool {
	entered := w.Recorder.Conn(c)
	if entered {
		c.Transport = cmp.Or(c.Transport, w.transport)
		w.capture.Conn(c)
	}
	return entered
}

// Append records an event.
func (w *wired) Append(e *lab.Event) (seq int, over bool) {
	w.capture.Called(e)
	return w.Recorder.Append(e)
}

// End ends the run with the last segments.
func (w *wired) End(end lab.End) {
	w.over.Do(func() {
		w.capture.End()
		w.leave()
	})
	w.Recorder.End(end)
}
