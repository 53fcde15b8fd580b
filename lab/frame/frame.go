package frame

import (
	"bytes"
	"slices"
)

// Codec is how messages become frames. Make a Decoder of it for the way back.
// A Codec is a value that never changes; it may be shared.
type Codec interface {
	// String gives the codec's text form, which Parse reads.
	String() string
	// Validate says what is wrong with the parameters: an *Error of KindCodec.
	// The other methods are for codecs without a fault.
	Validate() error
	// Encode appends the frame of a message to dst. The error is an *Error
	// when the codec cannot carry the message.
	Encode(dst, body []byte) ([]byte, error)

	// look examines buf, which begins where a frame begins; p is how far the
	// looks before at the same frame came.
	look(buf []byte, p *progress) step
	// resync gives how much of buf to throw away after a frame whose end was
	// not known when it was given up, and whether the next frame begins then.
	resync(buf []byte) (skip int, found bool)
}

// Frame is one frame as it was decoded. Its bytes are the decoder's own and
// hold until the next Feed.
type Frame struct {
	// Off is the offset in the stream of the first byte of Raw.
	Off int64
	// Raw is the whole frame as it was on the stream: header, body, delimiter.
	Raw []byte
	// Length is the length that the header announced; -1 without one.
	Length int64
	// Head counts the bytes of Raw that are header, Tail those that are
	// delimiter or padding.
	Head, Tail int
	// Header is the JSON text of a JSONHeader; nil with other codecs.
	Header []byte
	// Body is what the codec delivers: Raw without what is stripped, escapes
	// undone.
	Body []byte
}

// Within returns where in Raw the Body lies, false where the codec made other
// bytes of them.
func (f Frame) Within() (from, to int, ok bool) {
	from = min(f.Head, len(f.Raw))
	if !bytes.HasPrefix(f.Raw[from:], f.Body) {
		from = bytes.Index(f.Raw, f.Body)
	}
	return from, from + len(f.Body), from >= 0
}

// Part says what a decoder is waiting for.
type Part string

// The parts of a frame.
const (
	PartHeader    Part = "header"    // the bytes up to and with the length field
	PartJSON      Part = "json"      // the JSON text behind it
	PartBody      Part = "body"      // what the header announced
	PartDelimiter Part = "delimiter" // it is not known how far it is
	PartSkip      Part = "skip"      // the rest of a frame that was given up
	PartFrame     Part = "frame"     // nothing: the frame is complete
)

// parts has each where its number on the wire is: append, never reorder.
var parts = [...]Part{PartHeader, PartJSON, PartBody, PartDelimiter, PartSkip, PartFrame}

// Code returns the part's number on the wire, false for a word that is no part.
func (p Part) Code() (uint8, bool) {
	i := slices.Index(parts[:], p)
	return uint8(max(i, 0)), i >= 0
}

// PartOf is the inverse of Code.
func PartOf(code uint8) (Part, bool) {
	if int(code) >= len(parts) {
		return "", false
	}
	return parts[code], true
}

// State is what a decoder has of the frame under way: "needs 4, has 2".
type State struct {
	// Off is the offset in the stream at which the frame begins.
	Off int64
	// Have counts the bytes of it that are there, Need those that the decoder
	// knows it must have before it can go on; of a delimiter it is only known
	// that it takes more than there are.
	Have int
	Need int64
	Part Part
	// Length is the length that was announced; -1 while none is known.
	Length int64
}

// step is what a codec made of the bytes from the beginning of a frame.
type step struct {
	need   int64 // > len(buf): that many bytes of the frame are needed to go on
	part   Part
	length int64
	frame  Frame
	err    *Error
	skip   int64 // with err: the bytes of the frame that was given up; untilResync
	seek   bool  // frames begin again where resync says, looked for behind skip
	by     Codec // whose resync it is; nil for that of the decoder's codec
	idle   int   // this many bytes are in no frame, and that is right so
	late   bool  // err is told when the frame was skipped
	open   bool  // the end of the stream completes the frame
}

// complete reports whether the frame of a step is there, in so many bytes or at the
// end of the stream.
func (s *step) complete(have int) bool {
	return s.err == nil && s.idle == 0 && (s.need <= int64(have) || s.open)
}

// astray is a frame that does not begin as it must: frames begin again where the
// codec's resync says.
func astray(why string, field []byte) step {
	return step{err: protocolError(why, 0, field), skip: untilResync, part: PartHeader, length: noLength}
}

// noLength is the State's Length before one was announced.
const noLength = -1

// untilResync as the skip of a step: up to where the codec's resync says.
const untilResync = -1

// more asks for need bytes of the frame in all.
func more(need int64, part Part, length int64) step {
	return step{need: need, part: part, length: length}
}

// fatal is a fault after which the stream cannot be trusted any more.
func fatal(err *Error) step { return step{err: err} }
