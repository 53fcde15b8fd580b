package repr

import (
	"regexp"
	"strings"
	"unicode/utf8"

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

// Values reads literals and sums of them with commas between; a comma at the end and
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
		value, size, err := one(text[at:])
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

// one reads a literal, or a sum where an operator follows it.
func one(text string) (any, int, *Error) {
	if group.MatchString(text) {
		return nil, 0, fault(KindGroup, 0, text)
	}
	if strings.IndexByte("(~", text[0]) < 0 {
		value, size, err := literal(text)
		if err != nil || len(text) == size {
			return value, size, err
		}
		if next := text[blanks(text, size):]; next == "" || strings.IndexByte("+-*/%<>&|^", next[0]) < 0 {
			return value, size, nil
		}
	}
	return summed(text)
}

// group is the beginning of a list, or of a tuple of several values.
var group = regexp.MustCompile(`^\*?(?:[\[{]|\(\s*\)|\([^()'"]*,)`)

// between says what is wrong with what stands behind a value in place of a comma.
func between(rest string) string {
	switch {
	case strings.IndexByte("<>", rest[0]) >= 0: // no operator of those that are worked out
		return KindSum
	case rest[0] == '.' || rest[0] == '(':
		return KindCall
	case strings.HasPrefix(rest, "，") || strings.HasPrefix(rest, "、"):
		return KindWide
	}
	return KindComma
}

// blanks skips white space and comments.
func blanks(text string, at int) int {
	for at < len(text) && strings.IndexByte(" \t\n\r#", text[at]) >= 0 {
		if text[at] == '#' {
			end := strings.IndexByte(text[at:], '\n')
			if end < 0 {
				return len(text)
			}
			at += end
		}
		at++
	}
	return at
}

// word is a name, or what a number goes up to.
var word = regexp.MustCompile(`^(?:[a-zA-Z_][0-9a-zA-Z_.]*|(?:[eE][+-][0-9]|[0-9a-zA-Z_.])+)`)

// literal reads the literal that a text begins with and gives its size.
func literal(text string) (any, int, *Error) {
	if q, found, err := Unquote(text); found {
		if q.Bytes {
			return q.Value, len(text) - len(q.Rest), err
		}
		if encoded := encodeCall.FindString(q.Rest); err == nil && encoded != "" {
			return q.Value, len(text) - len(q.Rest) + len(encoded), nil
		}
		return string(q.Value), len(text) - len(q.Rest), err
	}
	for prefix, read := range map[string]func(Quoted) (any, bool){"bytearray(": byteArray, "float(": plusFloat, "len(": length, "ord(": ordinal} {
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
	if q := curly.FindStringSubmatch(text); q != nil && at == 0 {
		err := fault(KindCurly, 0, q[0])
		err.Want = strings.ToLower(q[1]) + "'" + q[2] + "'"
		return nil, 0, err
	}
	if name != "" && (name[0] == '.' || '0' <= name[0] && name[0] <= '9') {
		return nil, 0, fault(KindNumber, at, name)
	}
	return nil, 0, fault(KindValue, at, text[at:])
}

// curly is a literal between the quotes of a word processor or of a Chinese keyboard.
var curly = regexp.MustCompile(`^([bB]?)[‘’“”＇＂]([^‘’“”＇＂'"]*)(?:[‘’“”＇＂'"]|$)`)

// encodeCall is a call that makes a str its bytes in UTF-8.
var encodeCall = regexp.MustCompile(`^\.encode\((?:(?:encoding\s*=\s*)?["'](?i:utf-?8)["'])?\)`)

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

// call reads a string literal in the brackets of bytearray(), float() or len().
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

// ordinal is what ord() gives of one character, or of one byte.
func ordinal(q Quoted) (any, bool) {
	if q.Bytes {
		return int64(append(q.Value, 0)[0]), len(q.Value) == 1
	}
	char, size := utf8.DecodeRune(q.Value)
	return int64(char), size == len(q.Value) && size > 0
}

// length is what len() gives: of bytes their number, of a str that of its characters.
func length(q Quoted) (any, bool) {
	if q.Bytes {
		return int64(len(q.Value)), true
	}
	return int64(utf8.RuneCount(q.Value)), true
}
