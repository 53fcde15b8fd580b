package paste

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// source is a text, and the same with the usual characters in place of those that
// only look like them: blanks of other widths, full-width letters and signs.
type source struct {
	original, text string
	// moves are where the normal text and the original drift apart, in order.
	moves []move
	notes []Note
	// decimal is set where \104 is a number in decimal, ticks where a backquote begins an
	// escape, as in PowerShell.
	decimal, ticks bool
	// curly is set where curly quotes are read as straight ones.
	curly bool
	// loose is set where one hex digit is a byte.
	loose bool
}

// with is a source of another normal text, as long as that of s.
func (s *source) with(text string) *source {
	return &source{original: s.original, text: text, moves: s.moves, decimal: s.decimal, ticks: s.ticks}
}

// move says that the normal text from at on stands in the original from was on.
type move struct{ at, was int }

// newSource makes a source of a text.
func newSource(text string) (*source, *Error) {
	if len(text) > MaxText {
		return nil, &Error{Kind: "long", From: MaxText, To: MaxText, Line: 1, Column: 1, Found: text[:0], Want: MaxText}
	}
	s := &source{original: text, text: text, curly: curlyQuotes.MatchString(text[:min(len(text), head)])}
	if strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		s.replace()
	}
	s.unfence()
	s.undirect()
	s.unindex()
	s.unaddress()
	s.unlabel()
	if !s.isSocat() {
		s.unbar()
	}
	s.decimal, s.ticks = hasDecimalEscapes(s.text), isPowerShell(s.text[:min(len(s.text), head)])
	return s, nil
}

// replace writes the text anew and notes what it replaced.
func (s *source) replace() {
	var out strings.Builder
	counts := map[string]int{}
	for at, r := range s.original {
		with, key := normal(r)
		if straight := curly[r]; s.curly && straight != "" {
			with, key = straight, "quotes"
		}
		if key == "" {
			size := utf8.RuneLen(r)
			if r == utf8.RuneError {
				_, size = utf8.DecodeRuneInString(s.original[at:])
			}
			out.WriteString(s.original[at : at+size])
			continue
		}
		counts[key]++
		out.WriteString(with)
		s.moves = append(s.moves, move{out.Len(), at + utf8.RuneLen(r)})
	}
	s.text = out.String()
	for _, key := range []string{"bom", "blanks", "invisible", "wide", "quotes"} {
		if counts[key] > 0 {
			s.notes = append(s.notes, Note{Key: key, Args: []any{counts[key]}})
		}
	}
}

// curly are the quotes of word processors, and those that were meant; they are read so
// where escapes or the prefix of a literal of bytes stand beside them.
var (
	curly       = map[rune]string{'“': `"`, '”': `"`, '„': `"`, '‘': "'", '’': "'"}
	curlyQuotes = regexp.MustCompile(`(?:^|[\s=(,])[bB][rR]?[“”„‘’]|[“”„‘’][^“”„‘’]*\\(?:x[0-9a-fA-F]{2}|[rn0])`)
)

// normal returns what is read in place of a character, and why; no reason where it
// stays.
func normal(r rune) (with, key string) {
	switch {
	case r == 0xfeff:
		return "", "bom"
	case r == 0x200b, r == 0x200c, r == 0x200d, r == 0x2060, r == 0x200e, r == 0x200f, r == 0xad:
		return "", "invisible"
	case r == 0xa0, r == 0x3000, 0x2000 <= r && r <= 0x200a, r == 0x202f, r == 0x205f, r == 0x1680:
		return " ", "blanks"
	case 0xff01 <= r && r <= 0xff5e:
		return string(r - 0xff01 + '!'), "wide"
	case r == '、':
		return ",", "wide"
	case r == '│' || r == '┊' || r == '┆':
		return "|", "bar"
	}
	return "", ""
}

// place is where in the original an index of the normal text is.
func (s *source) place(at int) int {
	i := sort.Search(len(s.moves), func(i int) bool { return s.moves[i].at > at })
	if i == 0 {
		return min(at, len(s.original))
	}
	m := s.moves[i-1]
	return min(m.was+at-m.at, len(s.original))
}

// lineAndColumn counts from 1; the column counts characters.
func lineAndColumn(text string, at int) (line, column int) {
	before := text[:min(at, len(text))]
	begin := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(strings.TrimPrefix(before[begin:], "\ufeff")) + 1
}

// line is a line of the normal text: its number from 1 and where it begins.
type line struct {
	number, from int
	text         string
}

// lines are those of the text, without what ends them.
func (s *source) lines() []line {
	var all []line
	from := 0
	for n, text := range strings.Split(s.text, "\n") {
		all = append(all, line{n + 1, from, strings.TrimRight(text, "\r")})
		from += len(text) + 1
	}
	return all
}
