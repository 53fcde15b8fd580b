package frame

import "slices"

// Decoder cuts one stream into frames. It is not safe for concurrent use.
//
// What it keeps is bounded by the codec's maximum frame length and the size of
// the pieces it is fed.
type Decoder struct {
	codec  Codec
	buf    []byte
	start  int   // of the frame under way in buf
	off    int64 // of buf[start] in the stream
	last   step  // what the last look asked for
	fresh  bool  // none was at the frame under way
	known  progress
	gone   []byte // the last bytes that were before buf, at most tailBytes
	frames int    // that were given

	skip   int64  // bytes still to be thrown away
	seeker Codec  // up to where this one says; nil for no further
	late   *Error // told when they are
	broken *Error
	over   bool // the stream, which completes the frame under way

	begun    []byte // the first bytes of the stream, where counts
	counts   bool
	past     past
	within   *searched // nil for what no search can read
	digits   *counted  // nil where no lengths are digits
	prefixed bool      // lengths are varints or those of BER
	searched bool      // for the reason of a fault
	lines    lines     // of a delimiter
	quiet    bool      // no reasons are asked for
	steps    int       // that searches took
	looked   int       // bytes that codecs went through in search of something
}

// tailBytes is how many bytes before the frame under way are remembered, for
// the guess what a fault means, where no search is made.
const tailBytes = 8

// NewDecoder makes a decoder of a codec; the error is that of Validate.
func NewDecoder(c Codec) (*Decoder, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	d := &Decoder{codec: c, counts: counts(c), prefixed: isPrefixed(c)}
	if s, ok := searchable(c); ok {
		d.within = &s
	}
	if one, ok := digitsOf(c); ok {
		d.digits = &one
	}
	d.again()
	return d, nil
}

// Feed takes the next bytes of the stream. They are copied.
func (d *Decoder) Feed(p []byte) {
	if d.broken != nil {
		return
	}
	if d.start == len(d.buf) || d.start > 0 && len(d.buf)+len(p) > cap(d.buf) {
		d.gone = append(d.gone[:0], d.before()...)
		d.buf = append(d.buf[:0], d.buf[d.start:]...)
		d.start = 0
	}
	d.buf = append(d.buf, p...)
}

// before returns the last bytes in front of the frame under way.
func (d *Decoder) before() []byte {
	if d.start >= tailBytes {
		return d.buf[d.start-tailBytes : d.start]
	}
	all := append(slices.Clone(d.gone), d.buf[:d.start]...)
	return all[max(0, len(all)-tailBytes):]
}

// Next gives the next frame, or false when more bytes are needed. The error is
// an *Error. After a frame that was too long the decoder goes on with the one
// behind it; after any other error the stream cannot be trusted, and every
// later Next gives the error again.
func (d *Decoder) Next() (Frame, bool, error) {
	for d.broken == nil {
		if !d.skipped() {
			return Frame{}, false, nil
		}
		if late := d.late; late != nil {
			d.late = nil
			return Frame{}, false, late
		}
		buf := d.buf[d.start:]
		if len(buf) == 0 {
			d.settle()
		}
		if d.last.need > int64(len(buf)) {
			if d.over && d.last.open {
				return d.take(d.last.frame), true, nil
			}
			return Frame{}, false, nil
		}
		d.last, d.fresh = d.codec.look(buf, &d.known), false
		if d.last.idle > 0 {
			d.past.forget(d.off + int64(d.last.idle))
			d.advance(d.last.idle)
			continue
		}
		if d.last.err != nil {
			if err := d.fail(d.last); err != nil {
				return Frame{}, false, err
			}
			continue
		}
		if d.last.need <= int64(len(buf)) {
			return d.take(d.last.frame), true, nil
		}
	}
	return Frame{}, false, d.broken
}

// take gives the frame and begins the next one.
func (d *Decoder) take(f Frame) Frame {
	f.Off, f.Length = d.off, d.last.length
	d.remember(f.Raw)
	d.begin(f.Raw)
	d.lines.add(f, d.codec)
	d.frames++
	d.advance(len(f.Raw))
	return f
}

// advance begins the next frame n bytes further.
func (d *Decoder) advance(n int) {
	d.start += n
	d.off += int64(n)
	d.again()
}

// again makes the next look one at the beginning of a frame.
func (d *Decoder) again() {
	d.looked += d.known.looked
	d.known, d.last, d.fresh = progress{nth: d.frames}, step{}, true
}

// Quiet has the decoder look for no reasons of its faults: of many codecs that are tried most
// have some.
func (d *Decoder) Quiet() { d.quiet = true }

// settle looks at a frame of which nothing is there: that says what it needs.
func (d *Decoder) settle() {
	if d.fresh {
		d.last, d.fresh = d.codec.look(nil, &d.known), false
	}
}

// fail notes a fault; it gives nil when it is to be told later.
func (d *Decoder) fail(s step) error {
	s.err.Off = d.off
	d.explain(s.err)
	if s.skip == 0 {
		d.broken = s.err
		return s.err
	}
	if d.skip = max(s.skip, 0); s.seek || s.skip == untilResync {
		d.seeker = d.codec
		if s.by != nil {
			d.seeker = s.by
		}
	}
	if s.late {
		d.late = s.err
		return nil
	}
	return s.err
}

// explain adds what a fault probably means. One search a stream is enough: what
// is wrong with its lengths is wrong with the later ones too.
func (d *Decoder) explain(fault *Error) {
	if d.quiet {
		return
	}
	if len(fault.Guesses) > 0 {
		return // the codec knows
	}
	if d.within != nil && !d.searched {
		d.searched = true
		if fault.Guesses = d.misread(); len(fault.Guesses) > 0 {
			return
		}
	}
	for _, why := range [...]func() []Guess{d.begins, d.isNone, d.miscounted, d.otherWay} {
		if fault.Guesses = why(); len(fault.Guesses) > 0 {
			return
		}
	}
	if d.off == 0 {
		if fault.Guesses = d.unlike(fault); len(fault.Guesses) > 0 {
			return
		}
	}
	fault.searched = d.within != nil
	fault.guess(d.before(), d.buf[d.start:])
}

// unlike returns what a stream is whose first frame is at fault.
func (d *Decoder) unlike(fault *Error) []Guess {
	stream := d.buf[d.start:]
	if _, is := mbap(stream); is {
		return []Guess{{Kind: GuessMBAP}}
	}
	if one, ok := d.codec.(Delimiter); ok && fault.Kind == KindNoDelimiter {
		return one.otherEnd(stream)
	}
	return nil
}

// skipped throws away what is to be thrown away and reports whether all of it
// is gone.
func (d *Decoder) skipped() bool {
	if n := min(d.skip, int64(len(d.buf)-d.start)); n > 0 {
		d.skip -= n
		d.advance(int(n))
		d.past.forget(d.off)
	}
	if d.seeker != nil && d.skip == 0 {
		n, found := d.seeker.resync(d.buf[d.start:])
		d.advance(n)
		if found {
			d.seeker = nil
		}
	}
	return d.skip == 0 && d.seeker == nil
}

// Lost reports whether a fault was found behind which no frame can be.
func (d *Decoder) Lost() bool { return d.broken != nil }

// State tells how far the frame under way is.
func (d *Decoder) State() State {
	d.settle()
	s := State{Off: d.off, Have: len(d.buf) - d.start, Need: d.last.need, Part: d.last.part, Length: d.last.length}
	if d.skip > 0 || d.seeker != nil {
		s.Need, s.Part, s.Length = d.skip, PartSkip, noLength
	}
	return s
}

// Rest gives the bytes that are in no frame yet. They are the decoder's own
// and hold until the next Feed.
func (d *Decoder) Rest() []byte { return d.buf[d.start:] }

// End tells the decoder that the stream is over, when Next has no more. In the
// middle of a frame that is an *Error of KindTruncated: needs 4, has 2. A frame
// that the end of its stream completes, as it can be with HTTP, is what the
// next Next gives.
func (d *Decoder) End() error {
	switch s := d.State(); {
	case d.last.open && d.broken == nil:
		d.over = true
	case d.broken != nil:
		return d.broken
	case d.late != nil:
		return d.late
	case s.Have > 0 || s.Part == PartSkip:
		fault := &Error{Kind: KindTruncated, Off: s.Off, Have: s.Have, Need: s.Need, Part: s.Part, Length: s.Length}
		if d.quiet {
			return fault
		}
		if s.Part != PartSkip {
			if fault.Guesses = append(d.Reasons(), d.isNone()...); len(fault.Guesses) == 0 {
				fault.Guesses = d.miscounted()
			}
		}
		if one, ok := d.codec.(Delimiter); ok && d.frames == 0 && d.off == 0 && len(fault.Guesses) == 0 {
			fault.Guesses = one.otherEnd(d.Rest())
		}
		if _, ok := d.codec.(Braces); ok && d.known.size > 0 {
			fault.Guesses = []Guess{{Kind: GuessBrackets, Value: d.known.size}}
		}
		return fault
	}
	return nil
}

// HeadOf gives how many bytes of a frame that the codec made are header; 0 of
// bytes that are no frame of it.
func HeadOf(c Codec, framed []byte) int {
	d, err := NewDecoder(c)
	if err != nil {
		return 0
	}
	d.Feed(framed)
	f, _, _ := d.Next() // what it cannot read has no header
	return f.Head
}
