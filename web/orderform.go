package web

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"strings"

	"stickylab/lab"
	"stickylab/lab/script"
)

const (
	// maxOrderFiles is how many files may come with an order, all of them together as
	// large as one send may be.
	maxOrderFiles = 16
	maxOrderForm  = script.MaxPayload + maxBodyBytes + 64<<10
)

// takesFiles reports whether the body of a request is an order with files, which is
// read against maxOrderForm.
func takesFiles(r *http.Request) bool {
	return r.Method == http.MethodPost && (r.URL.Path == runsAPI || r.URL.Path == repeatsAPI) &&
		strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/")
}

// The addresses of what takes orders.
const (
	runsAPI    = "/api/runs"
	repeatsAPI = "/api/repeats"
)

// orders reads the orders of requests: a JSON object, or a form whose "order" is that
// object and of which each "file" is the bytes of one that the script sends. No path of
// the server is ever read.
type orders struct {
	// opening bounds how many large bodies are read at once.
	opening *slots
}

// read reads the order of a request; more are the members that it may have beside.
func (s orders) read(w http.ResponseWriter, r *http.Request, more map[string]any) (lab.Order, error) {
	if !takesFiles(r) {
		return readOrder(more, func(fields map[string]any) error { return decodeObject(r, fields) })
	}
	return withSlot(r.Context(), s.opening, who(r).Account(), func() (lab.Order, error) {
		body := newUpload(w, http.MaxBytesReader(w, r.Body, maxOrderForm))
		r.Body = io.NopCloser(body)
		form, err := r.MultipartReader()
		if err != nil {
			return lab.Order{}, unreadable(err)
		}
		return readOrderForm(form, more)
	})
}

// readOrder reads the members of an order.
func readOrder(more map[string]any, read func(map[string]any) error) (lab.Order, error) {
	var f orderFields
	fields := f.fields()
	maps.Copy(fields, more)
	if err := read(fields); err != nil {
		return lab.Order{}, err
	}
	return f.order()
}

func readOrderForm(form *multipart.Reader, more map[string]any) (o lab.Order, err error) {
	files, room := map[string][]byte{}, int64(script.MaxPayload)
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			o.Files = files
			return o, nil
		}
		if err != nil {
			return o, bodyFault(err)
		}
		switch part.FormName() {
		case "order":
			if o, err = readOrderPart(part, more); err != nil {
				return o, err
			}
		case "file":
			name := part.FileName()
			if !lab.FileName(name) || len(files) == maxOrderFiles {
				return o, badValue("file")
			}
			if files[name], err = readUpTo(part, room, script.MaxPayload); err != nil {
				return o, err
			}
			room -= int64(len(files[name]))
		default:
			return o, badValue(part.FormName())
		}
	}
}

func readOrderPart(part io.Reader, more map[string]any) (lab.Order, error) {
	text, err := readUpTo(part, maxBodyBytes, maxBodyBytes)
	if err != nil {
		return lab.Order{}, err
	}
	members, err := readMembers(bytes.NewReader(text))
	if err != nil {
		return lab.Order{}, err
	}
	return readOrder(more, func(fields map[string]any) error { return setFields(members, fields) })
}

// readUpTo reads a part of a form that may have so many bytes; most is the limit that is
// named where it has more.
func readUpTo(part io.Reader, room, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(part, room+1))
	switch {
	case err != nil:
		return nil, bodyFault(err)
	case int64(len(data)) > room:
		return nil, overBody(most)
	}
	return data, nil
}
