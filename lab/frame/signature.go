package frame

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
)

// GuessSigned is the kind of a guess that the stream begins as Text does, with marks that chance hardly gives;
// Codec reads it, where one does.
const GuessSigned = "signed"

// signature is what a stream begins with that is no length of its own.
type signature struct {
	name  string
	begin string
	// holds says more of it than its beginning; nil asks for nothing.
	holds func(stream []byte) bool
	codec string
}

// signatures are those of formats and protocols that are often taken for frames of one's own.
var signatures = []signature{
	{name: "gzip", begin: "\x1f\x8b\x08", holds: func(p []byte) bool { return len(p) >= 10 && p[3]&0xe0 == 0 }}, // RFC 1952 2.3
	{name: "Zstandard", begin: "\x28\xb5\x2f\xfd"},
	{name: "LZ4", begin: "\x04\x22\x4d\x18"},
	{name: "xz", begin: "\xfd7zXZ\x00"},
	{name: "bzip2", begin: "BZh", holds: func(p []byte) bool { return len(p) >= 10 && string(p[4:10]) == "1AY&SY" }},
	{name: "ZIP", begin: "PK\x03\x04"},
	{name: "PNG", begin: "\x89PNG\r\n\x1a\n"},
	{name: "JPEG", begin: "\xff\xd8\xff"},
	{name: "ELF", begin: "\x7fELF"},
	{name: "java.io.ObjectOutputStream", begin: "\xac\xed\x00\x05"},
	{name: "zlib", begin: "x", holds: isZlib},
	{name: "MySQL", codec: `length "<3" adjust 1`, holds: func(p []byte) bool { return len(p) > 4 && mysqlBegins.Match(p[3:]) }},
	{name: "STUN", codec: `length "!H" offset 2 adjust 16 strip 0`, holds: isSTUN},
	{name: "GB/T 32960", begin: "##", codec: `length "!H" offset 22 adjust 1 strip 0`, holds: isGB32960},
	{name: "CoAP over TCP", holds: isCoAP},
	{name: "UTF-16LE", begin: "\xff\xfe", holds: func(p []byte) bool { return isUTF16(p[2:], binary.LittleEndian) }},
	{name: "UTF-16BE", begin: "\xfe\xff", holds: func(p []byte) bool { return isUTF16(p[2:], binary.BigEndian) }},
	{name: "UTF-16LE", holds: func(p []byte) bool { return isUTF16(p, binary.LittleEndian) }},
	{name: "UTF-16BE", holds: func(p []byte) bool { return isUTF16(p, binary.BigEndian) }},
}

// Signed returns what bytes begin as, with marks that chance hardly gives; where a codec cuts
// all of them, how many frames it makes.
func Signed(stream []byte) (Guess, bool) {
	for _, one := range signatures {
		if !bytes.HasPrefix(stream, []byte(one.begin)) || one.holds != nil && !one.holds(stream) {
			continue
		}
		return one.guess(stream), true
	}
	json := signature{name: "JSON", codec: "braces"}
	return json.guess(stream), isJSON(stream)
}

func (s *signature) guess(stream []byte) Guess {
	why := Guess{Kind: GuessSigned, Text: s.name, Codec: s.codec}
	if c, err := Parse(s.codec); err == nil {
		if cuts, whole := wholeFrames(c, stream); whole {
			why.Frames, why.Bytes, why.Whole = len(cuts), len(stream), true
		}
	}
	return why
}

// mysqlBegins is the number and the beginning of the first packet of a server, of protocol 10
// with its version, or of a client's query.
var mysqlBegins = regexp.MustCompile(`(?i)^\x00(?:\n[0-9]+\.[0-9]+[!-~]*\x00|\x03(?:select|insert|update|delete|show|set|use|begin|commit|create|drop)\b)`)

// isZlib reports whether all bytes are one stream of zlib, whose check is right (RFC 1950).
func isZlib(p []byte) bool {
	rest := bytes.NewReader(p)
	r, err := zlib.NewReader(rest)
	if err != nil {
		return false
	}
	_, err = io.Copy(io.Discard, io.LimitReader(r, maxKnown))
	return err == nil && rest.Len() == 0
}

// isSTUN: a message of STUN has two bits of 0, a length of whole words and the magic cookie
// (RFC 8489 5).
func isSTUN(p []byte) bool {
	return len(p) >= 20 && p[0] < 0x40 && p[3]&3 == 0 && bytes.Equal(p[4:8], []byte{0x21, 0x12, 0xa4, 0x42})
}

// isGB32960: ## is followed by a command, an answer, the 17 characters of the vehicle, a way to
// encrypt and a length (GB/T 32960.3 6).
func isGB32960(p []byte) bool {
	if len(p) < 25 || p[21] == 0 || p[21] > 3 && p[21] < 0xfe || p[3] == 0 || p[3] > 3 && p[3] != 0xfe {
		return false
	}
	for _, c := range p[4:21] {
		if c != 0 && !printable([]byte{c}) {
			return false
		}
	}
	return true
}

// isCoAP: a connection of CoAP over TCP begins with a message of capabilities and settings,
// without a token, and all of it is messages (RFC 8323 3.2, 5.3).
func isCoAP(p []byte) bool {
	if len(p) < 2 || p[0]&0x0f != 0 || p[0]>>4 > 12 || p[1] != 0xe1 {
		return false
	}
	messages := 0
	for ; len(p) > 0; messages++ {
		size := coapSize(p)
		if size == 0 || size > len(p) {
			return false
		}
		p = p[size:]
	}
	return messages > 1
}

// coapSize returns how long the message is that bytes begin with; 0 for none.
func coapSize(p []byte) int {
	size, token := int(p[0]>>4), int(p[0]&0x0f)
	wide := map[int]int{13: 1, 14: 2, 15: 4}[size]
	if token > 8 || wide == 4 || len(p) < 2+wide {
		return 0
	}
	switch wide {
	case 1:
		size = 13 + int(p[1])
	case 2:
		size = 269 + int(binary.BigEndian.Uint16(p[1:]))
	}
	switch p[1+wide] >> 5 {
	case 0, 2, 4, 5, 7: // requests, answers and signals
		return 2 + wide + token + size
	}
	return 0
}

// leastUnits is how many characters there must be of what is called UTF-16.
const leastUnits = 5

// isUTF16 reports whether bytes are text of which most characters are of ASCII, each beside a
// byte of 0.
func isUTF16(p []byte, order binary.ByteOrder) bool {
	var units []uint16
	for at := 0; at+1 < min(len(p), maxSearched); at += 2 {
		units = append(units, order.Uint16(p[at:]))
	}
	ascii := 0
	for _, r := range utf16.Decode(units) {
		if r == unicode.ReplacementChar || !unicode.IsPrint(r) && r != '\r' && r != '\n' && r != '\t' {
			return false
		}
		ascii += one(r < 0x80)
	}
	return len(p)%2 == 0 && len(units) >= leastUnits && 2*ascii > len(units) && begun(rune(units[0]))
}

// isJSON reports whether bytes are objects or lists of JSON one behind the other.
func isJSON(p []byte) bool {
	if len(p) < 2 || p[0] != '{' && p[0] != '[' || !strings.ContainsRune("{}[]\" \r\n\t-0123456789tfn", rune(p[1])) {
		return false
	}
	ends, whole := wholeFrames(Braces{Max: DefaultMax}, p)
	return whole && len(ends) > 0 && bytes.ContainsAny(p, `":,[]`)
}

// begun reports whether a text of people may begin with a character: a length in front of it
// is mostly none.
func begun(r rune) bool {
	return r < 0x80 || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || unicode.IsUpper(r) && r < 0x100
}
