package export

import (
	"strings"
	"unicode/utf8"

	"stickylab/lab/repr"
	"stickylab/lab/script"
)

// isText reports whether bytes are UTF-8 with more than ASCII in it.
func isText(value []byte) bool {
	return utf8.Valid(value) && strings.ContainsFunc(string(value), func(r rune) bool { return r >= utf8.RuneSelf })
}

// readBytes reads b'hello' or 'hello'.encode().
func readBytes(text string) (any, *EditError) {
	q, err := unquote(text)
	switch {
	case err != nil:
		return nil, err
	case q.Bytes && q.Rest != "":
		return nil, wrong("after", brief(q.Rest))
	case !q.quoted, !q.Bytes && !strings.HasPrefix(q.Rest, ".encode("):
		return nil, wrong("bytes", brief(text))
	case q.Bytes:
		return q.Value, nil
	}
	switch strings.ReplaceAll(q.Rest, `"`, "'") {
	case ".encode()", ".encode('utf-8')", ".encode('utf8')", ".encode('UTF-8')":
		return q.Value, nil
	}
	return nil, wrong("not-encoding", brief(q.Rest))
}

// readStr reads the str that is encoded to the bytes of a send.
func readStr(text string) (any, *EditError) {
	q, err := plainStr(text, "text")
	return q.Value, err
}

// readFormat reads a struct format.
func readFormat(text string) (any, *EditError) {
	q, err := plainStr(text, "format")
	return string(q.Value), err
}

// plainStr reads a str literal and nothing more; key says what else it is.
func plainStr(text, key string) (quoted, *EditError) {
	q, err := unquote(text)
	switch {
	case err != nil:
		return q, err
	case !q.quoted || q.Bytes:
		return q, wrong(key, brief(text))
	case q.Rest != "":
		return q, wrong("after", brief(q.Rest))
	}
	return q, nil
}

// quoted is a text taken apart: a string literal, if it begins with one.
type quoted struct {
	repr.Quoted
	quoted bool
}

// unquote reads the string literal that a text begins with; quoted is false
// when there is none.
func unquote(text string) (quoted, *EditError) {
	if len(text) > script.MaxBytes {
		return quoted{}, wrong("long", script.MaxBytes)
	}
	if !utf8.ValidString(text) {
		return quoted{}, nil
	}
	q, found, err := repr.Unquote(text)
	if err != nil {
		return quoted{}, broken(text, err)
	}
	return quoted{Quoted: q, quoted: found}, nil
}

// broken tells of a string literal that is none.
func broken(text string, err *repr.Error) *EditError {
	switch err.Kind {
	case repr.KindQuote:
		return wrong("quote", brief(text), err.Want)
	case repr.KindASCII:
		return wrong("ascii", brief(strings.TrimLeft(text, "bB")))
	case repr.KindSurrogate:
		return wrong("surrogate", err.Found)
	}
	return wrong("escape", err.Found)
}
