package pack

import (
	"fmt"
	"unicode/utf8"
)

// checkASCII refuses a format that is not ASCII with the text of Python's
// ascii codec, which counts characters and names the first run of bad ones.
func checkASCII(text string) *Error {
	start := firstBeyondASCII(text)
	if start == len(text) {
		return nil
	}
	first, end := rune(0), start
	for at := start; at < len(text) && text[at] >= utf8.RuneSelf; end++ {
		char, width := decodeChar(text[at:])
		if end == start {
			first = char
		}
		at += width
	}
	return &Error{Kind: kindUnicode, Msg: unencodable(first, start, end), Arg: noArg}
}

// firstBeyondASCII is an index of bytes and of characters alike, as all
// before it is ASCII.
func firstBeyondASCII(text string) int {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return i
		}
	}
	return len(text)
}

// decodeChar reads a character. A byte that is not UTF-8 becomes the lone
// surrogate with which Python carries such bytes in a str (PEP 383).
func decodeChar(text string) (char rune, width int) {
	char, width = utf8.DecodeRuneInString(text)
	if char == utf8.RuneError && width == 1 {
		return 0xDC00 + rune(text[0]), 1
	}
	return char, width
}

func unencodable(first rune, start, end int) string {
	const reason = "ordinal not in range(128)"
	if end-start > 1 {
		return fmt.Sprintf("'ascii' codec can't encode characters in position %d-%d: %s", start, end-1, reason)
	}
	return fmt.Sprintf("'ascii' codec can't encode character '%s' in position %d: %s", escape(first), start, reason)
}

func escape(char rune) string {
	switch {
	case char < 0x100:
		return fmt.Sprintf(`\x%02x`, char)
	case char < 0x10000:
		return fmt.Sprintf(`\u%04x`, char)
	default:
		return fmt.Sprintf(`\U%08x`, char)
	}
}
