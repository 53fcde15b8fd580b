package guess

import (
	"slices"

	"stickylab/lab/frame"
)

// What a rival is looked for in, and what it needs: no more bytes than MaxRivals, so much
// evidence, and so much more than the codec itself has.
const (
	MaxRivals   = 8 << 10
	rivalBudget = 4 << 20
	rivalBits   = 12
	rivalAhead  = 4
)

// Rival returns the likeliest codec that makes whole frames of all bytes and cuts them
// otherwise than a codec does; own says whether that one makes whole frames of them, too. Nil
// where there is none with more evidence.
func Rival(data []byte, codec frame.Codec, own bool) *Candidate {
	if len(data) == 0 || len(data) > MaxRivals {
		return nil
	}
	least := float64(SureBits)
	found := within(data, rivalBudget).Candidates
	if own {
		one, ok := ownOf(data, codec, found)
		if !ok || len(found) > 0 && slices.Equal(found[0].ends, one.ends) {
			return nil
		}
		least = max(rivalBits, one.Bits+rivalAhead)
	}
	if len(found) == 0 || found[0].Protocol == "" && (found[0].Bits < least || found[0].mostlyEmpty()) {
		return nil
	}
	return &found[0]
}

// ownOf returns the candidate that cuts as a codec does: one that was found, or the codec
// itself; false where it makes no whole frames.
func ownOf(data []byte, codec frame.Codec, found []Candidate) (Candidate, bool) {
	s := search{data: data, rare: rarityOf(data), budget: rivalBudget}
	s.try(attempt{codec: codec})
	if len(s.found.Candidates) == 0 {
		return Candidate{}, false
	}
	one := s.found.Candidates[0]
	for _, c := range found {
		if slices.Equal(c.ends, one.ends) {
			return c, true
		}
	}
	return one, true
}

// mostlyEmpty reports whether most frames are a length of 0 and no more: zeros are that
// everywhere.
func (c *Candidate) mostlyEmpty() bool {
	field, ok := c.Codec.(frame.LengthField)
	if !ok {
		return false
	}
	empty, from := 0, 0
	for _, end := range c.ends {
		if end-from <= field.Offset+field.Length.Size {
			empty++
		}
		from = end
	}
	return 2*empty > len(c.ends)
}
