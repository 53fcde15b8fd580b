package paste

import (
	"regexp"
	"strings"
)

// framed is a buffer as programs print it: Node's <Buffer 45 00>, and an NSData of
// Apple's, <45000000 3c> or {length = 5, bytes = 0x450000003c}.
var framed = regexp.MustCompile(`<Buffer\b([^>]*)|^<\s*((?:[0-9A-Fa-f]{2})+[0-9A-Fa-f.\s]*)>$|^\{\s*length\s*=\s*\d+,\s*bytes\s*=\s*(0x[^}]*)`)

// hexOfColumn is what PostgreSQL prints of a bytea: one \x in front of all digits. An
// escape of one byte has two of them.
var hexOfColumn = regexp.MustCompile(`^\\x(?:[0-9A-Fa-f]{2}){2,}$`)

// inBrackets are bytes of which each has brackets of its own, as programs for serial lines
// print them: [45][00] or <45><00>.
var inBrackets = regexp.MustCompile(`^(?:\[\s*[0-9A-Fa-f]{2}\s*\][\s,]*){2,}$|^(?:<\s*[0-9A-Fa-f]{2}\s*>[\s,]*){2,}$`)

// brackets takes them away.
var brackets = strings.NewReplacer("[", " ", "]", " ", "<", " ", ">", " ")

// frame returns the range of the bytes of such a buffer, or all of the text. Programs
// print no more than some bytes: what they left out is an error.
func (s *source) frame(b *Bytes) (from, to int, fault *Error) {
	text := strings.TrimRight(s.text, " \t\r\n")
	lead := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	var parts []int
	if strings.ContainsAny(text, "<{") {
		parts = framed.FindStringSubmatchIndex(text[lead:])
	}
	if parts == nil {
		return 0, len(s.text), nil
	}
	for i := 2; i < len(parts); i += 2 {
		if parts[i] >= 0 {
			from, to = lead+parts[i], lead+parts[i+1]
		}
	}
	b.note(Note{Key: "buffer"})
	return from, to, s.cutShort(from, to)
}

// cutShort finds the "... 12 more" that a printer writes in place of bytes.
func (s *source) cutShort(from, to int) *Error {
	if i := strings.Index(s.text[from:to], "..."); i >= 0 {
		return &Error{Kind: "cut", Found: strings.TrimSpace(s.text[from+i : to]), From: from + i, To: to}
	}
	return nil
}

// aBuffer is one that Node prints, whatever stands around it.
var aBuffer = regexp.MustCompile(`<Buffer\b([^>]*)>`)

// severalBuffers reports whether there are buffers of Node behind each other, or behind
// other words.
func (s *source) severalBuffers() bool {
	return strings.Contains(s.text, "<Buffer") && aBuffer.MatchString(s.text) && (!strings.HasPrefix(strings.TrimSpace(s.text), "<Buffer") || strings.Count(s.text, "<Buffer") > 1)
}

// insideBuffers is the text with blanks in place of all but their bytes.
func (s *source) insideBuffers() string {
	out := []byte(strings.Repeat(" ", len(s.text)))
	for _, place := range aBuffer.FindAllStringSubmatchIndex(s.text, -1) {
		copy(out[place[2]:], s.text[place[2]:place[3]])
	}
	return string(out)
}

// quotedHex is a string of hex digits alone.
var quotedHex = regexp.MustCompile(`^\s*["']((?:[0-9A-Fa-f]{2}){4,})["']\s*$`)

// hexInOneString is hex with blanks in quotes or brackets, as scripts have it, and a
// ByteString of Okio.
var hexInOneString = regexp.MustCompile(`^\s*(?:(?:"[\w.]+"\s*:\s*)?["'(]\s*|\[(?:size=\d+ )?hex=)((?:0[xX])?[0-9A-Fa-f]{2}(?:[ :]+(?:0[xX])?[0-9A-Fa-f]{2}){2,}\s*["')]|(?:[0-9A-Fa-f]{2})+\]),?\s*$`)
