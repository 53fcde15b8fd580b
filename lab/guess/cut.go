package guess

import (
	"math"
	"unicode/utf8"

	"stickylab/lab/frame"
)

// Bounds of what is looked at closely.
const (
	// maxSampled is how many frames, and maxSample how many bytes, are changed byte by
	// byte to see what the codec checks.
	maxSampled = 12
	maxSample  = 2 << 10
	// maxChanged is how many bytes are changed.
	maxChanged = 96
	// cutPiece is how much a decoder is fed at once.
	cutPiece = 64 << 10
)

// cut is how a codec cuts all bytes.
type cut struct {
	frames int
	ends   []int // at most maxEnds
	sample []part
	most   int // the longest frame
}

// part is a frame: where it is, and how much of it is header and trailer.
type part struct{ from, to, head, tail int }

// cut has a codec cut bytes; false when it cannot go on, or when something is left.
func (s *search) cut(codec frame.Codec, data []byte) (c cut, whole bool) {
	d, err := frame.NewDecoder(codec)
	if err != nil {
		return c, false
	}
	d.Quiet()
	for from := 0; from < len(data); from += cutPiece {
		piece := data[from:min(from+cutPiece, len(data))]
		s.spend(len(piece))
		d.Feed(piece)
		before := c.frames
		ok := c.take(d)
		if s.spend(perFrame * (c.frames - before)); !ok || s.budget > 0 && s.spent > s.budget {
			return c, false
		}
	}
	return c, d.End() == nil && c.take(d) && len(d.Rest()) == 0
}

// beginning returns where a codec cuts the beginning of the bytes; false with a fault.
func (s *search) beginning(codec frame.Codec, data []byte) (ends []int, ok bool) {
	d, err := frame.NewDecoder(codec)
	if err != nil {
		return nil, false
	}
	d.Quiet()
	s.spend(len(data))
	d.Feed(data)
	var c cut
	ok = c.take(d)
	s.spend(perFrame * c.frames)
	return c.ends, ok
}

// take takes the frames that a decoder has; false with a fault.
func (c *cut) take(d *frame.Decoder) bool {
	for {
		f, ok, err := d.Next()
		if err != nil {
			return false
		}
		if !ok {
			return true
		}
		c.frames++
		from, to := int(f.Off), int(f.Off)+len(f.Raw)
		c.most = max(c.most, len(f.Raw))
		if len(c.ends) < maxEnds {
			c.ends = append(c.ends, to)
		}
		if len(c.sample) < maxSampled && (to <= maxSample || len(c.sample) == 0) {
			c.sample = append(c.sample, part{from, to, f.Head, f.Tail})
		}
	}
}

// perFrame is what a frame costs beside its bytes.
const perFrame = 64

func (s *search) spend(n int) {
	s.spent += n
	s.found.Steps += n
}

// weigh adds the evidence: it changes bytes of headers and trailers, and sees whether
// the codec still makes whole frames. What it takes either way is no evidence.
func (s *search) weigh(c *Candidate, how cut) {
	end := how.sample[len(how.sample)-1].to
	if end > 2*maxSample { // one long frame: a length that reaches the end of the bytes
		c.Checked, c.Bits = 1, min(16, math.Log2(float64(end)))
		return
	}
	sample := append([]byte(nil), s.data[:end]...)
	for _, at := range changing(how.sample) {
		was, passed := sample[at], 0
		for _, by := range [...]byte{0x01, 0x10, 0x55} {
			sample[at] = was ^ by
			if _, whole := s.cut(c.Codec, sample); whole {
				passed++
			}
		}
		sample[at] = was
		if passed < 3 {
			c.Checked++
			c.Bits += min(s.rare[was], math.Log2(3/max(float64(passed), 0.01)))
		}
	}
	if _, delimited := c.Codec.(frame.Delimiter); !delimited { // of those only the last one is checked
		c.Bits -= choices(end, len(how.sample))
	}
	share := float64(how.frames) / float64(len(how.sample))
	if how.frames > len(how.sample) {
		c.Bits *= min(share, 1000)
		c.Checked = int(float64(c.Checked) * share)
	}
	bits, is := text(c.Codec, s.data)
	c.Text, c.Bits = is, c.Bits+bits
}

// choices is how many bits it takes to say where n bytes are cut into frames: so much of
// what the lengths say is no evidence, for any cut would do.
func choices(n, frames int) float64 {
	lgamma := func(x int) float64 { v, _ := math.Lgamma(float64(x)); return v }
	return (lgamma(n) - lgamma(frames) - lgamma(n-frames+1)) / math.Ln2
}

// How much it counts that all bytes are text and the codec is one of lines: at most
// textBits. A byte drawn by chance goes on with UTF-8 text in two of five cases: 98 of 256
// values are ASCII's, few begin a character that the next ones complete. Where it need not
// be UTF-8, 226 values will do.
const (
	textBits  = 24
	utf8Bits  = 1.3
	otherBits = 0.18
)

// changing lists the bytes that are headers and trailers, or all where there are none.
func changing(sample []part) (all []int) {
	for _, p := range sample {
		head, tail := p.from+min(p.head, p.to-p.from), p.to-min(p.tail, p.to-p.from)
		if p.head == 0 && p.tail == 0 {
			head = p.to
		}
		for at := p.from; at < p.to && len(all) < maxChanged; at++ {
			if at < head || at >= tail {
				all = append(all, at)
			}
		}
	}
	return all
}

// text reports whether a codec is one of lines and all bytes are text, and how much that
// says.
func text(codec frame.Codec, data []byte) (bits float64, is bool) {
	if _, lines := codec.(frame.Delimiter); !lines {
		return 0, false
	}
	for _, b := range data {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' || b == 0x7f {
			return 0, false
		}
	}
	each := otherBits
	if utf8.Valid(data) {
		each = utf8Bits
	}
	return min(each*float64(len(data)), textBits), true
}

// rarity holds how many bits of information a byte has, by its value.
type rarity [256]float64

// Before any byte is seen every value has usualAny/256 of a byte, and 0 has usualZeros
// more: streams of every kind are full of them.
const (
	usualAny   = 32
	usualZeros = 15
)

func rarityOf(data []byte) rarity {
	data = data[:min(len(data), cutPiece)]
	count := [256]int{0: usualZeros}
	for _, b := range data {
		count[b]++
	}
	total := float64(len(data) + usualAny + usualZeros)
	var r rarity
	for b, n := range count {
		r[b] = min(8, math.Log2(total/(float64(n)+usualAny/256.0)))
	}
	return r
}
