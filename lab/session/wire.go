package session

import (
	"net/netip"

	"stickylab/lab"
	"stickylab/lab/capture"
	"stickylab/lab/sock"
)

// openCapture begins to capture the segments of a run and says whether it does,
// in the word that Env.Capture has for it. A run goes on without.
func (l *Lab) openCapture(e lab.Experiment, address netip.Addr) (*capture.Capture, string) {
	switch {
	case e.Transport.Unix():
		return nil, ""
	case !e.Wire || !e.Probes || l.limits.NoCapture:
		return nil, lab.CaptureOff
	}
	c, err := l.captures.Open(address)
	if err != nil {
		return nil, sock.ErrName(err)
	}
	return c, lab.CaptureOn
}

// Warm makes the first run that captures segments start as fast as the others.
// It does not wait.
func (l *Lab) Warm() {
	if !l.limits.NoCapture {
		l.captures.Warm()
	}
}

// beginCapture follows the wire from the clock's zero on.
func (r *run) beginCapture() {
	if r.capture == nil {
		return
	}
	r.capture.Begin(capture.Run{
		Now: r.clock.Wall,
		Ends: func(from, to netip.AddrPort, at int64) (int, int) {
			return r.net.Ends(r.exp.Transport, from, to, at)
		},
		Told: r.log.Segment,
		Lost: r.log.SegmentsLost,
		Max:  r.lab.limits.Segments,
	})
}

// hurryEvery is how many events may pass between two looks at the ring of the
// capture, which holds what ten times as many bring about. A look by the clock
// alone would come too late when other programs have the processors.
const hurryEvery = 256

// hurryCapture lets the capture keep up with the events.
func (r *run) hurryCapture(seq int) {
	if r.capture != nil && seq%hurryEvery == 0 {
		r.capture.Hurry()
	}
}

// endCapture tells the last segments, when every socket is closed.
func (r *run) endCapture() {
	if r.capture != nil {
		r.capture.End()
	}
}
