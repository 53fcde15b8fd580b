package web

import (
	"strconv"

	"stickylab/lab/frame"
	"stickylab/web/view"
)

// farthest is how far from where it is a length is looked for.
const farthest = 8

// hint says which other value of one parameter would make whole frames of a
// stream that the codec did not take apart; empty when none does, or with a
// codec that has no length field.
func hint(lang string, codec frame.Codec, stream []byte) string {
	field, ok := codec.(frame.LengthField)
	if !ok {
		return ""
	}
	for _, other := range neighbours(field) {
		if n := wholeFrames(other.codec, stream); n > 1 {
			return view.T(lang, "framing.hint", other.word, other.value, n)
		}
	}
	return ""
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

// lengthAt gives where in a frame its length is written.
func lengthAt(c frame.Codec) (from, to int) {
	switch c := c.(type) {
	case frame.LengthField:
		return c.Offset, c.Offset + c.Length.Size
	case frame.JSONHeader:
		return 0, c.Length.Size
	}
	return 0, 0
}

// markLength marks the bytes of a frame that its length was read from.
func markLength(c frame.Codec, kinds []string) {
	from, to := lengthAt(c)
	for i := from; i < min(to, len(kinds)); i++ {
		kinds[i] += " length"
	}
}
