package frame

import "slices"

// counted is a codec whose lengths are digits, and how it is with another one in its place
// within those that leave its frames as long as they are.
type counted struct {
	Codec
	with func(Codec) Codec
}

// digitsOf returns the counted codec of a codec; false of one that has none.
func digitsOf(c Codec) (counted, bool) {
	through := func(inner Codec, put func(Codec) Codec) (counted, bool) {
		one, ok := digitsOf(inner)
		with := one.with
		one.with = func(c Codec) Codec { return put(with(c)) }
		return one, ok
	}
	switch one := c.(type) {
	case LengthField:
		return counted{one, func(c Codec) Codec { return c }}, one.Length.Text != 0
	case Number:
		return counted{one, func(c Codec) Codec { return c }}, true
	case Start:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case End:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case Check:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case Skip:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	}
	return counted{}, false
}

// neighbour is a codec that differs by one mistake, and which that is.
type neighbour struct {
	codec Codec
	why   Guess
}

// farthestDigits is by how many bytes a length in digits is looked for aside, and how many
// bytes behind a frame it may leave out.
const farthestDigits = 4

// mostDigits is how many digits a length has.
const mostDigits = 8

// neighbours lists the codecs that differ by a single mistake.
func (c counted) neighbours() (all []neighbour) {
	add := func(codec Codec, kind string, by int) {
		if codec = c.with(codec); codec.Validate() == nil {
			all = append(all, neighbour{codec, Guess{Kind: kind, By: by, Codec: codec.String()}})
		}
	}
	switch own := c.Codec.(type) {
	case Number:
		for by := 1; by <= farthestDigits; by++ {
			one := own
			one.Adjustment += by
			add(one, GuessTrailer, by)
		}
	case LengthField:
		stripsHead := own.Strip == own.head()
		vary := func(kind string, by int, change func(*LengthField)) {
			one := own
			if change(&one); stripsHead {
				one.Strip = one.head()
			}
			add(one, kind, by)
		}
		vary(GuessSelf, own.head(), func(c *LengthField) { c.Adjustment -= own.head() })
		if own.Offset > 0 {
			vary(GuessSelf, own.Length.Size, func(c *LengthField) { c.Adjustment -= own.Length.Size })
		}
		digits := func(from, to int) {
			for size := from; size <= to; size++ {
				vary(GuessDigits, size, func(c *LengthField) { c.Length.Size = size })
				vary(GuessBase, size, func(c *LengthField) { c.Length.Size, c.Length.Text = size, otherBase(c.Length.Text) })
			}
		}
		digits(own.Length.Size, mostDigits) // of 00005 the last four digits are the same length
		for by := 1; by <= farthestDigits; by++ {
			vary(GuessTrailer, by, func(c *LengthField) { c.Adjustment += by })
			vary(GuessOffset, by, func(c *LengthField) { c.Offset += by })
			vary(GuessOffset, -by, func(c *LengthField) { c.Offset -= by })
		}
		digits(2, own.Length.Size-1)
	}
	return all
}

// otherBase is hexadecimal for digits that are decimal, and the other way round.
func otherBase(letter byte) byte {
	if letter == 'd' {
		return 'X'
	}
	return 'd'
}

// miscounted returns the one mistake by which a stream, of which nothing is gone, is whole
// frames of a codec whose lengths are digits: those are so by no chance.
func (d *Decoder) miscounted() []Guess {
	if d.digits == nil || d.quiet || d.off != int64(len(d.begun)) {
		return nil
	}
	stream := append(slices.Clone(d.begun), d.buf[d.start:]...)
	if len(stream) > maxSearched {
		return nil
	}
	var found []Guess
	var cuts []int
	for _, one := range d.digits.neighbours() {
		ends, whole := wholeFrames(one.codec, stream)
		most := len(ends) / 2 // other digits read zeros as empty frames
		if one.why.Kind == GuessDigits || one.why.Kind == GuessBase {
			most = 0
		}
		if !whole || len(ends) < 2 || emptyFrames(one.codec, stream) > most {
			continue
		}
		if len(found) > 0 && !slices.Equal(ends, cuts) {
			return nil // and so it may be either
		}
		why := one.why
		why.Frames, why.Bytes, why.Whole = len(ends), len(stream), true
		found, cuts = append(found, why), ends
	}
	return found[:min(len(found), 1)]
}

// emptyFrames counts the frames without a body that a codec makes of a stream.
func emptyFrames(c Codec, stream []byte) (n int) {
	d, err := NewDecoder(c)
	if err != nil {
		return 0
	}
	d.quiet = true
	d.Feed(stream)
	for {
		f, ok, err := d.Next()
		if !ok || err != nil {
			return n
		}
		n += one(len(f.Body) == 0)
	}
}
