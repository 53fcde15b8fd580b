package session

import (
	"stickylab/lab"
	"stickylab/lab/sock"
)

// probe measures the socket, and the one at the other end of it, into e.
func (h *Hand) probe(e *lab.Event, s, far *sock.Socket) {
	if !h.world.probes || h.res.Unmade {
		return
	}
	e.Probe = measure(s, &h.near)
	if far != nil {
		h.probeFar(e, far)
	}
}

func (h *Hand) probeFar(e *lab.Event, far *sock.Socket) {
	e.Far, e.FarConn = measure(far, &h.far), far.ID
}

// probeSender measures the other end of a stream after a receive, when that
// may show where messages ran together. Mostly what is known is enough.
func (h *Hand) probeSender(e *lab.Event, s *sock.Socket) {
	if !h.world.probes || e.Got == 0 || !s.Transport().IsTCP() || !h.world.log.Unsettled(s.ID, e.Got, e.Probe) {
		return
	}
	if far := s.Peer(); far != nil {
		h.probeFar(e, far)
	}
}

// countArrived asks the kernel once in how many segments bytes have come whose messages
// ran together, when their program is about to close the socket and nothing else is
// measured. No receive comes after it, so it cannot change what one gets.
func (h *Hand) countArrived(s *Socket) *lab.Probe {
	if h.world.probes || !s.joined.Load() || !s.Transport().IsTCP() {
		return nil
	}
	h.near = lab.NoProbe
	if h.near.SegsIn = s.sock.Probe().SegsIn; h.near.SegsIn == lab.Missing {
		return nil
	}
	return &h.near
}

// probeReceiver measures the other end of a stream that sends no more: what
// has come to it by now came in so many segments, and the sender cannot be
// asked later.
func (h *Hand) probeReceiver(e *lab.Event, far *sock.Socket) {
	if !h.world.probes || far == nil || !far.Transport().IsTCP() || e.Err != "" || h.res.Unmade {
		return
	}
	if h.probeFar(e, far); e.Far == nil {
		e.FarConn = 0
	}
}

// measure returns nil when nothing could be measured.
func measure(s *sock.Socket, into *lab.Probe) *lab.Probe {
	if *into = s.Probe(); *into == lab.NoProbe {
		return nil
	}
	return into
}

// probeAccepts measures the accept queue of the listener that a call was about.
func (h *Hand) probeAccepts(e *lab.Event, listener *sock.Socket) {
	if !h.world.probes || h.res.Unmade || listener == nil {
		return
	}
	var ok bool
	if h.accepts, ok = listener.AcceptQueue(); ok {
		e.Accepts = &h.accepts
	}
}
