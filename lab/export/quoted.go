package export

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"stickylab/lab/script"
)

// isText reports whether bytes are UTF-8 with more than ASCII in it.
func isText(value []byte) bool {
	return utf8.Valid(value) && strings.ContainsFunc(string(value), func(r rune) bool { return r >= utf8.RuneSelf })
}

// quoteStr writes a str literal as Python's repr does.
func quoteStr(value string) string {
	quote := '\''
	if strings.Contains(value, "'") && !strings.Contains(value, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, r := range value {
		switch {
		case r == quote || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteRune(quote)
	return b.String()
}

// readBytes reads b'hello' or 'hello'.encode().
func readBytes(text string) (any, *EditError) {
	q, err := unquote(text)
	switch {
	case err != nil:
		return nil, err
	case q.isBytes && q.rest != "":
		return nil, wrong("after", brief(q.rest))
	case !q.quoted, !q.isBytes && !strings.HasPrefix(q.rest, ".encode("):
		return nil, wrong("bytes", brief(text))
	case q.isBytes:
		return q.value, nil
	}
	switch strings.ReplaceAll(q.rest, `"`, "'") {
	case ".encode()", ".encode('utf-8')", ".encode('utf8')", ".encode('UTF-8')":
		return q.value, nil
	}
	return nil, wrong("not-encoding", brief(q.rest))
}

// readStr reads the str that is encoded to the bytes of a send.
func readStr(text string) (any, *EditError) {
	q, err := plainStr(text, "text")
	return q.value, err
}

// readFormat reads a struct format.
func readFormat(text string) (any, *EditError) {
	q, err := plainStr(text, "format")
	return string(q.value), err
}

// plainStr reads a str literal and nothing more; key says what else it is.
func plainStr(text, key string) (quoted, *EditError) {
	q, err := unquote(text)
	switch {
	case err != nil:
		return q, err
	case !q.quoted || q.isBytes:
		return q, wrong(key, brief(text))
	case q.rest != "":
		return q, wrong("after", brief(q.rest))
	}
	return q, nil
}

// quoted is a text taken apart: a string literal and what follows it.
type quoted struct {
	quoted, isBytes bool
	value           []byte // a str in UTF-8
	rest            string
}

// unquote reads the string literal that a text begins with; quoted is false
// when there is none.
func unquote(text string) (quoted, *EditError) {
	if len(text) > script.MaxBytes {
		return quoted{}, wrong("long", script.MaxBytes)
	}
	body := strings.TrimPrefix(strings.TrimPrefix(text, "b"), "B")
	q := quoted{isBytes: body != text, value: []byte{}}
	if body == "" || body[0] != '\'' && body[0] != '"' || !utf8.ValidString(text) || len(text)-len(body) > 1 {
		return q, nil
	}
	q.quoted = true
	mark := body[0]
	for s := body[1:]; s != "" && s[0] != '\n' && s[0] != '\r'; {
		if s[0] == mark {
			q.rest = s[1:]
			return q, nil
		}
		size, err := q.character(s, text)
		if err != nil {
			return q, err
		}
		s = s[size:]
	}
	return q, wrong("quote", brief(text), string(mark))
}

// character takes the first character or escape of s and gives its size.
func (q *quoted) character(s, text string) (int, *EditError) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '\\':
		return q.escape(s)
	case r >= utf8.RuneSelf && q.isBytes:
		return 0, wrong("ascii", brief(strings.TrimLeft(text, "bB")))
	}
	q.value = append(q.value, s[:size]...)
	return size, nil
}

// escape takes an escape sequence, which are those of Python's reference 2.4.1.
func (q *quoted) escape(s string) (int, *EditError) {
	if len(s) < 2 {
		return len(s), nil // the string has no end
	}
	if i := strings.IndexByte(`\'"abfnrtv`, s[1]); i >= 0 {
		q.value = append(q.value, "\\'\"\a\b\f\n\r\t\v"[i])
		return 2, nil
	}
	digits := 0
	switch c := s[1]; {
	case c == 'x':
		digits = 2
	case c == 'u' && !q.isBytes:
		digits = 4
	case c == 'U' && !q.isBytes:
		digits = 8
	case '0' <= c && c <= '7':
		return q.octal(s)
	}
	if digits == 0 || len(s) < 2+digits {
		_, size := utf8.DecodeRuneInString(s[1:])
		return 0, wrong("escape", s[:1+size])
	}
	n, err := strconv.ParseUint(s[2:2+digits], 16, 32)
	if err != nil || n > unicode.MaxRune {
		return 0, wrong("escape", brief(s[:2+digits]))
	}
	return 2 + digits, q.add(rune(n), s[:2+digits])
}

func (q *quoted) octal(s string) (int, *EditError) {
	size := 1 + span(s[1:min(len(s), 4)], func(c byte) bool { return '0' <= c && c <= '7' })
	n, _ := strconv.ParseUint(s[1:size], 8, 32) // octal digits by span
	if n > 0o377 {
		return 0, wrong("escape", s[:size])
	}
	return size, q.add(rune(n), s[:size])
}

// add appends the character, or byte, that an escape stands for.
func (q *quoted) add(r rune, written string) *EditError {
	switch {
	case q.isBytes:
		q.value = append(q.value, byte(r))
	case !utf8.ValidRune(r):
		return wrong("surrogate", written)
	default:
		q.value = utf8.AppendRune(q.value, r)
	}
	return nil
}
