package findings

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
)

// stream is what became of the bytes, or datagrams, that a conn sent.
type stream struct {
	conn     int
	receiver int // the conn that receives, 0 if none is known

	// Counts.
	sent  int64 // bytes that the kernel took
	got   int64 // bytes of them that were received
	last  int   // Seq of the last receive
	heads bool  // a send had a header

	before boundary.Sample // the last one before the first send

	// Its end.
	shut      int   // Seq of the first shutdown for writing, or of the close; 0 without one
	allSegs   int32 // data segments that had brought all of it by then, 0 if not all had arrived
	allSegsAt int   // Seq of the event whose probe counted them
	came      int32 // data segments that had come when the receiver was closed, 0 where nothing or more than that was measured
	cameAt    int   // Seq of that close

	// Rows.
	sends    packed[send]
	takes    packed[take]    // TCP only
	samples  packed[sample]  // TCP only
	held     packed[held]    // TCP only
	carriers packed[carrier] // where segments were captured
}

func (s *stream) finish() {
	s.sends.finish()
	s.takes.finish()
	s.samples.finish()
	s.held.finish()
	s.carriers.finish()
}

func (s *stream) size() int {
	return s.sends.size() + s.takes.size() + s.samples.size() + s.held.size() + s.carriers.size()
}

// extent is where a message begins and ends in a stream, and where it was meant
// to end, which a short send does not reach.
type extent struct{ from, to, meant int64 }

// extentAt returns the extent of the message that has the byte at the offset.
func (s *stream) extentAt(off int64) extent {
	i := s.sends.search(func(one send) bool { return one.end() > off })
	if i == s.sends.len() {
		return extent{off, off, off}
	}
	return s.extentOf(s.sends.at(i))
}

// extentOf returns the extent of the message of a send.
func (s *stream) extentOf(one send) extent {
	behind := s.sends.search(func(other send) bool { return other.start > one.start })
	last := s.sends.at(behind - 1)
	return extent{last.start, last.end(), last.off + int64(last.asked)}
}

// head counts the bytes of header in a message.
func (s *stream) head(e extent) (n int) {
	first := s.sends.search(func(one send) bool { return one.start >= e.from })
	for _, one := range s.sends.from(first) {
		if one.start > e.from {
			break
		}
		n += one.head
	}
	return n
}

// origins yields the sends that a receive of the stream took bytes of, with
// how many bytes of each.
func (s *stream) origins(e *lab.Event) func(yield func(send, int) bool) {
	end := e.Off + int64(e.Got)
	return func(yield func(send, int) bool) {
		first := s.sends.search(func(one send) bool { return one.end() > e.Off })
		for _, one := range s.sends.from(first) {
			if one.off >= end {
				return
			}
			if n := min(end, one.end()) - max(e.Off, one.off); n > 0 && !yield(one, int(n)) {
				return
			}
		}
	}
}

// datagram returns the datagram with the number.
func (s *stream) datagram(number int64) (send, bool) {
	i := s.sends.search(func(one send) bool { return one.off >= number })
	if i == s.sends.len() {
		return send{}, false
	}
	one := s.sends.at(i)
	return one, one.off == number
}

// firstReach returns the first sample at which the stream had left up to the
// offset and no farther.
func (s *stream) firstReach(off int64) (sample, bool) {
	i := s.samples.search(func(one sample) bool { return one.reach >= off })
	if i == s.samples.len() {
		return sample{}, false
	}
	one := s.samples.at(i)
	return one, one.Left == off
}

// lastBefore returns the last sample before the event, if the stream had left
// up to the offset and no farther then.
func (s *stream) lastBefore(seq int, off int64) (sample, bool) {
	i := s.samples.search(func(one sample) bool { return one.Seq >= seq })
	if i == 0 {
		return sample{}, false
	}
	one := s.samples.at(i - 1)
	return one, one.Left == off
}
