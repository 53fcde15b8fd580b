package repr

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quoted is a string literal and what follows it.
type Quoted struct {
	// Bytes tells b'...' from '...'.
	Bytes bool
	// Value is the bytes; those of a str in UTF-8.
	Value []byte
	// Rest is the text behind the literal.
	Rest string
}

// Unquote reads the string literal that a text begins with, one of str or of
// bytes. There is none when found is false; an error means that it is broken.
// The prefixes r, u, f and three quotes are not read.
func Unquote(text string) (q Quoted, found bool, err *Error) {
	body := strings.TrimPrefix(strings.TrimPrefix(text, "b"), "B")
	q = Quoted{Bytes: body != text, Value: []byte{}}
	if body == "" || body[0] != '\'' && body[0] != '"' || len(text)-len(body) > 1 {
		return q, false, nil
	}
	mark := body[0]
	at := len(text) - len(body) + 1
	for at < len(text) && text[at] != '\n' && text[at] != '\r' {
		if text[at] == mark {
			q.Rest = text[at+1:]
			return q, true, nil
		}
		size, err := q.character(text, at)
		if err != nil {
			return q, true, err
		}
		at += size
	}
	err = fault(KindQuote, len(text), text)
	err.Want = string(mark)
	return q, true, err
}

// character takes the character or escape at an offset and gives its size.
func (q *Quoted) character(text string, at int) (int, *Error) {
	r, size := utf8.DecodeRuneInString(text[at:])
	switch {
	case r == '\\':
		return q.escape(text, at)
	case r == utf8.RuneError && size == 1:
		return 0, fault(KindEscape, at, strconv.QuoteToASCII(text[at:at+1]))
	case r >= utf8.RuneSelf && q.Bytes:
		return 0, fault(KindASCII, at, text[at:at+size])
	}
	q.Value = append(q.Value, text[at:at+size]...)
	return size, nil
}

// escape takes an escape sequence, which are those of Python's reference
// 2.4.1.
func (q *Quoted) escape(text string, at int) (int, *Error) {
	s := text[at:]
	if len(s) < 2 {
		return len(s), nil // the string has no end
	}
	if i := strings.IndexByte(`\'"abfnrtv`, s[1]); i >= 0 {
		q.Value = append(q.Value, "\\'\"\a\b\f\n\r\t\v"[i])
		return 2, nil
	}
	digits := 0
	switch c := s[1]; {
	case c == 'x':
		digits = 2
	case c == 'u' && !q.Bytes:
		digits = 4
	case c == 'U' && !q.Bytes:
		digits = 8
	case '0' <= c && c <= '7':
		return q.octal(s, at)
	}
	if digits == 0 || len(s) < 2+digits {
		_, size := utf8.DecodeRuneInString(s[1:])
		return 0, fault(KindEscape, at, s[:1+size])
	}
	n, err := strconv.ParseUint(s[2:2+digits], 16, 32)
	if err != nil || n > unicode.MaxRune {
		return 0, fault(KindEscape, at, s[:2+digits])
	}
	return 2 + digits, q.add(rune(n), s[:2+digits], at)
}

func (q *Quoted) octal(s string, at int) (int, *Error) {
	size := 1
	for size < min(len(s), 4) && '0' <= s[size] && s[size] <= '7' {
		size++
	}
	n, _ := strconv.ParseUint(s[1:size], 8, 32) // nothing but octal digits
	if n > 0o377 {
		return 0, fault(KindEscape, at, s[:size])
	}
	return size, q.add(rune(n), s[:size], at)
}

// add appends the character, or byte, that an escape stands for.
func (q *Quoted) add(r rune, written string, at int) *Error {
	switch {
	case q.Bytes:
		q.Value = append(q.Value, byte(r))
	case !utf8.ValidRune(r):
		return fault(KindSurrogate, at, written)
	default:
		q.Value = utf8.AppendRune(q.Value, r)
	}
	return nil
}
