package structs

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"stickylab/lab/repr"
)

// The texts that a fault may be in.
const (
	InFormat = "format"
	InValues = "values"
	InHex    = "hex"
	InData   = "data"
)

// placedBytes are bytes and where each begins in the text they were read from;
// places is nil when that is not known.
type placedBytes struct {
	data   []byte
	places []int
}

// bytesFault says what is wrong with a text of bytes: kind names the words for
// it, with found as what stands there.
type bytesFault struct {
	kind, found string
	from, to    int
}

// FormOf returns the form of a text of bytes: a literal has quotes.
func FormOf(text string) string {
	if strings.ContainsAny(text, `'"`) {
		return InData
	}
	return InHex
}

// parseBytes reads bytes in the form InHex or InData.
func parseBytes(text, in string) (placedBytes, *bytesFault) {
	if in == InHex {
		return parseHex(text)
	}
	return parseLiteral(text)
}

// parseHex reads pairs of hex digits; blanks and colons may stand between them.
func parseHex(text string) (placedBytes, *bytesFault) {
	var read placedBytes
	half := -1 // where a byte began whose second digit is to come
	for at, r := range text {
		digit := hexDigit(r)
		switch {
		case digit && half < 0:
			half = at
		case digit:
			pair, _ := hex.DecodeString(text[half:half+1] + text[at:at+1]) // both are digits
			read.data = append(read.data, pair...)
			read.places = append(read.places, half)
			half = -1
		case !strings.ContainsRune(" \t\r\n:", r):
			_, size := utf8.DecodeRuneInString(text[at:])
			return read, &bytesFault{"hex.char", string(r), at, at + size}
		case half >= 0:
			return read, &bytesFault{"hex.odd", text[half : half+1], half, half + 1}
		}
	}
	if half >= 0 {
		return read, &bytesFault{"hex.odd", text[half : half+1], half, half + 1}
	}
	return read, nil
}

func hexDigit(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'f' || 'A' <= r && r <= 'F'
}

// parseLiteral reads one literal b'...'.
func parseLiteral(text string) (placedBytes, *bytesFault) {
	values, err := repr.Values(text)
	if err != nil {
		return placedBytes{}, literalFault(text, err)
	}
	if len(values) != 1 {
		return placedBytes{}, &bytesFault{"data", text, 0, len(text)}
	}
	data, ok := values[0].Value.([]byte)
	if !ok {
		return placedBytes{}, &bytesFault{"data", text[values[0].From:values[0].To], values[0].From, values[0].To}
	}
	return placedBytes{data: data}, nil
}

// ReadBytes reads bytes in the form InHex or InData; false where the text has
// none or more than MaxRecord.
func ReadBytes(text, in string) ([]byte, bool) {
	read, wrong := parseBytes(text, in)
	return read.data, wrong == nil && len(read.data) > 0 && len(read.data) <= MaxRecord
}
