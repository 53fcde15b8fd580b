package record

import (
	"fmt"

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

func segmentsJSON(segments []lab.Segment) []segmentJSON {
	out := make([]segmentJSON, len(segments))
	for i, s := range segments {
		flags := s.Flags.Names()
		if flags == nil {
			flags = []string{} // a list, not null
		}
		out[i] = segmentJSON{s.At, s.From, s.To, flags, s.Seq, s.Ack, s.Len, s.Count, s.Window}
	}
	return out
}

// readSegments takes the segments of a file, which anybody may have written.
func (t *Trace) readSegments(in []segmentJSON) error {
	t.Segments = nil
	for i, s := range in {
		if min(s.At, int64(s.From), int64(s.To), int64(s.Len), int64(s.Window)) < 0 || s.Count < 1 || min(s.Seq, s.Ack) < -1 {
			return fmt.Errorf("trace: segment %d: a number below its least", i+1)
		}
		t.Segments = append(t.Segments, lab.Segment{
			At: s.At, From: s.From, To: s.To, Flags: lab.ParseTCPFlags(s.Flags),
			Seq: s.Seq, Ack: s.Ack, Len: s.Len, Count: s.Count, Window: s.Window,
		})
	}
	return nil
}
