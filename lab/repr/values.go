package repr

import (
	"regexp"
	"strings"

	"stickylab/lab/pack"
)

// Limits of what Values reads.
const (
	MaxText   = 64 << 10
	MaxValues = 1024
)

// Value is a literal that was read: what it stands for and where it stood,
// from the byte From up to To.
type Value struct {
	Value    any
	From, To int
}

// Values reads literals with commas between them; a comma at the end and
// blanks anywhere do not matter. The error is an *Error.
func Values(text string) ([]Value, error) {
	if len(text) > MaxText {
		return nil, fault(KindLong, MaxText, text)
	}
	var all []Value
	for at := blanks(text, 0); at < len(text); {
		if len(all) == MaxValues {
			return nil, fault(KindMany, at, text[at:])
		}
		value, size, err := literal(text[at:])
		if err != nil {
			err.Off += at
			return nil, err
		}
		all = append(all, Value{Value: value, From: at, To: at + size})
		at = blanks(text, at+size)
		switch {
		case at == len(text):
		case text[at] != ',':
			return nil, fault(between(text[at:]), at, text[at:])
		default:
			at = blanks(text, at+1)
		}
	}
	return all, nil
}

// between says what is wrong with what stands behind a value in place of a comma.
func between(rest string) string {
	switch {
	case strings.IndexByte("+-*/%<>&|", rest[0]) >= 0:
		return KindSum
	case rest[0] == '.' || rest[0] == '(':
		return KindCall
	case strings.HasPrefix(rest, "，") || strings.HasPrefix(rest, "、"):
		return KindWide
	}
	return KindComma
}

func blanks(text string, at int) int {
	for at < len(text) && strings.IndexByte(" \t\n\r", text[at]) >= 0 {
		at++
	}
	return at
}

// word is what a name, a number or a sign goes up to.
var word = regexp.MustCompile(`^(?:[eE][+-][0-9]|[0-9a-zA-Z_.])+`)

// literal reads the literal that a text begins with and gives its size.
func literal(text string) (any, int, *Error) {
	if q, found, err := Unquote(text); found {
		if q.Bytes {
			return q.Value, len(text) - len(q.Rest), err
		}
		return string(q.Value), len(text) - len(q.Rest), err
	}
	for prefix, read := range map[string]func(Quoted) (any, bool){"bytearray(": byteArray, "float(": plusFloat} {
		if strings.HasPrefix(text, prefix) {
			return call(text, prefix, read)
		}
	}
	return plain(text)
}

// plain reads a number with its signs, or a name.
func plain(text string) (any, int, *Error) {
	at, negative := 0, false
	for at < len(text) && (text[at] == '-' || text[at] == '+' || text[at] == ' ' && at > 0) {
		negative = negative != (text[at] == '-')
		at++
	}
	if strings.HasPrefix(text[at:], "float(") {
		value, size, err := call(text[at:], "float(", func(q Quoted) (any, bool) { return float(string(q.Value), negative) })
		return value, at + size, err
	}
	name := word.FindString(text[at:])
	if value, ok := names(name); ok && at == 0 {
		return value, len(name), nil
	}
	if value, ok := number(name, negative); ok {
		return value, at + len(name), nil
	}
	if name != "" && (name[0] == '.' || '0' <= name[0] && name[0] <= '9') {
		return nil, 0, fault(KindNumber, at, name)
	}
	return nil, 0, fault(KindValue, at, text[at:])
}

func names(name string) (any, bool) {
	switch name {
	case "None":
		return nil, true
	case "True":
		return true, true
	case "False":
		return false, true
	}
	return nil, false
}

// call reads a string literal in the brackets of bytearray() or float().
func call(text, prefix string, read func(Quoted) (any, bool)) (any, int, *Error) {
	q, found, err := Unquote(text[len(prefix):])
	if err != nil {
		err.Off += len(prefix)
		return nil, 0, err
	}
	value, ok := read(q)
	if !found || !ok || !strings.HasPrefix(q.Rest, ")") {
		return nil, 0, fault(KindValue, 0, text)
	}
	return value, len(text) - len(q.Rest) + 1, nil
}

func byteArray(q Quoted) (any, bool) { return pack.ByteArray(q.Value), q.Bytes }

func plusFloat(q Quoted) (any, bool) { return float(string(q.Value), false) }
