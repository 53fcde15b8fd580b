package findings

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
)

// send is one send of a conn: a range of its stream, or a datagram, whose Off
// is its number.
type send struct {
	seq              int
	off              int64
	got, asked, head int
	// start is where the message begins that the send belongs to. It is off but
	// where the send goes on with the message of the send before it.
	start     int64
	continues bool
}

// end is the offset behind the last byte that the kernel took.
func (s send) end() int64 { return s.off + int64(s.got) }

func (s send) pack() fields {
	return fields{int64(s.seq), s.off, s.start, int64(s.got), int64(s.asked), int64(s.head), number(s.continues)}
}

func (send) unpack(f *fields) send {
	return send{
		seq: int(f[0]), off: f[1], start: f[2], got: int(f[3]), asked: int(f[4]), head: int(f[5]), continues: f[6] != 0,
	}
}

func (s send) key() int64 { return s.off }

func (s send) after(before send) send {
	if s.start = s.off; s.continues && before.seq > 0 {
		s.start = before.start
	}
	return s
}

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// take is one receive of bytes of a stream.
type take struct {
	seq   int
	off   int64
	got   int
	endNs int64 // when it returned
}

func (t take) end() int64 { return t.off + int64(t.got) }

func (t take) pack() fields { return fields{int64(t.seq), t.off, int64(t.got), t.endNs} }

func (take) unpack(f *fields) take { return take{int(f[0]), f[1], int(f[2]), f[3]} }

func (t take) key() int64      { return t.off }
func (t take) after(take) take { return t }

// sample is a boundary.Sample. reach is the farthest that the stream had left
// at it or at a sample before.
type sample struct {
	boundary.Sample
	reach int64
}

func (s sample) pack() fields {
	return fields{int64(s.Seq), s.Left, s.reach, int64(s.Segs), int64(s.Resent), s.Accepted}
}

func (sample) unpack(f *fields) sample {
	return sample{boundary.Sample{Seq: int(f[0]), Left: f[1], Segs: int32(f[3]), Resent: int32(f[4]), Accepted: f[5]}, f[2]}
}

func (s sample) key() int64 { return int64(s.Seq) }

func (s sample) after(before sample) sample {
	if s.reach = s.Left; before.Seq > 0 {
		s.reach = max(s.Left, before.reach)
	}
	return s
}

// held is a send after which bytes of it stayed unsent.
type held struct {
	seq    int
	end    int64 // the offset behind its last byte
	endNs  int64 // when it returned
	unsent int32
	hold   Hold
}

func (h held) pack() fields {
	return fields{int64(h.seq), h.end, h.endNs, int64(h.unsent), int64(h.hold)}
}

func (held) unpack(f *fields) held { return held{int(f[0]), f[1], f[2], int32(f[3]), Hold(f[4])} }

func (h held) key() int64      { return int64(h.seq) }
func (h held) after(held) held { return h }

// carrier is a captured segment with data. order counts the segments of the run
// as they were captured; reach is the farthest that it or one before it in the
// list goes.
type carrier struct {
	lab.Segment
	order int
	reach int64
}

func (c carrier) end() int64 { return c.Seq + int64(c.Len) }

func (c carrier) pack() fields {
	return fields{
		c.Seq, int64(c.Len), c.reach, int64(c.order), c.At, c.Ack, int64(c.Flags), int64(c.To), int64(c.Count), int64(c.Window),
	}
}

func (carrier) unpack(f *fields) carrier {
	return carrier{
		Segment: lab.Segment{
			Seq: f[0], Len: int(f[1]), At: f[4], Ack: f[5], Flags: lab.TCPFlags(f[6]), To: int(f[7]), Count: int(f[8]), Window: int(f[9]),
		},
		order: int(f[3]), reach: f[2],
	}
}

func (c carrier) key() int64 { return c.Seq }

func (c carrier) after(before carrier) carrier {
	c.reach = max(c.end(), before.reach)
	return c
}
