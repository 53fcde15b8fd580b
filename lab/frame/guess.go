package frame

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The kinds of a Guess.
const (
	GuessText        = "text"        // the length field holds letters
	GuessGBK         = "gbk"         // the same, of text in GBK
	GuessHTTP        = "http"        // it is the beginning of an HTTP message
	GuessProxy       = "proxy"       // it is a header of the PROXY protocol
	GuessTLS         = "tls"         // it is the beginning of a TLS record
	GuessRTU         = "rtu"         // it is a frame of Modbus RTU, whose check is right
	GuessMBAP        = "mbap"        // it is Modbus TCP, whose lengths are right
	GuessCharacters  = "characters"  // it begins in the middle of a UTF-8 character
	GuessOrder       = "order"       // in the other byte order it would be sensible
	GuessSelf        = "self"        // it counts its own header, By bytes
	GuessOver        = "over"        // it is By more than the bytes that follow
	GuessTrailer     = "trailer"     // By bytes behind each frame are not counted
	GuessOffset      = "offset"      // it is By bytes farther, or before
	GuessOffsetSelf  = "offset-self" // it is By bytes farther, and counts its own header, too
	GuessLow         = "low"         // only the last byte of the field is the length
	GuessWidth       = "width"       // it has By bytes
	GuessFlags       = "flags"       // its highest By bits are flags; Text is the codec with which only the last byte counts, where that cuts alike
	GuessUnits       = "units"       // it counts units of By bytes or, below 0, of -By to a byte
	GuessStray       = "stray"       // from byte Value on By bytes belong to no frame; below 0 the frame before is shorter
	GuessFits        = "fits"        // of each message one frame is made by Codec; Whole: they have several lengths
	GuessFlag        = "flag"        // the delimiter stands in front of each frame, too
	GuessNewline     = "newline"     // each line ends with a line feed behind the delimiter
	GuessCR          = "cr"          // each line ends with a carriage return before the delimiter
	GuessInterleaved = "interleaved" // from byte Value on By bytes are frames of another writer
	GuessSwapped     = "swapped"     // the bytes of a check stand the other way round: Codec reads it
	GuessBrackets    = "brackets"    // Value brackets are open
	GuessIsHTTP      = "is-http"     // an HTTP message begins here, which is none of the codec's frames
	GuessIsTLS       = "is-tls"      // a TLS record does
	GuessSent        = "sent"        // the send at byte Value has By bytes more than its length says; below 0 less
	GuessQuoted      = "quoted"      // a quote that frame Value opens is closed By frames behind it
	GuessStuffed     = "stuffed"     // Value escapes stand for other bytes than those behind them: Codec
	GuessDigits      = "digits"      // it is written in By digits: Codec
	GuessBase        = "base"        // its digits are hexadecimal and not decimal, or the other way round: Codec
	GuessWritten     = "written"     // it is written in another way: Codec
	GuessThree       = "three"       // only 3 bytes of the field are the length
	GuessBinary      = "binary"      // it is a number of By bytes and no digits: Codec
	GuessHeaders     = "headers"     // a message of Text begins here, which Codec reads
	GuessBlank       = "blank"       // By bytes of line ends stand behind a message of HTTP
	GuessSum         = "sum"         // the check is another one, Text
	GuessEnd         = "end"         // messages end with Text, and not with the delimiter
	GuessOverflow    = "overflow"    // a length of more than the field holds lost its highest bytes
	GuessShift       = "shift"       // some bytes further, or before, it would be

	GuessInline  = "inline"  // a command typed by hand where RESP is due
	GuessRESP3   = "resp3"   // a type of the later version
	GuessHTTP2   = "http2"   // its preface
	GuessLF      = "lf"      // lines that end with \n alone
	GuessDeflate = "deflate" // a WebSocket's compressed payload
	GuessLength  = "length"  // where the data would end as it should
	GuessMessage = "message" // some bytes further, or before, a message begins
)

// Guess is what a length that makes no sense probably is.
type Guess struct {
	Kind string `json:"kind"`
	// Text is the bytes as text or, for TLS, in hex.
	Text string `json:"text,omitempty"`
	// Value is what the length would be; By how many bytes further a shifted
	// header begins, negative for before.
	Value int64 `json:"value,omitempty"`
	By    int   `json:"by,omitempty"`
	// Of a reason that was found by reading the stream otherwise: the Codec that
	// would read it, where there is one, how many Frames it makes of how many
	// Bytes, and whether that is the Whole of them.
	Codec  string `json:"codec,omitempty"`
	Frames int    `json:"frames,omitempty"`
	Bytes  int    `json:"bytes,omitempty"`
	Whole  bool   `json:"whole,omitempty"`
}

// guess adds what the fault probably means. Before are the bytes that came
// right before the frame at fault, buf the frame's own.
func (e *Error) guess(before, buf []byte) {
	if e.Kind == KindProtocol && e.length.Size == 0 {
		e.Guesses = guessProtocol(e, before, buf)
	}
	if e.length.Size == 0 {
		return // not read from a length field
	}
	before, buf = append(bytes.Clone(before), buf[:e.before]...), buf[e.before:]
	for _, g := range [...]func(*Error, []byte, []byte) (Guess, bool){guessTLS, guessCharacters, guessText} {
		if found, ok := g(e, before, buf); ok {
			e.Guesses = append(e.Guesses, found)
			return // it is no number at all
		}
	}
	if e.searched {
		e.Guesses = guessHeader(e, buf)
		return
	}
	e.Guesses = guessNumber(e, before, buf)
}

// guessTLS: a record begins with its type, 20 to 23, and the version 3.x
// (RFC 8446 5.1).
func guessTLS(_ *Error, _, buf []byte) (Guess, bool) {
	if len(buf) < 3 || buf[0] < 20 || buf[0] > 23 || buf[1] != 3 || buf[2] > 4 {
		return Guess{}, false
	}
	return Guess{Kind: GuessTLS, Text: fmt.Sprintf("% x", buf[:3])}, true
}

// guessText: bytes that are all printable are rarely a length.
func guessText(e *Error, _, buf []byte) (Guess, bool) {
	if len(e.Field) < 2 || !printable(e.Field) {
		return Guess{}, false
	}
	kind := GuessText
	for _, begin := range [...]string{"GET ", "POST", "HEAD", "PUT ", "DELE", "OPTI", "PATC", "CONN", "HTTP"} {
		if strings.HasPrefix(begin, string(e.Field)) || bytes.HasPrefix(buf, []byte(begin)) {
			kind = GuessHTTP
		}
	}
	end := len(e.Field)
	for end < len(buf) && end < maxQuoted && printable(buf[end:end+1]) {
		end++
	}
	if kind == GuessText && e.searched && (e.Off > 0 || len(e.Field) < 4 && end < 2*4) {
		return Guess{}, false // a few letters come by chance, and behind frames a place is lost
	}
	return Guess{Kind: kind, Text: string(buf[:end])}, true
}

func printable(p []byte) bool {
	for _, c := range p {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// guessCharacters: the frame begins with the rest of a character of which the
// beginning is in the frame before, so that one's length counted characters,
// not bytes.
func guessCharacters(_ *Error, before, buf []byte) (Guess, bool) {
	if len(buf) == 0 || utf8.RuneStart(buf[0]) {
		return Guess{}, false
	}
	for n := 1; n < utf8.UTFMax && n <= len(before); n++ {
		around := append(bytes.Clone(before[len(before)-n:]), buf[:min(len(buf), utf8.UTFMax)]...)
		if r, size := utf8.DecodeRune(around); r != utf8.RuneError && size > n {
			return Guess{Kind: GuessCharacters, Text: string(r)}, true
		}
	}
	return Guess{}, false
}

// guessNumber reads the length in the other byte order, and at the places near
// it. What is confirmed by the bytes behind it counts; without any such the
// other byte order of a length that was too long is worth a word.
func guessNumber(e *Error, before, buf []byte) []Guess {
	other := e.length
	other.Little = !other.Little
	order := Guess{Kind: GuessOrder, Value: other.read(e.Field)}
	swaps := other.Size > 1 && e.sensible(order.Value)
	if swaps && e.confirmed(other, order.Value, buf) {
		return []Guess{order}
	}
	around := append(bytes.Clone(before), buf...)
	for distance := 1; distance <= tailBytes; distance++ {
		for _, by := range [...]int{distance, -distance} {
			at := len(before) + by
			if at < 0 || at+e.length.Size > len(around) {
				continue
			}
			value := e.length.read(around[at:])
			if e.sensible(value) && e.confirmed(e.length, value, around[at:]) {
				return []Guess{{Kind: GuessShift, Value: value, By: by}}
			}
		}
	}
	if swaps && (e.Kind == KindTooLong || e.Kind == KindProtocol) {
		return []Guess{order}
	}
	return nil
}

// guessHeader tries the other byte order of a length that is all there is: a
// search had nothing to hold it against.
func guessHeader(e *Error, buf []byte) []Guess {
	other := e.length
	other.Little = !other.Little
	value := other.read(e.Field)
	if other.Size < 4 || e.Kind != KindTooLong || len(buf) > other.Size || !e.sensible(value) {
		return nil
	}
	return []Guess{{Kind: GuessOrder, Value: value}}
}

// sensible reports whether a length could be meant.
func (e *Error) sensible(value int64) bool { return value > 0 && value <= int64(e.Max) }

// confirmed reports whether the bytes go well with a length that buf begins
// with: they end with its frame, or have a sensible length behind it.
func (e *Error) confirmed(n Integer, value int64, buf []byte) bool {
	next := value + int64(e.adjustment) + int64(n.Size)
	switch {
	case next == int64(len(buf)):
		return true
	case next < int64(n.Size) || next+int64(e.before+n.Size) > int64(len(buf)):
		return false
	}
	return e.sensible(n.read(buf[next+int64(e.before):]))
}
