package record

import (
	"cmp"
	"strings"

	"stickylab/lab"
)

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
	if err := cmp.Or(
		whole("at", j.At, 0, maxTime), whole("from", int64(j.From), 0, maxInt), whole("to", int64(j.To), 0, maxInt),
		whole("len", int64(j.Len), 0, maxInt), whole("window", int64(j.Window), 0, maxTime), whole("count", int64(j.Count), 1, maxInt),
		whole("seq", j.Seq, -1, maxTime), whole("ack", j.Ack, -1, maxTime),
	); err != nil {
		return lab.Segment{}, err
	}
	if len(lab.ParseTCPFlags(j.Flags).Names()) != len(j.Flags) {
		return lab.Segment{}, wrong("flags", "flag", quoted(j.Flags), strings.Join(lab.TCPFlags(0xff).Names(), ", "))
	}
	return lab.Segment{
		At: j.At, From: j.From, To: j.To, Flags: lab.ParseTCPFlags(j.Flags),
		Seq: j.Seq, Ack: j.Ack, Len: j.Len, Count: j.Count, Window: j.Window,
	}, nil
}
