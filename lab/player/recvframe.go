package player

import (
	"cmp"
	"errors"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/session"
)

// recvFrame receives until one frame is complete; its body is what was received
// last.
func (p *program) recvFrame(do lab.RecvFrame) error {
	err := p.frame(do, func(f frame.Frame, e lab.Event) error {
		p.got.last = f.Body
		return p.hand.Note(e)
	})
	p.keepLast(do.Into)
	return err
}

// frame feeds the decoder of the connection until it has a frame, by as many bytes
// a receive as the step says, and lets take record what became of it. What came behind
// stays in the decoder.
func (p *program) frame(do lab.RecvFrame, take func(frame.Frame, lab.Event) error) error {
	p.got.nothing()
	c, err := p.cutBy(do)
	if err != nil {
		return p.broken(lab.CallDecode, err)
	}
	s, err := p.transferring(lab.CallRecv, do.From)
	if err != nil {
		return err
	}
	d := p.framing.last[s]
	if d != nil && d.lost && d.codec == c {
		return p.nothingMore(len(do.Until) == 0)
	}
	if d != nil && d.codec != c {
		if err := d.become(c); err != nil {
			return p.broken(lab.CallDecode, err)
		}
	}
	for began := false; ; began = true {
		if d != nil {
			if done, err := p.decode(s, d, began, take); done || err != nil {
				return err
			}
		}
		var over bool
		if d, over, err = p.feed(s, c, d, cmp.Or(do.By, lab.DefaultBy)); err != nil {
			return cmp.Or(err, p.doubt(s, d))
		}
		if over {
			return p.over(s, d, len(do.Until) == 0, take)
		}
	}
}

// feed makes one receive for a decoder, and gives the one that it was for; over
// tells that nothing more comes.
func (p *program) feed(s *session.Socket, c *codec, d *decoder, size int) (fed *decoder, over bool, err error) {
	buf := p.buffer(size)
	n, err := p.recvOnce(s, buf, lab.Recv{})
	if err != nil || n == 0 {
		return d, err == nil, err
	}
	if d, err = p.decoderOf(s, c); err != nil {
		return nil, false, p.broken(lab.CallDecode, err)
	}
	off := d.fed
	if s.Transport().Stream() {
		off = p.hand.Received(s) - int64(n)
		d.sends.Take(buf[:n], off, p.hand.Ends(nil, s))
	}
	d.feed(buf[:n], off)
	return d, false, nil
}

// over is for the end of the stream, which ends some frames and must not come
// within others. Then there is no frame, for which Python has None, or, without none,
// no bytes.
func (p *program) over(s *session.Socket, d *decoder, none bool, take func(frame.Frame, lab.Event) error) error {
	if d != nil {
		if fault := d.End(); fault != nil {
			d.lost = true
			return p.fault(s, d, p.world.Now(), fault)
		}
		if err := p.doubt(s, d); err != nil {
			return err
		}
		if done, err := p.decode(s, d, false, take); done || err != nil {
			return err
		}
	}
	return p.nothingMore(none)
}

// nothingMore is for a stream of which no more frames come: it is over, or a fault has
// been told behind which none can be found. A loop until empty ends there.
func (p *program) nothingMore(none bool) error {
	p.got.ended = none
	if p.untilEmpty > 0 {
		return errEmpty
	}
	return nil
}

// doubt records that what a decoder has, or made frames of without a fault, would
// make more sense if it were read otherwise.
func (p *program) doubt(s *session.Socket, d *decoder) error {
	if d == nil {
		return nil
	}
	why := d.Reasons()
	if len(why) > 0 && why[0].Kind == frame.GuessQuoted && d.sends.Matched() {
		why = nil // each line was sent as a message
	}
	if len(why) == 0 {
		why = d.sends.Reason(d.codec.Codec)
	}
	if len(why) == 0 {
		return nil
	}
	now := d.State()
	off := d.stream(now.Off)
	e := p.decoded(s, p.world.Now(), off, stateOf(now))
	e.Fault = &frame.Error{Kind: frame.KindDoubt, Off: off + int64(now.Have), Length: now.Length, Guesses: why}
	return p.hand.Note(e)
}

// decode looks for a frame and records what there is: the frame, a fault, or,
// with state, what the decoder waits for.
func (p *program) decode(s *session.Socket, d *decoder, state bool, take func(frame.Frame, lab.Event) error) (done bool, err error) {
	start := p.world.Now()
	f, ok, err := d.Next()
	switch {
	case err != nil:
		return true, p.fault(s, d, start, err)
	case ok:
		p.got.last = f.Body
		n := len(f.Raw)
		d.sends.Frame(d.stream(f.Off) + int64(n))
		return true, take(f, p.decoded(s, start, d.stream(f.Off), lab.Decode{
			Part: frame.PartFrame, Have: n, Need: int64(n), Length: f.Length, Head: f.Head, Tail: f.Tail,
			Body: bodyOf(f),
		}))
	case state:
		now := d.State()
		return false, p.hand.Note(p.decoded(s, start, d.stream(now.Off), stateOf(now)))
	}
	return false, nil
}

// bodyOf returns the body of a frame for an event.
func bodyOf(f frame.Frame) *lab.Body {
	from, to, ok := f.Within()
	switch {
	case !ok:
		return &lab.Body{Bytes: f.Body}
	case from == f.Head && to == len(f.Raw)-f.Tail:
		return nil
	}
	return &lab.Body{From: from, To: to}
}

func stateOf(s frame.State) lab.Decode {
	return lab.Decode{Part: s.Part, Have: s.Have, Need: s.Need, Length: s.Length}
}

// decoded makes the event of a decoder's step.
func (p *program) decoded(s *session.Socket, start, off int64, d lab.Decode) lab.Event {
	e := p.note(lab.CallDecode, s)
	e.Start, e.Off, e.Decode = start, off, &d
	if !s.Transport().Stream() {
		e.Stream = p.got.from.Conn
	}
	return e
}

// fault records what is wrong with what was received. Its place is that in the
// stream.
func (p *program) fault(s *session.Socket, d *decoder, start int64, err error) error {
	p.got.last = nil
	var found *frame.Error
	if !errors.As(err, &found) {
		return p.broken(lab.CallDecode, err)
	}
	d.lost = d.lost || d.Lost()
	fault := *found
	fault.Off = d.stream(found.Off)
	fault.Codec = d.codec.known()
	if len(fault.Guesses) == 0 {
		fault.Guesses = d.sends.Reason(d.codec.Codec)
	}
	e := p.decoded(s, start, fault.Off, lab.DecodeAt(&fault, len(d.Rest())))
	e.Err, e.Fault = fault.Kind, faultOf(&fault)
	return p.hand.Note(e)
}
