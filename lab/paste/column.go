package paste

import (
	"regexp"
	"strings"
)

// bytesInFront are the bytes of a line that has no offset.
var bytesInFront = regexp.MustCompile(`^\s*(?:[0-9A-Fa-f]{2}[ -]{1,4}){0,31}[0-9A-Fa-f]{2}(?:\s|$)`)

// columnHeads are lines that socat and ngrep write between such lines.
var columnHeads = regexp.MustCompile(`^(?:[<>] \d{4}/\d\d/\d\d .*length=\d+.*|--|#+|[TU] [\d.:]+ -> [\d.:]+.*|interface: .*|match: .*)\s*$`)

// columned is where the bytes of a line end; text is set where the column behind them is
// their text.
func columned(l string) (end int, text, ok bool) {
	found := bytesInFront.FindString(l)
	if found == "" {
		return 0, false, false
	}
	fields := regexpPair.FindAllStringIndex(found, -1)
	for n := len(fields); n > 0; n-- {
		end = fields[n-1][1]
		if strings.TrimSpace(l[end:]) == "" {
			return end, false, true
		}
		values := make([]byte, n)
		for i, f := range fields[:n] {
			values[i] = nibble(l[f[0]])<<4 | nibble(l[f[0]+1])
		}
		for at := end + 1; at < len(l) && isBlank(l[at-1]); at++ {
			tail := strings.TrimRight(l[at:], " \t")
			bare := strings.TrimSuffix(strings.TrimPrefix(tail, "|"), "|")
			if fits(tail, values) || fits(bare, values) {
				return end, true, true
			}
		}
	}
	return 0, false, false
}

var regexpPair = regexp.MustCompile(`[0-9A-Fa-f]{2}`)

// fits reports whether a text column, which may have lost blanks at its end, is that of bytes.
func fits(tail string, values []byte) bool {
	return len(tail) > 0 && len(tail) <= len(values) && matches(padded(tail, len(values)), values)
}

// withoutColumn returns the text with blanks in place of the text column of lines without
// offsets, and of the lines of tools between them; nothing where there are none of both.
func (s *source) withoutColumn() (bare string, left []int) {
	out := []byte(s.text)
	columns, heads := 0, 0
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			out[i] = ' '
		}
	}
	for _, l := range s.lines() {
		end, text, ok := columned(l.text)
		switch {
		case strings.TrimSpace(l.text) == "":
		case columnHeads.MatchString(l.text):
			heads++
			left = append(left, l.number)
			blank(l.from, l.from+len(l.text))
		case !ok:
			return "", nil
		default:
			if text {
				columns++
			}
			blank(l.from+end, l.from+len(l.text))
		}
	}
	if columns == 0 && heads == 0 {
		return "", nil
	}
	return string(out), left
}

// hasColumn reports whether the text is so.
func (s *source) hasColumn() bool {
	bare, _ := s.withoutColumn()
	return strings.TrimSpace(bare) != ""
}
