package frame

import "bytes"

// lines is what a decoder notes of the frames of a delimiter, for the reason why they may
// not be what was sent.
type lines struct {
	frames   int
	unpaired bool // not every other frame, from the first one on, is empty
	bare     bool // not every frame ends with a carriage return
}

func (l *lines) add(f Frame) {
	l.unpaired = l.unpaired || (len(f.Body) == 0) != (l.frames%2 == 0)
	l.bare = l.bare || !bytes.HasSuffix(f.Body, []byte("\r"))
	l.frames++
}

// reason returns that the delimiter begins frames too, or that it is only the second half
// of a line's end; nil for neither.
func (l *lines) reason(c Delimiter, size int64, whole bool) []Guess {
	if len(c.By) != 1 || c.Keep || c.Escaped || l.frames == 0 {
		return nil
	}
	why := Guess{Frames: l.frames, Bytes: int(size), Whole: whole}
	switch {
	case !l.unpaired && l.frames%2 == 0:
		why.Kind, why.Frames = GuessFlag, l.frames/2
		why.Codec = Marks{Start: c.By[0], End: c.By[0], Max: c.Max}.String()
	case !l.bare && string(c.By[0]) == "\n":
		why.Kind, why.Codec = GuessCR, Line(c.Max).String()
	default:
		return nil
	}
	return []Guess{why}
}

// otherEnds are what messages end with that people write.
var otherEnds = []string{"\r\n", "\n", "\x00", "\r", ";", "|", "#", "$", "\x03"}

// otherEnd returns that all of a stream, of which the delimiter ends nothing, ends with
// something else that often ends messages.
func (c Delimiter) otherEnd(stream []byte) []Guess {
	for _, end := range otherEnds {
		if !bytes.HasSuffix(stream, []byte(end)) || len(stream) == len(end) {
			continue
		}
		one := c
		one.By, one.Escaped = [][]byte{[]byte(end)}, false
		cuts, whole := wholeFrames(one, stream)
		if !whole {
			continue
		}
		return []Guess{{Kind: GuessEnd, Text: end, Codec: one.String(), Frames: len(cuts), Bytes: len(stream), Whole: true}}
	}
	return nil
}
