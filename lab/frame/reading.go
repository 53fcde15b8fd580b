package frame

import (
	"math"
	"unicode/utf8"
)

// reading is one way to read the lengths of a stream: that of a codec, or one
// that differs from it by a single mistake.
type reading struct {
	LengthField
	// flags counts the highest bits of the field that are no part of the length.
	flags int
	// times and per are what the length is multiplied with and divided by to get
	// bytes; 0 for neither.
	times, per int64
	// characters: the length counts those of UTF-8.
	characters bool
	// why is the reason if the reading is right, but for what a walk adds.
	why Guess
	// prior is how much less likely the mistake is than the likeliest, in bits.
	prior float64
}

// walk is what a reading makes of the bytes of a stream.
type walk struct {
	frames int
	ends   []int   // where the frames end, at most maxWalked
	bits   float64 // how little chance the fields had to be what they are
	whole  bool    // nothing is left behind the last frame
	empty  int     // the frames whose length is 0
	tiny   int     // the frames of one byte or none behind the header
	marked int     // the frames in which the reading differed from the codec's own
	failed bool    // a length that cannot be
	wants  int64   // how many bytes the last frame lacks, as far as is known
	steps  int
}

// wholeBits is what it counts that no byte is left: what is there mostly ends
// with a message.
const wholeBits = 5

// maxWalked bounds the frames of a walk.
const maxWalked = 128

// rarity holds how many bits of information a byte of the stream has.
type rarity [256]float64

func rarityOf(stream []byte) *rarity {
	count := [256]int{0: usualZeros}
	for _, b := range stream {
		count[b]++
	}
	var r rarity
	for b, n := range count {
		r[b] = min(8, math.Log2(float64(len(stream)+256+usualZeros)/float64(n+1)))
	}
	return &r
}

// usualZeros is how many of 256 bytes are 0 in streams of every kind.
const usualZeros = 15

// walk reads frame after frame from the beginning of the stream.
func (r *reading) walk(stream []byte, rare *rarity) walk {
	var w walk
	at := 0
	for w.frames < maxWalked {
		w.steps++
		total, state := r.frame(stream[at:], &w)
		if state == frameBad {
			w.failed = true
			return w
		}
		if state == frameOpen {
			break
		}
		for _, b := range stream[at+r.Offset : at+r.head()] {
			w.bits += rare[b]
		}
		w.tiny += one(total <= r.head()+1)
		w.empty += one(r.Length.read(stream[at+r.Offset:]) == 0)
		at += total
		w.frames++
		w.ends = append(w.ends, at)
	}
	w.whole = at == len(stream)
	if w.whole {
		w.bits += wholeBits
	}
	w.bits += r.alike(stream, w.ends, rare)
	w.bits -= float64(r.flags*w.frames) + choices(len(stream), w.frames, w.whole)
	return w
}

// What the beginning of a buffer is to a reading.
const (
	frameWhole = iota
	frameOpen  // more bytes are needed
	frameBad
)

// frame returns how long the frame is that buf begins with.
func (r *reading) frame(buf []byte, w *walk) (total, state int) {
	head := r.head()
	w.wants = 0
	if len(buf) < head {
		return r.begun(buf)
	}
	raw := r.Length.read(buf[r.Offset:])
	value := r.bytes(raw)
	if value < 0 || value > int64(r.Max) || r.per > 0 && r.unflagged(raw)%r.per != 0 {
		return 0, frameBad
	}
	body := int(value) + r.Adjustment
	if body < 0 || head+body > r.Max {
		return 0, frameBad
	}
	if r.characters {
		n, state := characters(buf[head:], body)
		if state != frameWhole {
			return 0, state
		}
		w.marked += one(n > body)
		return head + n, frameWhole
	}
	if len(buf) < head+body {
		w.wants = int64(head + body - len(buf))
		return 0, frameOpen
	}
	w.marked += one(value != raw)
	return head + body, frameWhole
}

// begun judges a field of which only the first bytes are there: with the highest
// byte first they can already be too much, whatever follows.
func (r *reading) begun(buf []byte) (total, state int) {
	if r.Length.Little || len(buf) <= r.Offset {
		return 0, frameOpen
	}
	var least [8]byte
	copy(least[:r.Length.Size], buf[r.Offset:])
	if value := r.bytes(r.Length.read(least[:])); value < 0 || value > int64(r.Max) {
		return 0, frameBad
	}
	return 0, frameOpen
}

// bytes returns how many bytes a value of the field stands for; a negative number
// for one that stands for none.
func (r *reading) bytes(raw int64) int64 {
	value := r.unflagged(raw)
	if value < 0 || value > math.MaxInt32 {
		return -1
	}
	return value * max(1, r.times) / max(1, r.per)
}

// unflagged returns a value of the field without the bits that are flags.
func (r *reading) unflagged(raw int64) int64 {
	if r.flags > 0 {
		return raw & (int64(1)<<(8*r.Length.Size-r.flags) - 1)
	}
	return raw
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// characters returns how many bytes n characters take.
func characters(p []byte, n int) (size, state int) {
	for range n {
		char, width := utf8.DecodeRune(p[size:])
		switch {
		case len(p) == size:
			return 0, frameOpen
		case char == utf8.RuneError && width <= 1, char == 0: // no text has a NUL
			return 0, frameBad
		}
		size += width
	}
	return size, frameWhole
}

// choices returns, in bits, in how many ways n frames can lie one behind the
// other in so many bytes: that many chances had a reading that is wrong.
func choices(size, n int, whole bool) float64 {
	if whole {
		n--
	}
	n = min(max(n, 0), size)
	lgamma := func(x int) float64 { v, _ := math.Lgamma(float64(x + 1)); return v }
	return (lgamma(size) - lgamma(n) - lgamma(size-n)) / math.Ln2
}

// farthest is how far from where it is a field is looked for, and how much too
// small or too large a length may be.
const farthest = 8

// readings lists those that differ from the codec by one mistake, of two that
// cut alike the likelier first.
func readings(c LengthField) []reading {
	var all []reading
	add := func(prior float64, why Guess, change func(*reading)) {
		r := reading{LengthField: c, why: why, prior: prior}
		change(&r)
		if c.Strip == c.head() {
			r.Strip = r.head()
		}
		if r.Offset >= 0 && r.LengthField.Validate() == nil {
			all = append(all, r)
		}
	}
	if c.Length.Size > 1 {
		add(0, Guess{Kind: GuessOrder}, func(r *reading) { r.Length.Little = !r.Length.Little })
	}
	add(1, Guess{Kind: GuessCharacters}, func(r *reading) { r.characters = true })
	addWidths(c, add)
	addUnits(add)
	for bits := 1; bits < 8; bits++ {
		add(flagsPrior(c)+float64(bits)/2, Guess{Kind: GuessFlags, By: bits}, func(r *reading) { r.flags, r.Length.Signed = bits, false })
	}
	if c.Length.Size == 2 && !c.Length.Little {
		add(lowPrior, Guess{Kind: GuessLow}, func(r *reading) { r.Length.Size, r.Offset = 1, r.Offset+1 })
	}
	if c.Length.Size == 4 && c.Length.Text == 0 {
		add(lowPrior, Guess{Kind: GuessThree}, func(r *reading) {
			r.Length.Size = 3
			if r.Length.Little {
				r.Adjustment++
			} else {
				r.Offset++
			}
		})
	}
	for by := 1; by <= farthest && c.Adjustment == 0; by++ {
		prior := offsetSelfPrior + float64(by)/4
		add(prior, Guess{Kind: GuessOffsetSelf, By: by}, func(r *reading) { r.Offset, r.Adjustment = r.Offset+by, -r.Length.Size })
		add(prior, Guess{Kind: GuessOffsetSelf, By: by}, func(r *reading) { r.Offset, r.Adjustment = r.Offset+by, -(r.head() + by) })
	}
	for by := 1; by <= max(farthest, c.head()); by++ {
		far := 3 + float64(by)/4
		add(countedPrior(c, by), Guess{Kind: countedKind(c, by), By: by}, func(r *reading) { r.Adjustment -= by })
		if by > farthest {
			continue
		}
		add(far, Guess{Kind: GuessTrailer, By: by}, func(r *reading) { r.Adjustment += by })
		add(far, Guess{Kind: GuessOffset, By: by}, func(r *reading) { r.Offset += by })
		add(far, Guess{Kind: GuessOffset, By: -by}, func(r *reading) { r.Offset -= by })
	}
	return all
}

// How unlikely it is that a field of two bytes is a byte and a length of one, and that two
// things are wrong at once.
const (
	lowPrior        = 3
	offsetSelfPrior = 6
)

// codec returns the codec that reads so; false where none does.
func (r *reading) codec() (LengthField, bool) {
	c := r.LengthField
	if r.flags > 0 {
		c.Bits = 8*c.Length.Size - r.flags
	}
	c.Times, c.Per = int(r.times), int(r.per)
	return c, !r.characters && c.Validate() == nil
}

type adder = func(prior float64, why Guess, change func(*reading))

func addWidths(c LengthField, add adder) {
	for _, size := range []int{1, 2, 3, 4, 8} {
		if size == c.Length.Size {
			continue
		}
		add(1, Guess{Kind: GuessWidth, By: size}, func(r *reading) { r.Length.Size = size })
		if c.Length.Size == 1 {
			add(1, Guess{Kind: GuessWidth, By: size}, func(r *reading) { r.Length.Size, r.Length.Little = size, true })
		}
	}
}

func addUnits(add adder) {
	add(2, Guess{Kind: GuessUnits, By: -8}, func(r *reading) { r.per = 8 })
	for _, size := range []int64{2, 4, 8} {
		add(2, Guess{Kind: GuessUnits, By: int(size)}, func(r *reading) { r.times = size })
	}
}

// countedKind names what a length counts too much of: its own header, or by
// bytes more than there are.
func countedKind(c LengthField, by int) string {
	if by == c.Length.Size || by == c.head() {
		return GuessSelf
	}
	return GuessOver
}

// flagsPrior makes flags unlikely in a field of one byte: without some bits nearly
// every byte is a length.
func flagsPrior(c LengthField) float64 {
	if c.Length.Size == 1 {
		return 6
	}
	return 2
}

func countedPrior(c LengthField, by int) float64 {
	if countedKind(c, by) == GuessSelf {
		return 0
	}
	return 4 + float64(by)/4
}
