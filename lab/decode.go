package lab

import "stickylab/lab/frame"

// Decode is what a decoder made of the bytes it has: a frame that is complete,
// the frame under way and what it waits for, or, where the Event has an Err, a
// fault in it.
type Decode struct {
	// Part is what the decoder waits for, or frame.PartFrame.
	Part frame.Part
	// Have counts the bytes of the frame that are there, Need those that the
	// decoder knows it must have before it can go on; of a delimiter it is only
	// known that it takes more than there are. Of a complete frame both are its
	// length.
	Have int
	Need int64
	// Length is the length that was announced, -1 while none is known.
	Length int64
	// Head counts the bytes of a complete frame that are header, Tail those
	// that are delimiter or padding.
	Head, Tail int
	// Body is what the program got of a complete frame; nil stands for the bytes
	// between Head and Tail.
	Body *Body
}

// Body is what a program got of a frame, where that is not what lies between the
// frame's head and tail.
type Body struct {
	// From and To are where it lies in the frame.
	From, To int
	// Bytes, when not nil, is what the codec made in place of bytes of the frame:
	// a mask, escapes or the lengths of chunks are undone.
	Bytes []byte
	// Unknown is set where a trace from a file does not say what it was: what lies
	// between head and tail is then shown as what it is.
	Unknown bool
}

// Complete reports whether an event is a frame that its program got.
func (e *Event) Complete() bool {
	return e.Decode != nil && e.Decode.Part == frame.PartFrame && e.Err == ""
}

// Known reports whether it is known what the program got of a complete frame.
func (d *Decode) Known() bool { return d.Body == nil || !d.Body.Unknown }

// Within returns where in a complete frame the body lies; false where its bytes
// are not those of the frame.
func (d *Decode) Within() (from, to int, ok bool) {
	if b := d.Body; b != nil && !b.Unknown {
		return b.From, b.To, b.Bytes == nil
	}
	return d.Head, max(d.Head, d.Have-d.Tail), true
}

// SavedFile is what became of a file that was received as one frame.
type SavedFile struct {
	Name string
	Size int
	// MD5 is that of the bytes that were written, in hexadecimal digits.
	MD5 string
	// OK tells that size and MD5 are those that the header announced.
	OK bool
}

// DecodeAt tells how far a decoder was that has so many bytes of the frame at fault.
func DecodeAt(fault *frame.Error, have int) Decode {
	state := Decode{Part: frame.PartHeader, Have: have, Need: int64(have), Length: fault.Length}
	switch fault.Kind {
	case frame.KindTruncated:
		state.Part, state.Need = fault.Part, fault.Need
	case frame.KindNoDelimiter:
		state.Part = frame.PartDelimiter
	case frame.KindJSON:
		state.Part = frame.PartJSON
	}
	return state
}
