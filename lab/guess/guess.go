// Package guess tries codecs on bytes of which nobody said what they are, and lists those
// that make whole frames of all of them, the least likely by chance first.
package guess

import (
	"cmp"
	"slices"

	"stickylab/lab/frame"
)

// Limits of a search.
const (
	// MaxListed is how many candidates are listed.
	MaxListed = 8
	// maxTried is how many codecs are held against all of the bytes, maxWhole how many
	// that make whole frames of them are weighed, maxBudget how many bytes the decoders
	// may take for both.
	maxTried  = 512
	maxWhole  = 40
	maxBudget = 160 << 20
	// maxEnds is how many ends of frames tell two cuts apart.
	maxEnds = 4096
	// leastBits is the evidence below which nothing is listed, SureBits that from which
	// on chance is no explanation.
	leastBits = -3
	SureBits  = 20
)

// Candidate is a codec that makes whole frames of all bytes.
type Candidate struct {
	Codec frame.Codec
	// Frames counts the frames.
	Frames int
	// Checked counts the bytes of headers and trailers that could not be others.
	Checked int
	// Bits is the evidence: by chance bytes are so in one of 2^Bits cases.
	Bits float64
	// Protocol is the name of the protocol whose marks every frame bears, empty
	// where none is sure.
	Protocol string
	// Text: all bytes are text, in lines.
	Text bool
	// Alike are other codecs that cut the bytes at the same places.
	Alike []frame.Codec

	ends []int
}

// Found is what a search found.
type Found struct {
	Candidates []Candidate
	// Tried counts the codecs that were tried, Steps the frames and bytes that were
	// looked at for it.
	Tried, Steps int
	// Short: not all that begins well was tried on all bytes.
	Short bool
}

// Search tries codecs on bytes.
func Search(data []byte) Found { return within(data, maxBudget) }

// within is Search with so many bytes for the decoders.
func within(data []byte, budget int) Found {
	s := search{data: data, rare: rarityOf(data), budget: budget}
	tries := s.tries()
	for i, t := range tries {
		if i >= maxTried || s.spent >= budget || len(s.found.Candidates) == maxWhole {
			s.found.Short = true
			break
		}
		s.try(t)
	}
	s.merge()
	return s.found
}

// search is the state of one.
type search struct {
	data          []byte
	rare          rarity
	spent, budget int
	found         Found
}

// attempt is a codec to try; prior is how unlikely it is before the bytes are seen, in
// bits.
type attempt struct {
	codec frame.Codec
	prior float64
	// promise orders those that are tried first.
	promise float64
	named   *named
}

// tries lists the codecs to hold against all bytes, the most promising first.
func (s *search) tries() []attempt {
	all := slices.Concat(namedAttempts(), kindAttempts(), digits(), s.closingTag(), s.delimiters(), s.fixed(), s.lengths())
	for i := range all {
		if all[i].named != nil || all[i].promise == 0 {
			all[i].promise = known - all[i].prior
		}
	}
	slices.SortStableFunc(all, func(a, b attempt) int { return cmp.Compare(b.promise, a.promise) })
	return all
}

// known is the promise of what real protocols and the lab's own presets use.
const known = 1 << 20

// try holds a codec against all bytes.
func (s *search) try(a attempt) {
	s.found.Tried++
	if s.leavesBytes(a.codec) || s.beginsAsAnother(a.codec) {
		return
	}
	cut, whole := s.cut(a.codec, s.data)
	if !whole || cut.frames == 0 {
		return
	}
	if _, ok := a.codec.(frame.WebSocket); ok && s.data[0]&0x0f == 0 {
		return // no message begins with its continuation (RFC 6455 5.4)
	}
	c := Candidate{Codec: a.codec, Frames: cut.frames, ends: cut.ends}
	if one, ok := a.codec.(frame.Fixed); ok {
		c.Checked, c.Bits = s.columns(one.Size)
	} else {
		s.weigh(&c, cut)
	}
	c.Bits -= a.prior
	if a.named != nil && s.bears(a.named, cut) {
		c.Protocol = a.named.name
		c.Bits += a.named.bits * float64(min(cut.frames, maxSampled))
	}
	s.found.Candidates = append(s.found.Candidates, c)
}

// merge leaves the best of those that cut alike, the best first.
func (s *search) merge() {
	all := s.found.Candidates
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Bits, a.Bits) })
	var kept []Candidate
	for _, c := range all {
		same := slices.IndexFunc(kept, func(k Candidate) bool { return k.Frames == c.Frames && slices.Equal(k.ends, c.ends) })
		switch {
		case same >= 0 && kept[same].Codec.String() != c.Codec.String():
			kept[same].Alike = append(kept[same].Alike, c.Codec)
		case same < 0 && c.Bits >= leastBits && len(kept) < MaxListed:
			kept = append(kept, c)
		}
	}
	s.found.Candidates = kept
}
