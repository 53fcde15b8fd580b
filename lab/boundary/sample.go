package boundary

import "stickylab/lab"

// Sample is what a probe of a conn shows of the stream that it sends: how far
// it had left for the wire, and in how many segments.
type Sample struct {
	Seq      int   // the event that has the probe; 0 stands for no sample
	Left     int64 // bytes of the stream that had left
	Accepted int64 // bytes of it that the kernel had taken
	Segs     int32 // data segments that had left, those sent again included
	Resent   int32 // segments that were sent again
}

// NewSample makes a sample of a probe. A FIN that waits to be sent is counted
// in a queue like a byte (RFC 9293 3.4), so what was shut down has one less.
func NewSample(seq int, p *lab.Probe, accepted int64, shut bool) Sample {
	unsent := int64(p.Unsent)
	if shut && unsent > 0 {
		unsent--
	}
	return Sample{Seq: seq, Left: accepted - unsent, Accepted: accepted, Segs: p.SegsOut, Resent: max(p.Retrans, 0)}
}

// Sampled reports whether a probe is one of a TCP socket.
func Sampled(p *lab.Probe) bool {
	return p != nil && p.SegsOut != lab.Missing && p.Unsent != lab.Missing
}

// NewSegments counts the segments that left for the first time between two samples,
// -1 if that is not sure: once the stream was shut down, a segment that was
// sent again may be a FIN without data, which counts in only one of the two.
func NewSegments(from, to *Sample, shut bool) int32 {
	again := to.Resent - from.Resent
	if shut && again > 0 {
		return -1
	}
	return to.Segs - from.Segs - again
}

// Arrived counts the segments that had come to the receiver after those of the
// sample, -1 if that is not sure. A receive has bytes from behind the sample,
// so all before it had come; each in one segment if none was sent again.
func Arrived(from *Sample, p *lab.Probe) int32 {
	if p == nil || p.SegsIn == lab.Missing {
		return -1
	}
	return ArrivedAfter(from, p.SegsIn)
}

// ArrivedAfter is Arrived for a receiver that had got so many segments in all.
func ArrivedAfter(from *Sample, segs int32) int32 {
	if from.Seq == 0 || from.Resent > 0 {
		return -1
	}
	return segs - from.Segs
}

// Ends reports whether the event ended the sending of its conn.
func Ends(e *lab.Event) bool {
	return e.Err == "" && (e.Call == lab.CallClose || e.Call == lab.CallShutdown && e.How != "read")
}
