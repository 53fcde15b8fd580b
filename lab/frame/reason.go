package frame

import (
	"cmp"
	"math"
	"slices"
)

// Evidence that a reason needs, in bits: so much more than chance, and so much
// more than for any other reason that cuts the bytes otherwise.
const (
	leastBits  = 12
	leastAhead = 5
	// narrowAhead is leastAhead for a field of one byte, which chance fits easily.
	narrowAhead = 9
	// doubtAhead is how much more than for the codec itself, where that makes whole
	// frames of all bytes.
	doubtAhead = 20
	// plausibleBits is leastBits where the codec may be right all the same, widerBits
	// what is added for each further byte of its field.
	plausibleBits = 14
	widerBits     = 12
	// strayBits is for the frames behind stray bytes, which can be anywhere.
	strayBits       = 16
	narrowStrayBits = 30
	// shorterBits is how much less likely it is that a frame is shorter than it says
	// than that bytes lie behind it.
	shorterBits = 8
	// foreignBits is what it counts that a stream begins as another protocol does.
	foreignBits = 25
)

// periodBits is what it counts that a frame is just the part which a stream repeats; all
// else in its repetitions is no evidence.
const periodBits = 8

// strayPlaces is at how many frames before the fault stray bytes are looked for.
const strayPlaces = 8

// mostRead bounds the frames of a reading: no stream that is searched is longer.
const mostRead = 64 << 20

// known is what the search for a reason knows.
type known struct {
	searched
	codec LengthField
	// bytes are those of the stream from where a frame of the codec began.
	bytes []byte
	// from is the offset of bytes in the stream.
	from int64
	// starts are where the codec began its frames in bytes, the one at fault last.
	starts []int
	// ends, when they are known, are where the frames end that were sent: only
	// what cuts there is a reason.
	ends []int
	// fits: the codec may be right.
	fits bool
	// period is how long the part of the stream is that it repeats, 0 for none; records:
	// not as it is, but with changes.
	period  int
	records bool
}

// claim is a reason with its evidence.
type claim struct {
	why   Guess
	bits  float64
	ends  []int
	place int // in the list of readings: the first of those that cut alike
	// marked: each frame ends with the same bytes that no length and no text are.
	marked bool
	weak   bool // not evidence enough, though it speaks against others
}

// reason searches for the one mistake by which the bytes make sense. It takes at
// most a fixed number of walks over them; steps counts what they took.
func (k known) reason() (why Guess, found bool, steps int) {
	best, found, whole, steps := k.best()
	if k.from == 0 && (!found || best.bits < foreignBits) {
		// Bytes of which a codec makes whole frames may be frames of text.
		if other, ok := foreign(k.bytes, k.codec); ok && (other.Kind != GuessText && other.Kind != GuessGBK || !found && !whole) {
			return other, true, steps
		}
	}
	return best.why, found, steps
}

// best returns the likeliest of all claims, if one is clearly so, and whether any
// makes whole frames of all bytes with evidence enough.
func (k known) best() (best claim, found, whole bool, steps int) {
	rare := rarityOf(k.bytes)
	var claims []claim
	own := reading{LengthField: k.codec}
	own.Max = mostRead // what is only longer than allowed is read right
	read := own.walk(k.bytes, rare)
	steps += read.steps
	k.fits = k.plausible(read)
	if k.from == 0 {
		if k.period = period(k.bytes); k.period == 0 {
			k.period, k.records = records(k.bytes, k.codec.head()), true
		}
	}
	for _, r := range readings(k.codec) {
		w := r.walk(k.bytes, rare)
		if steps += w.steps; k.period > 0 {
			once := r.walk(k.bytes[:k.period], rare)
			w.bits, steps = once.bits+float64(one(once.frames == 1 && !k.records))*periodBits, steps+once.steps
		}
		if c, ok := k.claim(&r, w); ok {
			c.place = len(claims)
			claims = append(claims, c)
		}
	}
	stray, n := k.strays(&own, rare)
	claims, steps = append(claims, stray...), steps+n
	ahead, least := leastAhead, 0
	if k.codec.Length.Size == 1 {
		ahead = narrowAhead
	}
	best, found = likeliest(withoutParts(claims), float64(ahead))
	if k.plausible(read) {
		least = plausibleBits + widerBits*min(k.codec.Length.Size-1, 2)
		switch {
		case found && read.halved(&best):
			ahead = 0 // the codec's own evidence is that of zeros
		case read.whole:
			ahead = doubtAhead
		}
		found = found && (best.why.Kind != GuessWidth || best.why.By > k.codec.Length.Size)
	}
	if !read.failed && len(k.ends) == 0 {
		found = found && best.bits >= max(read.bits+float64(ahead), float64(least))
	}
	if best.why.Kind == GuessFlags && best.why.By >= manyFlags {
		best.why.Text = sameBut(claims, best.ends)
	}
	whole = slices.ContainsFunc(claims, func(c claim) bool { return c.why.Whole && c.why.Frames > 2 && c.bits >= leastBits })
	return best, found, whole, steps
}

// manyFlags is how many flags may as well be a byte of their own in front of the length.
const manyFlags = 3

// sameBut returns the codec that takes only the last byte of a field and cuts alike.
func sameBut(claims []claim, ends []int) string {
	for _, c := range claims {
		if c.why.Kind == GuessLow && slices.Equal(c.ends, ends) {
			return c.why.Codec
		}
	}
	return ""
}

// plausible reports whether the codec may be right all the same: it has no fault,
// and what it waits for is not much more than what is there. A narrower field
// then only cuts the zeros of a wide one into empty frames.
func (k known) plausible(own walk) bool {
	return len(k.ends) == 0 && !own.failed && own.wants <= int64(len(k.bytes)+maxAside)
}

// leastHalved is how many messages there are at least of which each came out as an empty
// frame and another one.
const leastHalved = 3

// halved reports whether a wider length makes one frame of each two that the codec makes,
// of which one is empty: its zeros are the upper half of that length.
func (w *walk) halved(c *claim) bool {
	return w.whole && 2*w.empty == w.frames && w.frames == 2*c.why.Frames && c.why.Frames >= leastHalved &&
		c.why.Kind == GuessWidth && c.why.Whole && within(c.ends, w.ends)
}

// claim returns what a reading claims; false where it has not enough evidence.
func (k known) claim(r *reading, w walk) (claim, bool) {
	transforms := r.flags > 0 || r.times > 0 || r.per > 0 || r.characters
	needed := 1
	switch r.why.Kind {
	case GuessSelf, GuessOver, GuessTrailer, GuessUnits: // of one frame some bytes may just not have come
		needed = 2 - one(len(k.ends) == 1)
	}
	if r.characters && w.whole {
		w.bits += wholeBits // the end falls between characters, too
	}
	switch {
	case w.failed || w.frames < needed || !w.whole && k.fits || transforms && w.marked == 0:
		return claim{}, false
	case r.why.Kind == GuessWidth && 2*w.tiny >= w.frames: // a field of zeros and small numbers gives such
		return claim{}, false
	case len(k.ends) == 0 && 2*w.empty > w.frames: // zeros are a length of nothing everywhere
		return claim{}, false
	case len(k.ends) == 0 && r.times > 0 && k.codec.Length.Size == 1 && 2*w.empty >= w.frames: // so are those of a wider one
		return claim{}, false
	case len(k.ends) == 0 && r.why.Kind == GuessOffsetSelf && !w.whole && w.ends[len(w.ends)-1]+r.why.By == len(k.bytes): // stray bytes at the front move all frames so
		return claim{}, false
	case !every(k.period, w.ends, len(k.bytes)):
		return claim{}, false
	case len(k.ends) > 0:
		if !slices.Equal(w.ends, k.ends) {
			return claim{}, false
		}
		w.bits += leastBits + leastAhead
	}
	why, bits := r.why, w.bits-r.prior
	if codec, ok := r.codec(); ok {
		codec := k.with(codec)
		if why.Codec = codec.String(); !k.cuts(codec, k.bytes, w.ends) {
			return claim{}, false
		}
	} else if _, plain := k.with(k.codec).(LengthField); !plain {
		return claim{}, false
	}
	why.Frames, why.Whole, why.Bytes = w.frames, w.whole, len(k.bytes)
	return claim{why: why, bits: bits, ends: w.ends, marked: r.why.Kind == GuessTrailer && k.marked(r.why.By, w.ends), weak: bits < k.least(r, w) || k.loose(r, w)}, true
}

// leastAside is leastBits for a field at another place that does not make whole frames of
// all bytes: zeros make some of them anywhere.
const leastAside = 24

func (k known) least(r *reading, w walk) float64 {
	if !w.whole && (r.why.Kind == GuessOffset || r.why.Kind == GuessOffsetSelf) {
		return leastAside
	}
	return leastBits
}

// surelyWhole is the evidence from which on whole frames of all bytes need no stray bytes.
const surelyWhole = 24

// withoutParts leaves out that some bytes are stray, and what is behind them begins well,
// where another reading makes whole frames of all bytes.
func withoutParts(claims []claim) []claim {
	if !slices.ContainsFunc(claims, func(c claim) bool {
		return c.why.Kind != GuessStray && c.why.Whole && !c.weak && c.why.Frames >= leastWritten && c.bits >= surelyWhole
	}) {
		return claims
	}
	return slices.DeleteFunc(claims, func(c claim) bool { return c.why.Kind == GuessStray && !c.why.Whole })
}

// strays reports whether both claims are of stray bytes, but of other ones.
func (c *claim) strays(other *claim) bool {
	return c.why.Kind == GuessStray && other.why.Kind == GuessStray && c.why.By != other.why.By
}

// before reports which of two claims that cut alike is the likelier one.
func (c *claim) before(other *claim) bool {
	switch {
	case c.marked != other.marked:
		return c.marked
	case c.place != other.place:
		return c.place < other.place
	}
	return c.bits > other.bits
}

// marked reports whether each frame ends with the same n bytes, and these are such as
// a mark of an end is made of and neither numbers nor text.
func (k known) marked(n int, ends []int) bool {
	for i, end := range ends {
		for j := range n {
			b := k.bytes[end-n+j]
			if b != k.bytes[ends[0]-n+j] || b >= ' ' && b < 0x7f || b == 0 || b >= '\t' && b <= '\r' {
				return false
			}
		}
		if i > 0 && end-ends[i-1] < n {
			return false
		}
	}
	return len(ends) > 2
}

// within reports whether another claim cuts wherever this one does, and more often:
// by chance it would miss some of the ends.
func (c *claim) within(other *claim) bool {
	if !c.why.Whole || c.weak || len(c.ends) < 3 || len(c.ends) >= len(other.ends) {
		return false
	}
	return !slices.ContainsFunc(c.ends, func(end int) bool {
		_, found := slices.BinarySearch(other.ends, end)
		return !found
	})
}

// loose reports flags in a field of one byte that not every frame has: without some
// bits nearly every byte is a length.
func (k known) loose(r *reading, w walk) bool {
	return r.flags > 0 && k.codec.Length.Size == 1 && w.marked < w.frames
}

// likeliest returns the claim with the most evidence, unless another that cuts
// otherwise has nearly as much. Of those that cut alike the first counts.
func likeliest(claims []claim, ahead float64) (claim, bool) {
	if len(claims) == 0 {
		return claim{}, false
	}
	most := slices.MaxFunc(claims, func(a, b claim) int { return cmp.Compare(a.bits, b.bits) })
	best := most
	for _, other := range claims {
		switch {
		case slices.Equal(other.ends, most.ends) && other.strays(&most) && other.bits > most.bits-leastAhead:
			return claim{}, false
		case slices.Equal(other.ends, most.ends):
			if other.before(&best) {
				best = other
			}
		case other.within(&most):
			return claim{}, false
		case other.bits > most.bits-ahead, other.why.Whole && !most.why.Whole && other.bits > most.bits-2*ahead:
			return claim{}, false
		}
	}
	return best, !best.weak
}

// strays tries whether the codec is right but for some bytes too many, or too
// few, before one of its last frames.
func (k known) strays(own *reading, rare *rarity) (claims []claim, steps int) {
	if len(k.ends) > 0 || k.period > 0 {
		return nil, 0
	}
	tried := map[int]bool{}
	for by := 1; by <= farthest; by++ { // what can be reached in two ways is told by the shorter one
		for _, aside := range [...]int{by, -by} {
			for place := len(k.starts) - 1; place >= 0; place-- {
				from := k.starts[place] + aside
				if from <= k.startBefore(place) || from >= len(k.bytes) || tried[from] {
					continue
				}
				tried[from] = true
				w := own.walk(k.bytes[from:], rare)
				steps += w.steps
				if c, ok := k.stray(place, aside, w, rare); ok {
					claims = append(claims, c)
				}
			}
		}
	}
	return claims, steps
}

// startBefore returns where the frame before one begins, -1 for the first.
func (k known) startBefore(place int) int {
	if place == 0 {
		return -1
	}
	return k.starts[place-1]
}

// fronts returns what it counts, in bits, that the frames from one byte on have the
// same in front of their length as those before a place, a mark or a type.
func (k known) fronts(place, from int, ends []int, rare *rarity) (bits float64) {
	for at := range k.codec.Offset {
		b := k.bytes[k.starts[0]+at]
		for _, start := range k.starts[:place] {
			if k.bytes[start+at] != b {
				return bits
			}
		}
		for i := range ends {
			if place == 0 || k.bytes[from+endBefore(ends, i)+at] != b {
				return bits
			}
			bits += rare[b]
		}
	}
	return bits
}

// stray claims that frames begin again some bytes aside of where the codec has
// one begin. The frames behind must be evidence enough.
func (k known) stray(place, by int, w walk, rare *rarity) (claim, bool) {
	from := k.starts[place] + by
	bits := w.bits - math.Log2(strayPlaces*2*farthest) - float64(max(by, -by))/4
	if w.failed || w.frames == 0 || 2*w.empty > w.frames || !w.whole && k.fits || !k.cuts(k.with(k.codec), k.bytes[from:], w.ends) {
		return claim{}, false
	}
	if by < 0 {
		bits -= shorterBits
	}
	least := float64(strayBits)
	if k.codec.Length.Size == 1 { // every other place looks right
		least = narrowStrayBits
	}
	bits += k.fronts(place, from, w.ends, rare)
	weak := bits < least
	ends := slices.Clone(k.starts[min(1, place) : place+1])
	for _, end := range w.ends {
		ends = append(ends, from+end)
	}
	for _, at := range k.starts[:place] {
		for _, b := range k.bytes[at+k.codec.Offset : at+k.codec.head()] {
			bits += rare[b]
		}
	}
	why := Guess{
		Kind: GuessStray, By: by, Value: k.from + int64(from-by), Frames: w.frames, Whole: w.whole, Bytes: len(k.bytes) - from,
	}
	return claim{why: why, bits: bits, ends: ends, place: math.MaxInt, weak: weak}, true
}
