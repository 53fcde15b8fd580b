package session

import (
	"net/netip"
	"slices"

	"stickylab/lab"
	"stickylab/lab/capture"
	"stickylab/lab/sock"
)

// openCapture begins to capture the segments of a run and says whether it does,
// in the word that Env.Capture has for it. A run goes on without.
func (l *Lab) openCapture(p Plan, transports []lab.Transport, address netip.Addr, owner string) (*capture.Capture, string) {
	switch {
	case !slices.ContainsFunc(transports, func(t lab.Transport) bool { return !t.Unix() }):
		return nil, ""
	case !slices.ContainsFunc(transports, func(t lab.Transport) bool { return !t.Unix() && !t.IPv6() }):
		return nil, lab.CaptureIPv6
	case !p.Wire || !p.Probes || l.limits.NoCapture:
		return nil, lab.CaptureOff
	}
	if !l.capturing.Take(owner) {
		return nil, lab.CaptureLimit
	}
	door := netip.AddrPort{}
	if p.Door != 0 {
		door = l.Door()
	}
	c, err := l.captures.Open(address, door)
	if err != nil {
		l.capturing.Leave(owner)
		return nil, sock.ErrName(err)
	}
	return c, lab.CaptureOn
}

func (l *Lab) closeCapture(c *capture.Capture, owner string) {
	c.End()
	l.capturing.Leave(owner)
}

// Warm makes the first run that captures segments start as fast as the others.
// It does not wait.
func (l *Lab) Warm() {
	if !l.limits.NoCapture {
		l.captures.Warm()
	}
}

// beginCapture follows the wire from the clock's zero on.
func (w *World) beginCapture() {
	if w.capture == nil {
		return
	}
	w.capture.Begin(capture.Run{
		Now: w.clock.Wall,
		Ends: func(udp bool, from, to netip.AddrPort, at int64) (int, int) {
			if udp {
				return w.net.Ends(lab.UDP, from, to, at)
			}
			return w.net.Ends(lab.TCP, from, to, at)
		},
		Told: w.log.Segment,
		Lost: w.log.SegmentsLost,
		Max:  w.lab.limits.Segments,
	})
}

// hurryEvery is how many events may pass between two looks at the ring of the
// capture, which holds what ten times as many bring about. A look by the clock
// alone would come too late when other programs have the processors.
const hurryEvery = 256

// hurryCapture lets the capture keep up with the events.
func (w *World) hurryCapture(seq int) {
	if w.capture != nil && seq%hurryEvery == 0 {
		w.capture.Hurry()
	}
}

// endCapture tells the last segments, when every socket is closed.
func (w *World) endCapture() {
	if w.capture != nil {
		w.lab.closeCapture(w.capture, w.owner)
	}
}
