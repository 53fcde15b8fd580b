package framing

import (
	"strconv"

	"stickylab/lab/frame"
)

// farthest is how far from where it is a length is looked for.
const farthest = 8

// Hint is another value of one parameter that makes whole frames of a stream.
type Hint struct {
	Word, Value string
	Frames      int
}

// HintFor looks for the value of one parameter that would make whole frames of
// a stream that the codec did not take apart; nil when none does, or with a
// codec that has no length field.
func HintFor(codec frame.Codec, stream []byte) *Hint {
	field, ok := codec.(frame.LengthField)
	if !ok {
		return nil
	}
	for _, other := range neighbours(field) {
		if n := wholeFrames(other.codec, stream); n > 1 {
			return &Hint{Word: other.word, Value: other.value, Frames: n}
		}
	}
	return nil
}

// neighbour is a codec with one other parameter.
type neighbour struct {
	codec       frame.LengthField
	word, value string
}

// neighbours are those of a codec, the likeliest mistakes first.
func neighbours(c frame.LengthField) []neighbour {
	swapped := c
	swapped.Length.Little = !c.Length.Little
	all := []neighbour{{swapped, "format", swapped.Length.String()}}
	for by := 1; by <= farthest; by++ {
		for _, offset := range []int{c.Offset + by, c.Offset - by} {
			moved := c
			moved.Offset = offset
			all = append(all, neighbour{moved, "offset", strconv.Itoa(offset)})
		}
	}
	for by := 1; by <= farthest; by++ {
		for _, adjustment := range []int{c.Adjustment - by, c.Adjustment + by} {
			other := c
			other.Adjustment = adjustment
			all = append(all, neighbour{other, "adjust", strconv.Itoa(adjustment)})
		}
	}
	return all
}

// wholeFrames counts the frames of a stream; 0 when anything is left or wrong.
func wholeFrames(c frame.LengthField, stream []byte) int {
	c.Strip = 0 // it changes no boundary
	d, err := frame.NewDecoder(c)
	if err != nil {
		return 0
	}
	d.Feed(stream)
	for n := 0; ; n++ {
		_, ok, err := d.Next()
		switch {
		case err != nil:
			return 0
		case !ok && d.End() != nil:
			return 0
		case !ok:
			return n
		}
	}
}
