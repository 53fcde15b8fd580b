package lab

import "slices"

// Decode is what a decoder made of the bytes it has: a frame that is complete,
// the frame under way and what it waits for, or, where the Event has an Err, a
// fault in it.
type Decode struct {
	// Part is one of the PartX words: what the decoder waits for, or PartFrame.
	Part string
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

// The parts of a frame, in the words of lab/frame, and a whole one.
const (
	PartHeader    = "header"
	PartJSON      = "json"
	PartBody      = "body"
	PartDelimiter = "delimiter"
	PartSkip      = "skip"
	PartFrame     = "frame"
)

// parts has each where its number on the wire is: append, never reorder.
var parts = []string{PartHeader, PartJSON, PartBody, PartDelimiter, PartSkip, PartFrame}

// PartCode gives the number of a part, false for any other word.
func PartCode(part string) (uint8, bool) {
	i := slices.Index(parts, part)
	return uint8(max(i, 0)), i >= 0
}

// PartOf is the inverse of PartCode.
func PartOf(code uint8) (string, bool) {
	if int(code) >= len(parts) {
		return "", false
	}
	return parts[code], true
}

// SavedFile is what became of a file that was received as one frame. It is the
// Text of the Event, as JSON.
type SavedFile struct {
	Name string `json:"name"`
	Size int    `json:"size"`
	// MD5 is that of the bytes that were written, in hexadecimal digits.
	MD5 string `json:"md5"`
	// OK tells that size and MD5 are those that the header announced.
	OK bool `json:"ok"`
}
