package web

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeObject reads a request's body as one JSON object into the fields,
// which map the members' names to where their values go. A member that has no
// field is an error that names it.
func decodeObject(r *http.Request, fields map[string]any) error {
	if err := needMedia(r, "application/json"); err != nil {
		return err
	}
	members, err := readMembers(r.Body)
	if err != nil {
		return err
	}
	return setFields(members, fields)
}

// setFields puts the values of members where the fields say.
func setFields(members map[string]json.RawMessage, fields map[string]any) error {
	if err := checkNames(members, fields); err != nil {
		return err
	}
	for name, raw := range members {
		if err := json.Unmarshal(raw, fields[name]); err != nil {
			return badValue(name)
		}
	}
	return nil
}

// needMedia is an error unless the body says that it is of the media type.
func needMedia(r *http.Request, want string) error {
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != want {
		return wrongMediaType(want)
	}
	return nil
}

func readMembers(body io.Reader) (map[string]json.RawMessage, error) {
	data, err := io.ReadAll(body)
	if tooMuch := (*http.MaxBytesError)(nil); errors.As(err, &tooMuch) {
		return nil, err
	}
	if err != nil {
		return nil, unreadable(err)
	}
	if offset := firstNoUTF8(data); offset < len(data) {
		return nil, notUTF8(offset)
	}
	if offset := loneSurrogate(data); offset < len(data) {
		return nil, halfCharacter(offset)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, unreadable(err)
	}
	if members == nil {
		return nil, unreadable(errors.New("null is no object"))
	}
	return members, nil
}

func checkNames(members map[string]json.RawMessage, fields map[string]any) error {
	known := slices.Sorted(maps.Keys(fields))
	unknown := slices.DeleteFunc(slices.Sorted(maps.Keys(members)), func(name string) bool {
		_, ok := fields[name]
		return ok
	})
	if len(unknown) > 0 {
		return unknownFields(unknown, known)
	}
	return nil
}

// loneSurrogate is the offset of the first \u escape that is half of a pair without the
// other half (RFC 8259 8.2), the length where there is none.
func loneSurrogate(data []byte) int {
	for at := 0; at < len(data); at++ {
		if data[at] != '\\' {
			continue
		}
		switch first := escaped(data[at:]); {
		case utf16.IsSurrogate(first):
			if utf16.DecodeRune(first, escaped(data[at+6:])) == utf8.RuneError {
				return at
			}
			at += 11
		case first >= 0:
			at += 5
		default:
			at++
		}
	}
	return len(data)
}

// escaped is the code unit of a \u escape that JSON begins with; -1 where it begins
// with none.
func escaped(data []byte) rune {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return -1
	}
	unit, err := strconv.ParseUint(string(data[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(unit)
}

// firstNoUTF8 is the offset of the first byte that is no UTF-8, the length where all are.
func firstNoUTF8(data []byte) int {
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at
}
