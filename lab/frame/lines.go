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
