package paste

import (
	"regexp"
	"strings"
)

// Strings that end by more than a quote: [[...]] and [==[...]==] of Lua, R"x(...)x" of C++,
// and the here-strings of PowerShell, whose marks have lines of their own.
var (
	longLua   = regexp.MustCompile(`^\s*(?:(?:local\s+)?[\w.]+\s*=\s*|return\s+)?\[(=*)\[(?:\r?\n)?`)
	longCpp   = regexp.MustCompile(`^[\w:\s\[\]*&<>]*=?\s*(?:u8|[LuU])?R"([^()\\\s]{0,16})\(`)
	longPower = regexp.MustCompile(`^\s*(?:\$\w+\s*=\s*)?@(["'])[ \t]*\r?\n`)
	// asJSON is how the content of [[ ]] begins that is a list in a list.
	asJSON = regexp.MustCompile(`^\s*["'\d\[{+-]`)
)

// maxClosing is how long what ends such a string can be.
const maxClosing = 1

// longString returns the range of what is between the marks of such a string; false where
// the text is not one of them.
func (s *source) longString() (from, to int, ok bool) {
	ends := len(strings.TrimRight(s.text, " \t\r\n;"))
	text, closing := s.text[:ends], ""
	if !strings.ContainsAny(text[max(0, ends-maxClosing):], `]"@'`) {
		return 0, 0, false
	}
	if parts := longPower.FindStringSubmatchIndex(text); parts != nil {
		from, closing = parts[1], "\n"+text[parts[2]:parts[3]]+"@"
	} else if parts := longCpp.FindStringSubmatchIndex(text); parts != nil {
		from, closing = parts[1], ")"+text[parts[2]:parts[3]]+`"`
	} else if parts := longLua.FindStringSubmatchIndex(text); parts != nil && !asJSON.MatchString(text[parts[1]:]) && hexShare(text[parts[1]:ends]) == 0 {
		from, closing = parts[1], "]"+text[parts[2]:parts[3]]+"]"
	}
	if closing == "" || ends-len(closing) < from || !strings.HasSuffix(text, closing) {
		return 0, 0, false
	}
	to = ends - len(closing)
	if closing[0] == '\n' && to > from && text[to-1] == '\r' {
		to--
	}
	return from, to, true
}

// isLong reports whether the text is such a string.
func (s *source) isLong() bool {
	_, _, ok := s.longString()
	return ok
}

// long reads what is between two indices as it is; a backquote is an escape where the text
// is PowerShell.
func (s *source) long(b *Bytes, from, to int, o Options) (fault *Error) {
	if around := strings.TrimSpace(s.text[:from]); around != "" {
		b.note(Note{Key: "around", Args: []any{shortened(around)}})
	}
	ticks := s.ticks && strings.Contains(s.text[:from], `@"`)
	for at := from; at < to && fault == nil; {
		if ticks && s.text[at] == '`' && at+1 < to {
			at = s.tick(b, at)
			continue
		}
		at, fault = s.written(b, at, o)
	}
	return fault
}

// hasTicks finds escapes of PowerShell in double quotes: a backquote and r, n, 0 or t.
var hasTicks = regexp.MustCompile("^\\s*(?:\\$\\w+\\s*=\\s*|[^'\"`]*[(,]\\s*)?@?\"[^\"]*`[rn0t]")

// isPowerShell reports whether a text has them, and no escapes by backslashes.
func isPowerShell(text string) bool {
	return hasTicks.MatchString(text) && !backslashed.MatchString(text)
}

var backslashed = regexp.MustCompile(`\\[xnrtuU0-7"\\]`)

// tick reads the escape of PowerShell whose backquote stands at an index.
func (s *source) tick(b *Bytes, at int) (next int) {
	c := s.text[at+1]
	switch c {
	case '\r':
		return skipBreak(s.text, at+1)
	case '\n':
		return at + 2
	case '0':
		c = 0
	default:
		if value, ok := simpleEscape(c); ok && isLetter(c) {
			c = value
		}
	}
	b.add(c, s.place(at))
	return at + 2
}

// skipBreak goes past the end of a line.
func skipBreak(text string, at int) int {
	if strings.HasPrefix(text[at:], "\r\n") {
		return at + 2
	}
	return at + 1
}

// controlNames are those of Haskell; the place of a name is its byte, and SOH comes in
// front of SO.
var controlNames = []string{
	"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
	"DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US", "SP",
}

// inHaskell finds a control character by its name.
var inHaskell = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\\(?:` + strings.Join(controlNames, "|") + `|DEL)`)

// controlName is the control character whose name a text begins with, and how long that is.
func controlName(text string) (value byte, n int) {
	if strings.HasPrefix(text, "DEL") {
		return 0x7f, 3
	}
	for i, name := range controlNames {
		if len(name) > n && strings.HasPrefix(text, name) {
			value, n = byte(i), len(name)
		}
	}
	return value, n
}
