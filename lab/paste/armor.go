package paste

import (
	"regexp"
	"strings"
)

// Lines around base64: those of PEM, and the tag of YAML.
var (
	armorBegin = regexp.MustCompile(`^\s*-----BEGIN [^-]+-----\s*$`)
	armorEnd   = regexp.MustCompile(`^\s*-----END [^-]+-----\s*$`)
	armorField = regexp.MustCompile(`^\s*[\w-]+:`)
	yamlBinary = regexp.MustCompile(`!!binary\s*[|>]?[-+]?\s*`)
)

// isArmored reports whether a text is base64 of PEM or of YAML.
func isArmored(text string) bool {
	first, _, _ := strings.Cut(text, "\n")
	return armorBegin.MatchString(strings.TrimRight(first, "\r")) || strings.Contains(text, "!!binary")
}

// withoutArmor returns the text with blanks in place of all that is not base64, and what
// stood around it; nothing where it is neither.
func (s *source) withoutArmor() (bare, around string) {
	if !isArmored(strings.TrimSpace(s.text)) {
		return "", ""
	}
	out := []byte(strings.Repeat(" ", len(s.text)))
	inside, margin := false, -1
	for _, l := range s.lines() {
		indent := len(l.text) - len(strings.TrimLeft(l.text, " \t"))
		tag := yamlBinary.FindStringIndex(l.text)
		switch {
		case armorBegin.MatchString(l.text):
			inside, margin = true, -1
		case armorEnd.MatchString(l.text), margin >= 0 && indent <= margin && tag == nil:
			inside = false
			continue
		case tag != nil:
			inside, margin = true, indent
			copy(out[l.from+tag[1]:], strings.Trim(l.text[tag[1]:], `"`))
		case inside && !armorField.MatchString(l.text) && (margin < 0 || indent > margin):
			copy(out[l.from:], l.text)
			continue
		}
		if around == "" && inside {
			around = strings.TrimSpace(l.text)
		}
	}
	return string(out), around
}

// Escapes with a sign instead of a backslash: those of URLs, and quoted-printable.
var (
	percentEscape = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
	equalsEscape  = regexp.MustCompile(`=[0-9A-F]{2}`)
	softBreak     = regexp.MustCompile(`=[ \t]*\r?\n`)
)

// isPercent reports whether a text is percent-encoded and more than hex: no blank, each %
// before two digits, and one of them for what could not stand there itself.
func isPercent(text string) bool {
	if !strings.Contains(text, "%") || strings.ContainsAny(text, " \t\r\n\"'<>") {
		return false
	}
	all := percentEscape.FindAllString(text, -1)
	if len(all) == 0 || len(all) != strings.Count(text, "%") || len(all)*3 == len(text) {
		return false
	}
	for _, escape := range all {
		if value := nibble(escape[1])<<4 | nibble(escape[2]); value < ' ' || value > 0x7e {
			return true
		}
	}
	return false
}

// isQuotedPrintable reports whether a text is quoted-printable: each = is before two digits
// in capitals or ends a line, and there are two or more.
func isQuotedPrintable(text string) bool {
	if strings.Count(text, "=") < 2 {
		return false
	}
	all := len(equalsEscape.FindAllString(text, -1))
	return all >= 2 && all+len(softBreak.FindAllString(text, -1)) == strings.Count(text, "=")
}

// signOfEscapes is the sign that the escapes of a text begin with; 0 for a backslash.
func (s *source) signOfEscapes() byte {
	text := strings.TrimSpace(s.text)
	switch {
	case strings.Contains(text, `\`):
		return 0
	case percentEscape.MatchString(text) && len(percentEscape.FindAllString(text, -1)) == strings.Count(text, "%"):
		return '%'
	case isQuotedPrintable(text):
		return '='
	}
	return 0
}

// lineBreak is where the line goes on that is broken at an index; 0 where none is.
func lineBreak(text string, at int) int {
	if text[at] != '=' {
		return 0
	}
	if place := softBreak.FindStringIndex(text[at:min(len(text), at+maxNumber)]); place != nil && place[0] == 0 {
		return at + place[1]
	}
	return 0
}

// signed reads escapes that begin with a sign; other characters are themselves, but for
// the line breaks that quoted-printable escapes.
func (s *source) signed(b *Bytes, sign byte, o Options) (fault *Error) {
	end := len(strings.TrimRight(s.text, " \t\r\n"))
	for at := skipBlanks(s.text, 0); at < end && fault == nil; {
		switch {
		case s.text[at] == sign && at+2 < end && isHex(s.text[at+1]) && isHex(s.text[at+2]):
			b.add(nibble(s.text[at+1])<<4|nibble(s.text[at+2]), s.place(at))
			at += 3
		case sign == '=' && lineBreak(s.text, at) > 0:
			at = lineBreak(s.text, at)
		default:
			at, fault = s.written(b, at, o)
		}
	}
	b.note(Note{Key: "signed", Args: []any{string(sign)}})
	return fault
}
