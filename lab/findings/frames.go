package findings

import (
	"stickylab/lab"
	"stickylab/lab/frame"
)

// Mismatch is a frame that is not just one message as it was sent. Its call is
// the decode.
type Mismatch struct {
	Where
	Stream int // the conn that sent it
	Frame  int // its number among the decoder's, from 1
	Off    int64
	Len    int
	// Messages counts those that the frame has bytes of, Begun those of which it
	// has only a part.
	Messages, Begun int
}

// Cut reports whether the frame has bytes of several messages and not all of them:
// that is worse than a part of one, or several whole ones.
func (m *Mismatch) Cut() bool { return m.Messages > 1 && m.Begun > 0 }

// framed is what the decoder of a conn has made of its bytes so far.
type framed struct {
	last    lab.Decode // of its last event
	step    int
	end     int64 // behind the last frame, or where the one under way begins
	fed     int64 // behind the last bytes that it was fed
	lastSeq int   // of the last frame
	lost    bool  // a fault: where the next frame begins is not known
	message int64 // where the last message that a frame had bytes of begins
	doubt   *frame.Error
}

// decoderOf returns what is known of the decoder of a conn.
func (f *finder) decoderOf(conn int) *framed {
	one := f.framed[conn]
	if one == nil {
		one = &framed{message: -1}
		f.framed[conn] = one
	}
	return one
}

// takenFrom returns the stream that a conn receives; nil where it is not known, or
// has datagrams.
func (f *finder) takenFrom(conn int) *stream {
	if f.taken == nil {
		f.taken = map[int]*stream{}
		for sender, s := range f.streams {
			if s.receiver != 0 && f.transport(sender).Stream() {
				f.taken[s.receiver] = s
			}
		}
	}
	return f.taken[conn]
}

// step notes what a decoder made of its bytes, and holds a frame against what was
// sent.
func (f *finder) step(one *Decoded, e *lab.Event) {
	d := f.decoderOf(e.Conn)
	d.last, d.step = *e.Decode, e.Step
	switch {
	case e.Err != "":
		d.lost = true
		return
	case e.Fault != nil:
		d.doubt, one.Doubt = e.Fault, e.Fault
	}
	d.end = e.Off
	if e.Decode.Part != frame.PartFrame {
		return
	}
	d.lastSeq = e.Seq
	d.end, d.lost, d.doubt = e.Off+int64(e.Decode.Have), false, nil
	one.Frames++
	if one.Frames == 1 {
		one.Where = f.where(e)
	}
	if one.Fault == "" {
		one.Before++
	}
	f.held(one, d, e)
}

// held holds a frame against the messages that it has bytes of.
func (f *finder) held(one *Decoded, d *framed, e *lab.Event) {
	s, end := f.takenFrom(e.Conn), e.Off+int64(e.Decode.Have)
	if s == nil || s.sent < end || f.about.Conns.ConnOf(e.Conn).Outside { // a proxy's sends are no messages
		one.Unheld++
		return
	}
	m := Mismatch{Where: f.where(e), Stream: s.conn, Frame: one.Frames, Off: e.Off, Len: e.Decode.Have}
	for at := e.Off; at < end; {
		message := s.extentAt(at)
		if message.to <= at {
			one.Unheld++
			return
		}
		m.Messages++
		if message.from < e.Off || message.meant > end {
			m.Begun++
		}
		if message.from != d.message {
			d.message = message.from
			one.Messages++
		}
		at = message.to
	}
	if m.Messages == 1 && m.Begun == 0 {
		one.Right++
		return
	}
	if one.Odd == nil || m.Cut() && !one.Odd.Cut() {
		one.Odd = &m
	}
}

// left returns the bytes that came and are still in the decoder of a conn, and
// where in the stream they begin.
func (f *finder) left(conn int) (n int, off int64) {
	d := f.framed[conn]
	if d == nil || d.lost || d.last.Part == frame.PartSkip || d.fed <= d.end {
		return 0, 0
	}
	return int(d.fed - d.end), d.end
}
