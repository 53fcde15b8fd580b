package framing

import (
	"stickylab/lab"
	"stickylab/lab/frame"
)

// Mark says what a byte of a frame is; marks add up.
type Mark uint8

// The marks of a byte.
const (
	Head    Mark = 1 << iota // of the header
	Length                   // the length was read from it
	Tail                     // behind the body: delimiter or padding
	Strip                    // not delivered
	Culprit                  // at fault
)

// marks returns what the bytes of a complete frame are. Without a codec only
// the event's head and tail are known.
func marks(c frame.Codec, raw, body []byte, d *lab.Decode) []Mark {
	all := make([]Mark, len(raw))
	for i := range raw {
		switch {
		case i < d.Head:
			all[i] = Head
		case i >= len(raw)-d.Tail:
			all[i] = Tail
		}
	}
	if c == nil || body == nil {
		return all
	}
	from, to := frame.LengthAt(c)
	for i := from; i < min(to, len(all)); i++ {
		all[i] |= Length
	}
	from, to = delivered(c, raw, body, d)
	for i := range all {
		if i < from || i >= to {
			all[i] |= Strip
		}
	}
	return all
}

// delivered returns which bytes of a frame are in its body.
func delivered(c frame.Codec, raw, body []byte, d *lab.Decode) (from, to int) {
	from = min(frame.StripOf(c, d.Head), len(raw))
	to = len(raw) - d.Tail
	if from+len(body) > to && from+len(body) <= len(raw) { // what is behind is kept
		to = from + len(body)
	}
	return from, to
}
