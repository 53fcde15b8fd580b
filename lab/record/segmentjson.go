package record

import "stickylab/lab"

// segmentJSON is a segment as the trace format has it.
type segmentJSON struct {
	At     int64    `json:"at"`
	From   int      `json:"from"`
	To     int      `json:"to"`
	Flags  []string `json:"flags"`
	Seq    int64    `json:"seq"`
	Ack    int64    `json:"ack"`
	Len    int      `json:"len"`
	Count  int      `json:"count"`
	Window int      `json:"window"`
}

func newSegmentJSON(s *lab.Segment) segmentJSON {
	flags := s.Flags.Names()
	if flags == nil {
		flags = []string{} // a list, not null
	}
	return segmentJSON{s.At, s.From, s.To, flags, s.Seq, s.Ack, s.Len, s.Count, s.Window}
}

// segment reads a segment of a file, which anybody may have written.
func (j *segmentJSON) segment() (lab.Segment, error) {
	if min(j.At, int64(j.From), int64(j.To), int64(j.Len), int64(j.Window)) < 0 || j.Count < 1 || min(j.Seq, j.Ack) < -1 {
		return lab.Segment{}, errLeast
	}
	return lab.Segment{
		At: j.At, From: j.From, To: j.To, Flags: lab.ParseTCPFlags(j.Flags),
		Seq: j.Seq, Ack: j.Ack, Len: j.Len, Count: j.Count, Window: j.Window,
	}, nil
}
