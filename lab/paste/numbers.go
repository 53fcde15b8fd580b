package paste

import (
	"regexp"
	"strconv"
	"strings"
)

// numbers reads a list of numbers, each a byte: decimal, 0x, 0b, 0o, 'a'; -128 to -1
// are bytes of a signed type. Brackets, types and comments around it are left out.
func (s *source) numbers(b *Bytes) *Error {
	bare := withoutComments(s.text)
	commented := bare != s.text
	bare = withoutFields(bare)
	if isMixedList.MatchString(strings.TrimSpace(s.text)) {
		return s.mixed(b)
	}
	if severalLists(b, bare) {
		if commented {
			b.note(Note{Key: "comments"})
		}
		return s.listAfterList(b, bare)
	}
	if base := baseOfWords(strings.TrimSpace(s.text)); base > 0 {
		s.numbersIn(b, base)
		return nil
	}
	from, to := listIn(bare)
	if around := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(bare[:from]), openBrackets)); around != "" {
		b.note(Note{Key: "around", Args: []any{shortened(around)}})
	}
	if commented {
		b.note(Note{Key: "comments"})
	}
	if fault := s.cutShort(from, to); fault != nil {
		return fault
	}
	inner := s.with(bare)
	for at := from; at < to; {
		next, fault := inner.number(b, at, to)
		if fault != nil {
			return fault
		}
		at = next
	}
	return nil
}

// withoutComments writes blanks in place of the comments of C, Go and Python.
func withoutComments(text string) string {
	if !strings.ContainsAny(text, "/#") {
		return text
	}
	out := []byte(text)
	for at := 0; at < len(text); {
		to := pastComment(text, at)
		for i := at; i < to && to > at+1; i++ {
			if out[i] != '\n' {
				out[i] = ' '
			}
		}
		at = to
	}
	return string(out)
}

// pastComment is where a comment ends that begins at an index; the next index where
// none begins.
func pastComment(text string, at int) int {
	rest, stop, skip := text[at:], "\n", 1
	switch {
	case strings.HasPrefix(rest, "/*"):
		stop, skip = "*/", 2
	case !strings.HasPrefix(rest, "//") && rest[0] != '#':
		return at + 1
	}
	i := strings.Index(rest[skip:], stop)
	if i < 0 {
		return len(text)
	}
	if stop == "\n" {
		return at + skip + max(i, 1)
	}
	return at + skip + i + len(stop)
}

// openBrackets begin a list: those of Erlang are << and >>.
const openBrackets = "[{(<"

// listIn returns the range between the last pair of brackets that has a number right
// in front of the closing one; all of the text without one.
func listIn(text string) (from, to int) {
	var open []int
	to = len(text)
	digit, found := false, false
	for at := 0; at < len(text); at++ {
		switch c := text[at]; {
		case c == '\'' && at+2 < len(text):
			at++
			if text[at] == '\\' {
				at++
			}
			if end := strings.IndexByte(text[min(at+1, len(text)):], '\''); end >= 0 && end < 4 {
				at += 1 + end
			}
			digit = true
		case strings.IndexByte(openBrackets, c) >= 0:
			if at+1 < len(text) && c == '(' && text[at+1] == ')' {
				at++ // a call between numbers: 0xff.toByte()
				continue
			}
			open, digit = append(open, at), false
		case strings.IndexByte("]})>", c) >= 0:
			if digit && len(open) > 0 {
				from, to, found = open[len(open)-1]+1, at, true
			}
			open, digit = open[:max(len(open)-1, 0)], false
		case isDigit(c):
			digit = true
		}
	}
	if digit && len(open) > 0 || !found && len(open) > 0 {
		return open[len(open)-1] + 1, len(text) // the closing bracket is missing
	}
	return from, to
}

// casts reports whether a bracket begins a cast: (byte) or (uint8_t).
func (s *source) casts(at int) bool {
	place := aCast.FindStringIndex(s.text[at:])
	return place != nil && place[0] == 0
}

// number reads one number, or goes past what may stand between two.
func (s *source) number(b *Bytes, at, end int) (next int, fault *Error) {
	if next = s.basedNumber(b, at, end); next > 0 {
		return s.behindNumber(b, next, end)
	}
	switch c := s.text[at]; {
	case isBlank(c) || c == ',' || c == ';':
		return at + 1, nil
	case c == 'b' && at+1 < end && s.text[at+1] == '\'':
		return s.quotedNumber(b, at+1, end)
	case c == '\'':
		return s.quotedNumber(b, at, end)
	case c == '(' && s.casts(at):
		return at + strings.IndexByte(s.text[at:end], ')') + 1, nil
	case isDigit(c) || c == '-' || c == '+':
		return s.digits(b, at, end)
	}
	return at, &Error{Kind: "number", Found: s.character(at), From: at, To: at + len(s.character(at))}
}

// digits reads a number and the suffix of its type: 0x45u8, 10L.
func (s *source) digits(b *Bytes, at, end int) (next int, fault *Error) {
	to := at + 1
	for to < end && (isLetter(s.text[to]) || isDigit(s.text[to])) {
		to++
	}
	word := strings.TrimSuffix(strings.TrimSuffix(s.text[at:to], "_u8"), "_i8")
	value, err := strconv.ParseInt(withoutSuffix(word), 0, 64)
	if err != nil && !isDigits(word) {
		return at, &Error{Kind: "number", Found: word, From: at, To: to}
	}
	if isDigits(word) { // 010 is ten in a list, not octal
		if value, err = strconv.ParseInt(word, 10, 64); err != nil {
			value = 256
		}
	}
	if value < -128 || value > 255 {
		return at, &Error{Kind: "range", Found: word, From: at, To: to}
	}
	b.add(byte(value), s.place(at))
	return s.behindNumber(b, to, end)
}

// isDigits reports whether a number is written in decimal digits alone.
func isDigits(word string) bool {
	return word != "" && strings.Trim(word, "0123456789") == ""
}

// withoutSuffix takes off the type behind a number.
func withoutSuffix(word string) string {
	for _, suffix := range []string{"u8", "i8", "ui8", "UL", "ul", "U", "u", "L", "l"} {
		if cut, ok := strings.CutSuffix(word, suffix); ok && cut != "" && isHex(cut[len(cut)-1]) {
			return cut
		}
	}
	return word
}

// hexInQuotes is a byte in hex digits between quotes.
var hexInQuotes = regexp.MustCompile(`^'(?:0x[0-9A-Fa-f]{1,2}|[0-9A-Fa-f]{2})'`)

// quotedNumber reads 'a', '\n', '0x45' or '45'.
func (s *source) quotedNumber(b *Bytes, at, end int) (next int, fault *Error) {
	if hex := hexInQuotes.FindString(s.text[at:end]); hex != "" { // as a list of hex(b) prints
		value, _ := strconv.ParseUint(strings.TrimPrefix(strings.Trim(hex, "'"), "0x"), 16, 8)
		b.add(byte(value), s.place(at))
		return at + len(hex), nil
	}
	var one Bytes
	next, fault = s.quoted(&one, at, end, Options{})
	switch {
	case fault != nil:
		return at, fault
	case len(one.Data) != 1:
		return at, &Error{Kind: "range", Found: s.text[at:next], From: at, To: next}
	}
	b.add(one.Data[0], s.place(at))
	return next, nil
}
