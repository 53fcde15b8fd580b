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

// marks returns what the bytes of a complete frame are, of which those in
// [got, end) are delivered. Where a length is only the codec knows, which may be
// nil.
func marks(c frame.Codec, raw []byte, got, end int, d *lab.Decode) []Mark {
	all := make([]Mark, len(raw))
	for i := range raw {
		switch {
		case i < d.Head:
			all[i] = Head
		case i >= len(raw)-d.Tail:
			all[i] = Tail
		}
		if i < got || i >= end {
			all[i] |= Strip
		}
	}
	from, to := frame.LengthAt(c)
	for i := from; i < min(to, len(all)); i++ {
		all[i] |= Length
	}
	return all
}
