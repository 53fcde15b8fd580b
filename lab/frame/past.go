package frame

import "slices"

// Bounds of what a decoder remembers of the frames that it has cut, for the
// search why a later one makes no sense.
const (
	maxPast     = 4 << 10
	maxSearched = 8 << 10
)

// past is the last frames of a stream, from a frame's beginning on: all of them
// while they are few.
type past struct {
	bytes  []byte
	from   int64 // of bytes in the stream
	starts []int // of the last frames in bytes
}

// add remembers a frame that was cut at off.
func (p *past) add(raw []byte, off int64) {
	if len(raw) > maxPast {
		p.forget(off + int64(len(raw)))
		return
	}
	if len(p.bytes)+len(raw) > 2*maxPast {
		cut := p.starts[0]
		p.bytes = append(p.bytes[:0], p.bytes[cut:]...)
		p.from += int64(cut)
		for i := range p.starts {
			p.starts[i] -= cut
		}
	}
	if len(p.starts) == strayPlaces {
		p.starts = append(p.starts[:0], p.starts[1:]...)
	}
	p.starts = append(p.starts, len(p.bytes))
	p.bytes = append(p.bytes, raw...)
}

// remember keeps a frame for the search. Of a codec with a first frame of its own that
// one says nothing of the others.
func (d *Decoder) remember(raw []byte) {
	switch {
	case d.within == nil || d.quiet:
	case d.within.later && d.frames == 0:
		d.past.forget(d.off + int64(len(raw)))
	default:
		d.past.add(raw, d.off)
	}
}

// forget begins anew at an offset.
func (p *past) forget(off int64) {
	p.bytes, p.starts, p.from = p.bytes[:0], p.starts[:0], off
}

// Reasons returns why a decoder waits that has no fault, or why the frames that
// it made of all bytes may be none: at most one reason, none where nothing
// speaks against the codec.
func (d *Decoder) Reasons() []Guess {
	if one, ok := d.codec.(Delimiter); ok && d.broken == nil {
		if d.frames == 0 && d.off == 0 {
			return one.otherEnd(d.Rest())
		}
		return d.lines.reason(one, d.off, d.Rest())
	}
	if d.counts && d.broken == nil {
		if found := d.begins(); len(found) > 0 || !d.prefixed {
			return found
		}
		return d.otherWay()
	}
	if d.within == nil || d.broken != nil || d.off == 0 && d.State().Have == 0 {
		return nil
	}
	return d.misread()
}

// misread returns the mistake that explains the bytes so far, or in which other way their
// lengths are written: what makes whole frames of all bytes counts more. A length of one
// byte, which chance fits easily, or a part of the bytes is no reason where lengths in
// another way would make whole frames of all.
func (d *Decoder) misread() []Guess {
	found := d.search()
	whole := len(found) > 0 && (found[0].Whole || found[0].Frames == 0)
	if whole && (found[0].Kind != GuessWidth || found[0].By > 1) {
		return found
	}
	ways := d.ways()
	if other := d.written(ways); len(other) > 0 && !whole {
		return other
	}
	if len(ways) > 0 {
		return nil
	}
	return found
}

// search looks for the mistake that explains the bytes so far, then for another
// protocol that they begin with.
func (d *Decoder) search() []Guess {
	whole := append(slices.Clone(d.past.bytes), d.buf[d.start:min(len(d.buf), d.start+maxSearched)]...)
	k := known{searched: *d.within, codec: d.within.field, bytes: whole, from: d.past.from, starts: append(slices.Clone(d.past.starts), len(d.past.bytes))}
	why, found, steps := k.reason()
	d.steps += steps
	if !found || d.cutsAs(why) {
		return nil
	}
	return []Guess{why}
}

// ReasonFor returns what explains frames that came out otherwise than they were
// sent, where it is known where in the stream those end: the one mistake by
// which the codec would cut them so. False when none would.
func ReasonFor(c Codec, stream []byte, ends []int) (Guess, bool) {
	s, ok := searchable(c)
	if !ok || len(stream) > maxKnown {
		return Guess{}, false
	}
	why, found, _, _ := known{searched: s, codec: s.field, bytes: stream, starts: []int{0}, ends: ends}.best()
	return why.why, found
}

// maxKnown bounds the streams that ReasonFor looks at.
const maxKnown = 1 << 20

// foreign recognises what a stream of another protocol begins with.
func foreign(stream []byte, field LengthField) (Guess, bool) {
	if why, ok := guessHello(stream); ok {
		return why, true
	}
	if why, ok := Signed(stream); ok {
		return why, true
	}
	if rtu(stream) {
		return Guess{Kind: GuessRTU}, true
	}
	if httpBegins(stream) {
		return Guess{Kind: GuessHTTP, Text: firstWords(stream)}, true
	}
	words, kind, beyond := writtenWords(stream)
	if field.Length.Size == 1 { // whose lengths are often letters in front of text
		beyond = false
	}
	switch {
	case !beyond && (len(stream) < field.head()+maxTextField || !written7(stream)):
		return Guess{}, false
	case !beyond:
		words, kind = firstWords(stream), GuessText
	}
	if why, ok := inHeaders(stream); ok {
		return why, true
	}
	if why, ok := inDigits(stream, field.Max); ok {
		return why, true
	}
	return Guess{Kind: kind, Text: words}, words != ""
}

// maxTextField is how many bytes behind a header that looks like text must be
// there before the stream is called text.
const maxTextField = 8

// written7 reports whether bytes are what people type: printable, or ends of
// lines.
func written7(p []byte) bool {
	for _, c := range p {
		if (c < ' ' || c > '~') && c != '\r' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
