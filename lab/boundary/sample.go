package boundary

import "stickylab/lab"

// sample is what a probe of a conn tells of the stream that it sends: how far
// it had left for the wire, and in how many segments.
type sample struct {
	seq      int   // the event that has the probe; 0 stands for no sample
	left     int64 // bytes of the stream that had left
	accepted int64 // bytes of it that the kernel had taken
	segs     int32 // data segments that had left, those sent again included
	resent   int32 // those sent again
}

// newSample makes a sample of a probe. A FIN that waits to be sent is counted
// in a queue like a byte (RFC 9293 3.4), so what was shut down has one less.
func newSample(seq int, p *lab.Probe, accepted int64, shut bool) sample {
	unsent := int64(p.Unsent)
	if shut && unsent > 0 {
		unsent--
	}
	return sample{seq: seq, left: accepted - unsent, accepted: accepted, segs: p.SegsOut, resent: max(p.Retrans, 0)}
}

// fresh counts the segments that left for the first time between two samples,
// -1 if that is not sure: once the stream was shut down, a segment that was
// sent again may be a FIN without data, which counts in only one of the two.
func fresh(from, to *sample, shut bool) int32 {
	again := to.resent - from.resent
	if shut && again > 0 {
		return -1
	}
	return to.segs - from.segs - again
}

// arrived counts the segments that had come to the receiver after those of the
// sample, -1 if that is not sure. A receive has bytes from behind the sample,
// so all before it had come; each in one segment if none was sent again.
func arrived(from *sample, p *lab.Probe) int32 {
	if from.seq == 0 || from.resent > 0 || p == nil || p.SegsIn == lab.Missing {
		return -1
	}
	return p.SegsIn - from.segs
}
