package record

import (
	"unsafe"

	"stickylab/lab"
)

// Segment keeps a segment that was captured and shows it to the viewers.
// Segments are told in the order of their times.
func (l *Log) Segment(s lab.Segment) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil {
		return
	}
	s.At = max(s.At, 0)
	l.startBatch(l.events.len()+1, s.At)
	l.wire.kept = append(l.wire.kept, compact(&s))
	l.size += int(unsafe.Sizeof(segment{}))
	l.enc.control(controlSegment, segmentBody(len(l.wire.kept), &s))
	l.changed()
}

// SegmentsLost tells that n more segments of the run were seen and not kept.
func (l *Log) SegmentsLost(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil || n <= 0 {
		return
	}
	l.wire.lost += n
	l.startBatch(l.events.len()+1, 0)
	l.enc.control(controlSegmentsLost, appendInts(nil, []int{l.wire.lost}))
	l.changed()
}

// segmentBody is the body of a control row; number counts the segments from 1.
func segmentBody(number int, s *lab.Segment) []byte {
	c := encoder{buf: make([]byte, 0, 32)}
	c.uints(number, int(s.At), s.From, s.To, int(s.Flags))
	c.zigzag(s.Seq)
	c.zigzag(s.Ack)
	c.uints(s.Len, s.Count, s.Window)
	return c.buf
}

// segments are those of a run.
type segments struct {
	kept []segment
	lost int
	far  map[int]int // stream conns: the other end
}

// segment is a lab.Segment in little more than half of its room: a run has two
// for every send.
type segment struct {
	at, seq, ack int64
	from, to     int32
	len, window  int32
	count        uint16
	flags        lab.TCPFlags
}

func compact(s *lab.Segment) segment {
	return segment{
		at: s.At, seq: s.Seq, ack: s.Ack, from: int32(s.From), to: int32(s.To),
		len: int32(s.Len), window: int32(s.Window), count: uint16(s.Count), flags: s.Flags,
	}
}

func (s *segment) whole() lab.Segment {
	return lab.Segment{
		At: s.at, Seq: s.seq, Ack: s.ack, From: int(s.from), To: int(s.to),
		Len: int(s.len), Window: int(s.window), Count: int(s.count), Flags: s.flags,
	}
}

// pair notes the two ends of a connection.
func (w *segments) pair(a, b int) {
	if w.far == nil {
		w.far = map[int]int{}
	}
	w.far[a], w.far[b] = b, a
}

// all gives the segments. An end that was not accepted when its segment was
// told gets its number here.
func (w *segments) all() []lab.Segment {
	if len(w.kept) == 0 {
		return nil
	}
	all := make([]lab.Segment, len(w.kept))
	open := map[int]*attempt{}
	for i := range w.kept {
		all[i] = w.kept[i].whole()
		s := &all[i]
		if s.From != 0 && s.To != 0 || s.From+s.To == 0 {
			continue
		}
		conn := s.From + s.To // the one that is known
		try := open[conn]
		if try == nil || try.failed && s.Flags&(lab.SYN|lab.ACK) == lab.SYN {
			try = &attempt{}
			open[conn] = try
		}
		try.failed = try.failed || s.Flags&lab.RST != 0
		try.segments = append(try.segments, s)
	}
	for conn, try := range open {
		try.name(w.far[conn])
	}
	return all
}

// attempt is what was seen of a socket's last try to connect. One that ended
// in a reset before it was accepted has nothing to do with the next.
type attempt struct {
	segments []*lab.Segment
	failed   bool
}

func (a *attempt) name(far int) {
	for _, s := range a.segments {
		if s.From == 0 {
			s.From = far
		} else {
			s.To = far
		}
	}
}
