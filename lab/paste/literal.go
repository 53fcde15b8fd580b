package paste

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// literals reads quoted strings, one behind the other, and joins them. What stands
// around them is left out: prefixes, names, commas, plus signs, brackets.
func (s *source) literals(b *Bytes, o Options) *Error {
	if from, to, ok := s.longString(); ok {
		return s.long(b, from, to, o)
	}
	bare, around, fault := s.onlyStrings()
	if fault != nil {
		return fault
	} else if around != "" {
		b.note(Note{Key: "around", Args: []any{shortened(around)}})
		s = s.with(bare)
	}
	if s.decimal {
		b.note(Note{Key: "decimal"})
	} else if around != "strace" && octalOrDecimal.MatchString(s.text[:min(len(s.text), head)]) {
		b.note(Note{Key: "octal-escape"})
	}
	if o.Encoding == "" {
		o.Encoding = s.saidEncoding()
	}
	done, fault := s.decodedLiteral(b)
	if done || fault != nil {
		return fault
	}
	found := false
	for at := 0; at < len(s.text); {
		quote := strings.IndexAny(s.text[at:], "'\"`")
		if quote < 0 {
			if rest := strings.Trim(s.text[at:], " \t\r\n,;)]}+\\|>"); rest != "" {
				from := at + strings.Index(s.text[at:], rest)
				return &Error{Kind: "behind-literal", Found: rest, From: from, To: from + len(rest)}
			}
			break
		}
		if fault := s.before(b, at, at+quote, found); fault != nil {
			return fault
		}
		from := len(b.Data)
		next, fault := s.quoted(b, at+quote, len(s.text), o)
		if fault == nil {
			next, fault = s.behind(b, next, from)
		}
		if fault != nil {
			return fault
		}
		at, found = next, true
	}
	if !found {
		return &Error{Kind: "no-literal", Found: shortened(s.text), To: min(len(s.text), 1)}
	}
	return nil
}

// before looks at what stands in front of a literal: the first may follow a name, the
// others only what joins literals.
func (s *source) before(b *Bytes, from, to int, found bool) *Error {
	between := s.text[from:to]
	if found {
		rest := strings.TrimLeft(between, " \t\r\n,+\\.&<>#")
		if rest = strings.TrimLeft(rest, "bBrRuUlLcC8@#"); rest != "" {
			at := to - len(rest)
			return &Error{Kind: "behind-literal", Found: rest, From: at, To: to}
		}
		return nil
	}
	if around := strings.TrimRight(strings.TrimSpace(between), "bBrRuUcCL8@#"); strings.TrimSpace(around) != "" {
		b.note(Note{Key: "around", Args: []any{shortened(strings.TrimSpace(around))}})
	}
	return nil
}

// quoted reads the literal whose quote stands at an index; next is behind it. A
// backquote, and the prefix r of Python, take backslashes as they are.
func (s *source) quoted(b *Bytes, at, end int, o Options) (next int, fault *Error) {
	if was := s.place(at); len(s.moves) > 0 && s.original[was] == s.text[at] { // all in the quotes is as it was written
		inner := &source{original: s.original, text: s.original, decimal: s.decimal, ticks: s.ticks}
		next, fault = inner.quoted(b, was, s.place(end), o)
		if fault != nil {
			fault.From, fault.To = s.normalAt(fault.From), s.normalAt(fault.To)
		}
		return s.normalAt(next), fault
	}
	quote := s.text[at : at+1]
	if hashes := s.hashes(at); hashes != "" {
		return s.rawTo(b, at+1, end, quote+hashes, o)
	}
	if strings.HasPrefix(s.text[at:], strings.Repeat(quote, 3)) && quote != "`" {
		quote = strings.Repeat(quote, 3)
	}
	raw, doubled := quote == "`" || s.isRaw(at), at > 0 && s.text[at-1] == '@'
	for i := at + len(quote); i < end; {
		switch {
		case doubled && strings.HasPrefix(s.text[i:end], `""`):
			b.add('"', s.place(i))
			i += 2
		case strings.HasPrefix(s.text[i:], quote):
			return i + len(quote), nil
		case s.text[i] == '\n' && len(quote) == 1 && quote != "`" && !doubled:
			return at, &Error{Kind: "quote", Found: quote, From: i, To: i}
		case s.ticks && quote == `"` && s.text[i] == '`' && i+1 < end:
			i = s.tick(b, i)
		case s.text[i] == '\\' && !raw && !(s.ticks && quote == `"`):
			if i, fault = s.escape(b, i, end, o); fault != nil {
				return at, fault
			}
		default:
			if i, fault = s.written(b, i, o); fault != nil {
				return at, fault
			}
		}
	}
	return at, &Error{Kind: "quote", Found: quote, From: end, To: end}
}

// isRaw reports whether the prefix of a literal of Python has an r.
func (s *source) isRaw(at int) bool {
	from := at
	for from > 0 && (isLetter(s.text[from-1]) || s.text[from-1] == '@') {
		from--
	}
	return at-from <= 2 && strings.ContainsAny(s.text[from:at], "rR@")
}

// written appends the character at an index as it was written, in the encoding.
func (s *source) written(b *Bytes, at int, o Options) (next int, fault *Error) {
	from := s.place(at)
	if c := s.text[at]; c == s.original[from] && c < utf8.RuneSelf {
		b.add(c, from)
		return at + 1, nil
	}
	_, size := utf8.DecodeRuneInString(s.text[at:])
	r, _ := utf8.DecodeRuneInString(s.original[from:])
	data, ok := encode(string(r), o.Encoding)
	if !ok {
		return at, &Error{Kind: "encoding", Found: string(r), From: at, To: at + size}
	}
	for _, c := range data {
		b.add(c, from)
	}
	return at + size, nil
}

// escape reads the escape whose backslash stands at an index.
func (s *source) escape(b *Bytes, at, end int, o Options) (next int, fault *Error) {
	if at+1 >= end {
		return at, &Error{Kind: "escape", Found: `\`, From: at, To: end}
	}
	c := s.text[at+1]
	switch {
	case c == 'x':
		return s.hexEscape(b, at, end, o)
	case s.decimal && isDigit(c):
		return s.decimalEscape(b, at, end)
	case '0' <= c && c <= '7':
		return s.octalEscape(b, at, end)
	case c == 'z':
		return skipBlanks(s.text[:end], at+2), nil // Lua goes past blanks and lines
	case c == 'u' || c == 'U':
		return s.runeEscape(b, at, end, o)
	case c == '\n':
		return at + 2, nil
	case c == '\r' && at+2 < end && s.text[at+2] == '\n':
		return at + 3, nil
	}
	if value, n := controlName(s.text[at+1 : end]); n > 0 && s.decimal {
		b.add(value, s.place(at))
		return at + 1 + n, nil
	}
	if c == '&' && s.decimal {
		return at + 2, nil // Haskell ends an escape by it
	}
	if value, ok := simpleEscape(c); ok {
		b.add(value, s.place(at))
		return at + 2, nil
	}
	return at, &Error{Kind: "escape", Found: `\` + s.character(at+1), From: at, To: at + 1 + len(s.character(at+1))}
}

func simpleEscape(c byte) (value byte, ok bool) {
	switch c {
	case '\'', '"', '\\', '`', '?', '/', ' ':
		return c, true
	}
	for i := 0; i+1 < len(letterEscapes); i += 2 {
		if letterEscapes[i] == c {
			return letterEscapes[i+1], true
		}
	}
	return 0, false
}

// letterEscapes are pairs of the letter and what it stands for.
const letterEscapes = "n\nr\rt\ta\ab\bf\fv\ve\x1b"

// hexEscape reads \x45.
func (s *source) hexEscape(b *Bytes, at, end int, o Options) (next int, fault *Error) {
	if at+3 < end && s.text[at+2] == '{' { // Perl and Lua
		return s.runeEscape(b, at, end, o)
	}
	if at+4 > end || !isHex(s.text[at+2]) || !isHex(s.text[at+3]) {
		return at, &Error{Kind: "escape-x", Found: s.text[at:min(at+4, end)], From: at, To: min(at+4, end)}
	}
	b.add(nibble(s.text[at+2])<<4|nibble(s.text[at+3]), s.place(at))
	return at + 4, nil
}

// octalEscape reads \0, \12 or \033, as C and Python do.
func (s *source) octalEscape(b *Bytes, at, end int) (next int, fault *Error) {
	to := at + 1
	for to < end && to < at+4 && '0' <= s.text[to] && s.text[to] <= '7' {
		to++
	}
	value, _ := strconv.ParseUint(s.text[at+1:to], 8, 16) // digits below 8
	if value > 255 {
		return at, &Error{Kind: "range", Found: s.text[at:to], From: at, To: to}
	}
	b.add(byte(value), s.place(at))
	return to, nil
}

// runeEscape reads \u4f60, \u{4f60} or \U0001f600 as a character. Two halves of
// UTF-16 are one.
func (s *source) runeEscape(b *Bytes, at, end int, o Options) (next int, fault *Error) {
	value, next, ok := s.codePoint(at, end)
	if ok && 0xd800 <= value && value < 0xdc00 && next+1 < end && s.text[next] == '\\' {
		if low, after, isLow := s.codePoint(next, end); isLow && 0xdc00 <= low && low < 0xe000 {
			value, next = (value-0xd800)<<10+(low-0xdc00)+0x10000, after
		}
	}
	if !ok || !utf8.ValidRune(value) {
		return at, &Error{Kind: "escape", Found: s.text[at:min(at+6, end)], From: at, To: min(at+6, end)}
	}
	if s.text[at+1] == 'x' && value <= 255 {
		b.add(byte(value), s.place(at))
		return next, nil
	}
	data, ok := encode(string(value), o.Encoding)
	if !ok {
		return at, &Error{Kind: "encoding", Found: string(value), From: at, To: next}
	}
	for _, c := range data {
		b.add(c, s.place(at))
	}
	return next, nil
}

// codePoint reads the number of a \u escape.
func (s *source) codePoint(at, end int) (value rune, next int, ok bool) {
	from := at + 2
	to := from + 4
	if at+1 < end && s.text[at+1] == 'U' {
		to = from + 8
	}
	next = to
	if from < end && s.text[from] == '{' {
		from++
		to = from + max(strings.IndexByte(s.text[from:end], '}'), 0)
		next = to + 1
	}
	if to > end || !allHex(s.text[from:to]) || at+1 >= end || s.text[at+1]|0x20 != 'u' && s.text[at+1] != 'x' {
		return 0, at, false
	}
	n, err := strconv.ParseInt(s.text[from:to], 16, 32)
	return rune(n), next, err == nil
}

// escapes reads \x45\x00 without quotes; blanks between escapes are left out, other
// characters are themselves.
func (s *source) escapes(b *Bytes, o Options) *Error {
	if sign := s.signOfEscapes(); sign != 0 {
		return s.signed(b, sign, o)
	}
	var fault *Error
	for at := 0; at < len(s.text) && fault == nil; {
		switch c := s.text[at]; {
		case isBlank(c):
			at++
		case c == '\\':
			at, fault = s.escape(b, at, len(s.text), o)
		default:
			at, fault = s.written(b, at, o)
		}
	}
	return fault
}
