package record

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
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
	if err := m.delim('{', "a trace is a JSON object"); err != nil {
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
		return fmt.Errorf("member %q is there twice", m.key)
	}
	m.seen[m.key] = true
	return nil
}

// value reads the value of the member, or the next one of a list.
func (m *members) value(into any) error {
	m.allow()
	return m.wrong(m.json.Decode(into))
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
		return fmt.Errorf("%s is no list", m.key)
	}
	for m.json.More() {
		if err := each(); err != nil {
			return err
		}
	}
	return m.delim(']', "the list has an end")
}

// close makes sure that nothing follows the object.
func (m *members) close() error {
	m.allow()
	if _, err := m.json.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the end of the trace")
	}
	return nil
}

func (m *members) delim(want json.Delim, what string) error {
	m.allow()
	token, err := m.json.Token()
	if err == nil && token != want {
		return fmt.Errorf("%v where %v should be: %s", token, want, what)
	}
	return m.wrong(err)
}

// wrong says in words of JSON what encoding/json says in words of Go.
func (m *members) wrong(err error) error {
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &kind):
		return fmt.Errorf("%q is a %s and should be a %s", cmp.Or(kind.Field, m.key), kind.Value, jsonKind(kind.Type))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the file ends here, before the trace does")
	}
	return err
}

// jsonKind is what a value of a Go type is in JSON.
func jsonKind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Slice, reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return "string in base64"
		}
		return "list"
	case reflect.Struct, reflect.Map, reflect.Pointer:
		return "object"
	}
	return "number"
}

// errLong is a value that is longer than what a trace may have there can be.
var errLong = errors.New("a value is longer than the limits of a run allow")

// allowance passes on as many bytes as are left.
type allowance struct {
	r    io.Reader
	left int64
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errLong
	}
	n, err := a.r.Read(p[:min(int64(len(p)), a.left)])
	a.left -= int64(n)
	return n, err
}
