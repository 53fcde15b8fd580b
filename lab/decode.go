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
