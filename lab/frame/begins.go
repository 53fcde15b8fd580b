package frame

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// What a stream is shows where it begins, whatever its codec cuts: a request line of HTTP
// is no length, digits are no number of bytes.

// maxBegun is how many of the first bytes of a stream are kept for that.
const maxBegun = 256

// begin keeps the first bytes of a stream, of which a frame was cut.
func (d *Decoder) begin(raw []byte) {
	room := maxBegun - len(d.begun)
	if d.prefixed {
		room += maxPast - maxBegun
	}
	if (d.counts || d.digits != nil || d.prefixed) && room > 0 {
		d.begun = append(d.begun, raw[:min(len(raw), room)]...)
	}
}

// begins returns what the stream is that the decoder has frames or the beginning of one
// of, where its codec goes by lengths that a search cannot read.
func (d *Decoder) begins() []Guess {
	rest := d.buf[d.start:]
	if !d.counts || d.off > 0 && len(d.begun) == 0 {
		return nil
	}
	stream := append(slices.Clone(d.begun[:min(len(d.begun), maxBegun)]), rest[:min(len(rest), maxBegun)]...)
	if why, ok := guessHello(stream); ok {
		return []Guess{why}
	}
	if why, ok := Signed(stream); ok && !d.cutsAs(why) {
		return []Guess{why}
	}
	if httpBegins(stream) {
		return []Guess{{Kind: GuessHTTP, Text: firstWords(stream)}}
	}
	if one, ok := d.codec.(LengthField); ok && d.off == 0 {
		return one.inBytes(rest)
	}
	return nil
}

// cutsAs reports whether the decoder has cut all bytes as the codec does of what they begin as.
func (d *Decoder) cutsAs(why Guess) bool {
	return why.Kind == GuessSigned && why.Whole && d.frames == why.Frames && len(d.buf) == d.start
}

// isNone returns what a stream is of which a codec that goes by no lengths makes not one
// frame.
func (d *Decoder) isNone() []Guess {
	stream := d.buf[d.start:]
	switch d.codec.(type) {
	case HTTP, Headers, RESP, WebSocket: // they say more of it themselves
		return nil
	}
	if d.off > 0 || d.frames > 0 || d.counts || d.within != nil {
		return nil
	}
	if why, ok := guessHello(stream); ok {
		if why.Kind == GuessTLS {
			why.Kind = GuessIsTLS
		}
		return []Guess{why}
	}
	if why, ok := Signed(stream); ok {
		return []Guess{why}
	}
	if httpBegins(stream) {
		return []Guess{{Kind: GuessIsHTTP, Text: firstWords(stream)}}
	}
	return nil
}

// counts reports whether a codec begins its frames with a length in bytes or digits that
// no search reads: no text that people write looks so.
func counts(c Codec) bool {
	switch one := c.(type) {
	case LengthField:
		return !one.plain()
	case Varint, BER, JSONHeader:
		return true
	case Start:
		return counts(one.Codec)
	case End:
		return counts(one.Codec)
	case Check:
		return counts(one.Codec)
	case Skip:
		return counts(one.Codec)
	case Join:
		return counts(one.Codec)
	}
	return false
}

// The two versions of the header that HAProxy and others put in front of a connection
// (The PROXY protocol, 2.1 and 2.2).
const proxySignature = "\r\n\r\n\x00\r\nQUIT\n"

var proxyLine = regexp.MustCompile(`^PROXY (?:TCP4|TCP6|UNKNOWN)\b`)

// guessHello: a connection of TLS begins with a ClientHello or a ServerHello (RFC 8446 4,
// 5.1).
func guessHello(stream []byte) (Guess, bool) {
	if bytes.HasPrefix(stream, []byte(proxySignature)) || proxyLine.Match(stream) {
		return Guess{Kind: GuessProxy}, true
	}
	why, ok := guessTLS(nil, nil, stream)
	return why, ok && stream[0] == 22 && len(stream) > 5 && (stream[5] == 1 || stream[5] == 2)
}

// firstWords quotes what a stream begins with, as far as it is printable.
func firstWords(stream []byte) string {
	end := 0
	for end < len(stream) && end < maxQuoted && printable(stream[end:end+1]) {
		end++
	}
	return string(stream[:end])
}

// inBytes returns that a length which is read as digits is a number of bytes.
func (c LengthField) inBytes(stream []byte) []Guess {
	if c.Length.Text == 0 {
		return nil
	}
	for _, size := range []int{8, 4, 3, 2} { // of 00 00 00 05 two bytes are a length, too
		var found []Guess
		for _, little := range []bool{false, true} {
			one := LengthField{Length: Integer{Size: size, Little: little}, Offset: c.Offset, Strip: c.Offset + size, Max: c.Max}
			if cuts, whole := wholeFrames(one, stream); whole && len(cuts)*size >= 4 {
				found = append(found, Guess{Kind: GuessBinary, By: size, Codec: one.String(), Frames: len(cuts), Bytes: len(stream), Whole: true})
			}
		}
		if len(found) > 0 {
			return found[:len(found)%2]
		}
	}
	return nil
}

// leastDigits is how many digits lengths have together that are so by no chance.
const leastDigits = 4

// inDigits returns that a text begins with a length in digits, which makes whole frames of
// all of it: one that counts what follows or itself too.
func inDigits(stream []byte, most int) (Guess, bool) {
	for size := 8; size > 1; size-- { // of 0005 the first two digits are a length, too
		for _, letter := range []byte("dX") {
			for _, adjust := range []int{0, -size} {
				c := LengthField{Length: Integer{Size: size, Text: letter}, Adjustment: adjust, Strip: size, Max: most}
				if c.Validate() != nil {
					continue
				}
				if cuts, whole := wholeFrames(c, stream); whole && len(cuts)*size >= leastDigits {
					return Guess{Kind: GuessDigits, By: size, Codec: c.String(), Frames: len(cuts), Bytes: len(stream), Whole: true}, true
				}
			}
		}
	}
	return Guess{}, false
}

// texted are protocols whose messages are lines of text with a length among them, by
// what their first line begins or ends with.
var texted = []struct{ name, begin, end, codec string }{
	{"RTSP", "RTSP/1.0 ", " RTSP/1.0", `headers "Content-Length"`},
	{"RTSP", "RTSP/2.0 ", " RTSP/2.0", `headers "Content-Length"`},
	{"SIP", "SIP/2.0 ", " SIP/2.0", `skip "\r\n" headers "Content-Length" "l"`},
	{"LSP", "Content-Length: ", "", `headers "Content-Length" must`},
}

// inHeaders returns of which protocol the message is that a stream begins with.
func inHeaders(stream []byte) (Guess, bool) {
	end := bytes.Index(stream, []byte("\r\n"))
	if end < 0 || !printable(stream[:end]) {
		return Guess{}, false
	}
	line := string(stream[:end])
	for _, one := range texted {
		if !strings.HasPrefix(line, one.begin) && (one.end == "" || !strings.HasSuffix(line, one.end)) {
			continue
		}
		why := Guess{Kind: GuessHeaders, Text: one.name, Codec: one.codec}
		if c, err := Parse(one.codec); err == nil {
			if cuts, whole := wholeFrames(c, stream); whole {
				why.Frames, why.Bytes, why.Whole = len(cuts), len(stream), true
			}
		}
		return why, true
	}
	return Guess{}, false
}

// guessHeaders: a message of a protocol that looks like HTTP.
func guessHeaders(e *Error, _, buf []byte) (Guess, bool) {
	if e.Why != "http-start" && e.Why != "http-version" {
		return Guess{}, false
	}
	return inHeaders(buf)
}

// guessBlank: behind a message stand more ends of lines than the one that HTTP allows.
func guessBlank(e *Error, before, buf []byte) (Guess, bool) {
	n := 0
	for bytes.HasPrefix(buf[n:], []byte("\r\n")) {
		n += 2
	}
	return Guess{Kind: GuessBlank, By: n}, e.Why == "http-start" && n > 2 && len(before) > 0 && n == len(buf)
}
