package boundary

import "stickylab/lab"

// joint is how the bytes on both sides of the start of a message left.
type joint uint8

const (
	open    joint = iota // not seen to have left
	edge                 // a segment ended there: they were joined in the receive queue
	spanned              // one segment had bytes of both: they were joined in the send queue
	blurred              // they left between two samples with several segments
)

func (j joint) queue() lab.Joined {
	switch j {
	case edge:
		return lab.ReceiveQueue
	case spanned:
		return lab.SendQueue
	}
	return lab.UnknownQueue
}

// measured takes a sample of the flow.
func (f *flow) measured(s Sample) {
	was := f.latest
	f.latest = s
	f.settle(was)
}

// sampleOf reads a probe that was made while no send was under way.
func (f *flow) sampleOf(seq int, p *lab.Probe) Sample { return NewSample(seq, p, f.end, f.shut) }

// settle decides the joint of every message that begins no farther than the
// stream has left; was is the sample before the latest.
func (f *flow) settle(was Sample) {
	for ; f.settled < f.messages.Len(); f.settled++ {
		m := f.messages.At(f.settled)
		if f.latest.Seq == 0 || m.off > f.latest.Left {
			return
		}
		m.joint = jointAt(m.off, &was, &f.latest, f.shut)
	}
}

// jointAt judges an offset that had not left at the one sample and had at the
// other.
func jointAt(off int64, was, is *Sample, shut bool) joint {
	switch {
	case off == is.Left:
		return edge
	case was.Seq != 0 && NewSegments(was, is, shut) == 1:
		return spanned
	}
	return blurred
}

// joined returns in which queue the messages first to last of a receive ran
// together.
func (t *Tracker) joined(f *flow, first, last int, e *lab.Event) lab.Joined {
	if t.transportOf(e.Conn) == lab.UnixStream {
		return lab.ReceiveQueue // a Unix socket's send goes straight into it: unix(7)
	}
	var all lab.Joined
	for i := first + 1; i <= last; i++ {
		m := f.messages.At(i)
		if m.sent == 0 || m.continues() {
			continue
		}
		how := m.joint
		if how == open && f.arrivedAtOnce(e.Probe) {
			how = spanned
		}
		all = both(all, how.queue())
	}
	return all
}

func both(a, b lab.Joined) lab.Joined {
	switch {
	case a == lab.NotJoined || a == b:
		return b
	case a == lab.UnknownQueue || b == lab.UnknownQueue:
		return lab.UnknownQueue
	}
	return lab.BothQueues
}

// Unsettled reports whether it is open where messages of a receive ran
// together, and a probe of the sender could show it: conn received n bytes, and
// was probed as p after it. Who then probes the sender makes that the Far of
// the receive's event.
func (t *Tracker) Unsettled(conn, n int, p *lab.Probe) bool {
	f := t.flows.Get(t.pairs.Get(conn))
	if !t.transportOf(conn).IsTCP() || f == nil || f.busy() || f.arrivedAtOnce(p) {
		return false
	}
	f.sighted = f.messages.Len()
	for i := max(f.settled, f.next); i < f.messages.Len(); i++ {
		if m := f.messages.At(i); m.off > f.read && !m.continues() {
			return m.off < f.read+int64(n)
		}
	}
	return false
}

// ended records the close or the shutdown of the sender. Its far probe shows in
// how many segments all of the stream came, if all of it has: before the last
// of them may have been sent again.
func (f *flow) ended(e *lab.Event) {
	f.shut = true
	if f.whole == 0 && e.Far != nil && f.read+int64(e.Far.InQ) == f.end {
		f.whole = e.Far.SegsIn
	}
}

// arrivedAtOnce reports whether one segment brought all that had not left at the
// latest sample, as the receiver was probed then or when the sender closed.
func (f *flow) arrivedAtOnce(p *lab.Probe) bool {
	return Arrived(&f.latest, p) == 1 || f.whole > 0 && ArrivedAfter(&f.latest, f.whole) == 1
}

// busy reports whether a send is under way: how much of it the kernel has taken
// is then not known.
func (f *flow) busy() bool {
	n := f.messages.Len()
	return n > f.messages.First() && f.messages.At(n-1).seq == 0
}

// takeFarSample takes the far probe of a receive as a sample. One that was made while
// a send began or ended belongs to an unknown moment and is discarded.
func (f *flow) takeFarSample(e *lab.Event) {
	if e.Far == nil || f == nil || f.busy() || f.sighted != f.messages.Len() || !Sampled(e.Far) {
		e.Far, e.FarConn = nil, 0
		return
	}
	f.measured(f.sampleOf(e.Seq, e.Far))
}
