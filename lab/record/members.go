package record

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
)

// members reads the members of one JSON object (RFC 8259 4) one after another,
// holding no more of the file than one value.
type members struct {
	json       *json.Decoder
	valueBytes int64
	in         *allowance
	seen       map[string]bool

	more bool   // there is a member whose value was not read
	key  string // its name
	at   int64  // the offset of what was read last, or could not be read
}

// newMembers reads values of at most so many bytes.
func newMembers(r io.Reader, valueBytes int64) *members {
	in := &allowance{r: r}
	m := &members{json: json.NewDecoder(in), valueBytes: valueBytes, in: in, seen: map[string]bool{}}
	m.allow()
	return m
}

// allow lets the next value have as many bytes as any.
func (m *members) allow() {
	m.in.left = m.valueBytes
	m.at = m.json.InputOffset()
}

// open reads the beginning of the object and the first name.
func (m *members) open() error {
	if err := m.delim('{', "object"); err != nil {
		return err
	}
	return m.next()
}

// next reads the name of the next member, or the end of the object.
func (m *members) next() error {
	m.allow()
	token, err := m.json.Token()
	if err != nil {
		return m.wrong(err)
	}
	m.key, m.more = token.(string)
	if m.more && m.seen[m.key] {
		return wrong(m.key, "twice")
	}
	m.seen[m.key] = true
	return nil
}

// value reads the value of the member, or the next one of a list, and returns
// its length.
func (m *members) value(into any) (int, error) {
	m.allow()
	var text json.RawMessage
	if err := m.json.Decode(&text); err != nil {
		return 0, m.wrong(err)
	}
	if err := strict(text); err != nil {
		return 0, err
	}
	return len(text), m.wrong(json.Unmarshal(text, into))
}

// list reads the value of the member, a list; each reads one value of it.
func (m *members) list(each func() error) error {
	m.allow()
	token, err := m.json.Token()
	if err != nil {
		return m.wrong(err)
	}
	if token == nil {
		return nil
	}
	if token != json.Delim('[') {
		return wrong(m.key, "kind", kindOf(token), kind("list"))
	}
	for m.json.More() {
		if err := each(); err != nil {
			return err
		}
	}
	return m.delim(']', "ends")
}

// close makes sure that nothing follows the object.
func (m *members) close() error {
	m.allow()
	if _, err := m.json.Token(); !errors.Is(err, io.EOF) {
		return wrong("", "follows")
	}
	return nil
}

// delim reads a delimiter; without it the key names what is wrong.
func (m *members) delim(want json.Delim, key string) error {
	m.allow()
	token, err := m.json.Token()
	if err == nil && token != want {
		return wrong("", key)
	}
	return m.wrong(err)
}

// wrong makes a TraceError of an error of encoding/json, which has words of Go.
func (m *members) wrong(err error) error {
	var (
		refused *TraceError
		value   *json.UnmarshalTypeError
		syntax  *json.SyntaxError
		base64  base64.CorruptInputError
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return err
	case errors.Is(err, errLong):
		return &TraceError{Member: m.key, key: "long", cause: err}
	case errors.As(err, &value):
		return wrong(cmp.Or(value.Field, m.key), "kind", kindNamed(value.Value), kindFor(value.Type))
	case errors.As(err, &base64):
		return wrong("data", "kind", kind("string"), kind("base64"))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return wrong("", "ends")
	case errors.As(err, &syntax):
		m.at = max(syntax.Offset-1, m.json.InputOffset())
		if strings.HasSuffix(syntax.Error(), "exceeded max depth") {
			return wrong("", "deep", maxNesting)
		}
		return wrong("", "json")
	case m.in.err != nil:
		return &TraceError{key: "read", cause: m.in.err}
	}
	return wrong(m.key, "unfit")
}

// kindOf is the kind of a JSON token.
func kindOf(token json.Token) kind {
	switch token.(type) {
	case json.Delim:
		return "object"
	case string:
		return "string"
	case bool:
		return "bool"
	case nil:
		return "null"
	}
	return "number"
}

// kindNamed is the kind of value that an UnmarshalTypeError names: "string",
// "number 1e999", "array".
func kindNamed(value string) kind {
	switch word, _, _ := strings.Cut(value, " "); word {
	case "string", "number", "bool", "object":
		return kind(word)
	case "array":
		return "list"
	}
	return "value"
}

// kindFor is what a value of a Go type is in JSON.
func kindFor(t reflect.Type) kind {
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Slice, reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return "base64"
		}
		return "list"
	case reflect.Struct, reflect.Map, reflect.Pointer:
		return "object"
	}
	return "whole"
}

// errLong is a value that is longer than what a trace may have there can be.
var errLong = errors.New("a value is longer than the limits of a run allow")

// allowance passes on as many bytes as are left.
type allowance struct {
	r    io.Reader
	left int64
	err  error // of r, other than its end
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errLong
	}
	n, err := a.r.Read(p[:min(int64(len(p)), a.left)])
	a.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		a.err = err
	}
	return n, err
}
