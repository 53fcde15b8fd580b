package web

import (
	"bytes"
	"errors"
	"io"
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
	return r.Method == http.MethodPost && r.URL.Path == "/api/runs" &&
		strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/")
}

// withFiles reads an order that comes as a form: its "order" is the JSON object that
// else is the body, each "file" is the bytes of one that the script sends. No path of
// the server is ever read.
func (a runAPI) withFiles(w http.ResponseWriter, r *http.Request) (lab.Order, error) {
	return withSlot(r.Context(), a.opening, who(r).Account(), func() (lab.Order, error) {
		body := newUpload(w, http.MaxBytesReader(w, r.Body, maxOrderForm))
		defer body.end()
		r.Body = io.NopCloser(body)
		form, err := r.MultipartReader()
		if err != nil {
			return lab.Order{}, unreadable(err)
		}
		return readOrderForm(form)
	})
}

func readOrderForm(form *multipart.Reader) (o lab.Order, err error) {
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
			if o, err = readOrderPart(part); err != nil {
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

func readOrderPart(part io.Reader) (o lab.Order, err error) {
	text, err := readUpTo(part, maxBodyBytes, maxBodyBytes)
	if err != nil {
		return o, err
	}
	members, err := readMembers(bytes.NewReader(text))
	if err != nil {
		return o, err
	}
	var f orderFields
	if err := setFields(members, f.fields()); err != nil {
		return o, err
	}
	return f.order()
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
