package frame

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// How many characters beyond ASCII bytes must have, all of them right ones, to be called
// text: of UTF-8 one is right by chance in some 250, of GBK every seventeenth pair of bytes
// is a common character.
const (
	leastUTF8 = 2
	leastGBK  = 4
)

// writtenWords quotes what a stream begins with that is nothing but text in UTF-8 or in GBK,
// not all of it ASCII; false where it is not.
func writtenWords(stream []byte) (words, kind string, ok bool) {
	text, beyond := stream, 0
	for at := 0; at < len(stream); {
		r, size := utf8.DecodeRune(stream[at:])
		if r == utf8.RuneError && !utf8.FullRune(stream[at:]) {
			text = stream[:at] // the rest of the character has not come
			break
		}
		if r == utf8.RuneError || !isWritten(r) {
			return gbkWords(stream)
		}
		beyond += one(size > 1)
		at += size
	}
	return firstLine(string(text)), GuessText, beyond >= leastUTF8
}

// gbkWords is writtenWords of text in GBK whose characters are the 3755 commonest, in the
// order of GB 2312 from b0a1 to d7f9, or signs.
func gbkWords(stream []byte) (words, kind string, ok bool) {
	text, common := stream, 0
	for at := 0; at < len(stream); at++ {
		b := stream[at]
		switch {
		case b < utf8.RuneSelf && isWritten(rune(b)):
			continue
		case at+1 == len(stream):
			text = stream[:at]
		case (b == 0xa1 || b == 0xa3 || 0xb0 <= b && b <= 0xd7) && 0xa1 <= stream[at+1] && stream[at+1] < 0xff:
			common += one(b >= 0xb0)
			at++
			continue
		default:
			return "", "", false
		}
		break
	}
	read, err := simplifiedchinese.GBK.NewDecoder().Bytes(text)
	return firstLine(string(read)), GuessGBK, err == nil && common >= leastGBK
}

// isWritten reports whether a character is one that people type.
func isWritten(r rune) bool {
	return unicode.IsPrint(r) || r == '\t' || r == '\r' || r == '\n'
}

// firstLine is what a text begins with, up to a control character and no longer than is
// quoted.
func firstLine(text string) string {
	for at, r := range text {
		if !unicode.IsPrint(r) || at+utf8.RuneLen(r) > maxQuoted {
			return text[:at]
		}
	}
	return text
}
