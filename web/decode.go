package web

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
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
