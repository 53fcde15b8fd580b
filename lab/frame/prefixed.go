package frame

import (
	"cmp"
	"slices"
)

// A length may be written in another way than the codec reads: a varint, the length of
// BER, a number of so many bytes.

// Bounds of that search: how far aside a varint is looked for, how many frames there must
// be, and what evidence, in bits.
const (
	farthestVarint = 4
	leastWritten   = 3
	writtenBits    = 18
	// numberBits is how much less likely a varint is than a mistake in a number.
	numberBits = 14
)

// constructed is the bit of a tag whose contents are other values (X.690 8.1.2.5).
const constructed = 0x20

// isPrefixed reports whether a codec's lengths are varints or those of BER.
func isPrefixed(c Codec) bool {
	switch c.(type) {
	case Varint, BER:
		return true
	}
	return false
}

// otherwise lists the codecs that write a length in another way than one does, of those
// that cut alike the likelier first.
func otherwise(c Codec) (all []neighbour) {
	add := func(kind string, by int, codec Codec) {
		if codec.Validate() == nil {
			all = append(all, neighbour{codec, Guess{Kind: kind, By: by, Codec: codec.String()}})
		}
	}
	fields := func(offset, most int) {
		for _, size := range []int{4, 2, 3, 8, 1} {
			for _, little := range []bool{false, true} {
				if size > 1 || !little {
					one := LengthField{Length: Integer{Size: size, Little: little}, Offset: offset, Strip: offset + size, Max: most}
					add(GuessWritten, 0, one)
					one.Adjustment = -size
					add(GuessWritten, 0, one)
				}
			}
		}
	}
	ber := BER{Tag: 0x30, Max: DefaultMax}
	switch own := c.(type) {
	case Varint:
		for by := 1; by <= farthestVarint; by++ {
			for _, aside := range []int{by, -by} {
				one := own
				one.Offset += aside
				add(GuessOffset, aside, one)
			}
		}
		fields(own.Offset, own.Max)
		if own.Offset > 0 {
			fields(0, own.Max)
		}
		add(GuessWritten, 0, ber)
	case BER:
		add(GuessWritten, 0, Varint{Offset: 1, Max: own.Max})
		add(GuessWritten, 0, Varint{Max: own.Max})
		fields(1, own.Max)
		fields(0, own.Max)
	case LengthField:
		if own.plain() {
			for by := range 3 {
				add(GuessWritten, 0, Varint{Offset: own.Offset + by, Max: own.Max})
			}
			add(GuessWritten, 0, ber)
		}
	}
	return all
}

// ways are the other ways to write lengths by which a stream, of which nothing is gone, is
// whole frames.
func (d *Decoder) ways() (claims []claim) {
	front := d.begun
	if !d.prefixed {
		front = d.past.bytes
	}
	if d.quiet || d.off != int64(len(front)) || d.within != nil && d.past.from > 0 {
		return nil
	}
	rest := d.buf[d.start:]
	if len(rest) == 0 || len(front)+len(rest) > maxSearched {
		return nil // frames that are whole may be right
	}
	stream := append(slices.Clone(front), rest...)
	rare := rarityOf(stream)
	for _, one := range otherwise(d.codec) {
		ends, bits := lengthsOf(one.codec, stream, rare)
		d.steps += len(ends)
		if len(ends) < leastWritten || bits < 0 {
			continue
		}
		one.why.Frames, one.why.Bytes, one.why.Whole = len(ends), len(stream), true
		claims = append(claims, claim{why: one.why, bits: bits, ends: ends})
	}
	return claims
}

// otherWay is written of a codec that nothing else is searched for, see misread.
func (d *Decoder) otherWay() []Guess {
	if d.within != nil {
		return nil
	}
	return d.written(d.ways())
}

// written returns in which of some ways the lengths of a stream are written: the only one
// with evidence enough.
func (d *Decoder) written(ways []claim) []Guess {
	least, needed := leastWritten, float64(writtenBits)
	if !d.prefixed {
		least, needed = least+1, needed+numberBits
		ways = slices.DeleteFunc(slices.Clone(ways), func(c claim) bool { return len(c.ends) < least || c.bits < numberBits })
	}
	if len(ways) == 0 {
		return nil
	}
	best := slices.MaxFunc(ways, func(a, b claim) int { return cmp.Compare(a.bits, b.bits) })
	if best.bits < needed {
		return nil
	}
	for _, other := range ways {
		if !slices.Equal(other.ends, best.ends) && other.bits > best.bits-narrowAhead {
			return nil
		}
	}
	first := slices.IndexFunc(ways, func(c claim) bool { return slices.Equal(c.ends, best.ends) })
	return []Guess{ways[first].why}
}

// lengthsOf returns where the frames end that a codec makes of all of a stream, and how
// little chance their lengths had to be what they are; less than 0 bits where it makes no
// whole frames, or mostly empty ones.
func lengthsOf(c Codec, stream []byte, rare *rarity) (ends []int, bits float64) {
	d, err := NewDecoder(c)
	if err != nil {
		return nil, -1
	}
	d.quiet = true
	from := 1 // behind the tag of BER
	switch one := c.(type) {
	case Varint:
		from = one.Offset
	case LengthField:
		from = one.Offset
	}
	r := reading{}
	empty, long, told := 0, 0, map[string]bool{}
	for d.Feed(stream); ; {
		f, ok, err := d.Next()
		if err != nil || !ok && (len(d.Rest()) > 0 || d.End() != nil) {
			return ends, -1
		}
		if !ok {
			break
		}
		ends = append(ends, int(f.Off)+len(f.Raw))
		empty += one(f.Length == 0)
		long += one(f.Head > from+1)
		if _, is := c.(BER); is && (f.Raw[0] != stream[0] || f.Raw[0]&constructed == 0) {
			return ends, -1 // messages are of one type, with others within
		}
		if again(told, f.Raw) {
			continue
		}
		r.Offset, r.Length.Size = 0, f.Head
		for _, b := range f.Raw[min(from, f.Head):f.Head] {
			bits += rare[b]
		}
	}
	if 2*empty >= len(ends) || isPrefixed(c) && long == 0 {
		return ends, -1 // short ones are a number of one byte as well
	}
	return ends, bits + wholeBits + r.alike(stream, ends, rare) - choices(len(stream), len(ends), true)
}
