package web

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"

	"stickylab/lab/own"
)

// Limits of a form with somebody's own bytes.
const (
	// maxOwnBody is the most bytes of a body: a text and a file, and what is around
	// them.
	maxOwnBody = 2*own.MaxFile + 64<<10
	// maxOwnFields is the most fields, maxOwnField the most bytes of one that is
	// neither the text nor the file.
	maxOwnFields = 64
	maxOwnField  = 4 << 10
)

// The addresses that take somebody's own bytes: their bodies have a limit of their own.
const (
	ownForm   = "/framing/bytes"
	ownAPI    = "/api/bytes"
	studyForm = "/framing/study"
)

// takesBytes reports whether the body of a request is read against maxOwnBody.
func takesBytes(r *http.Request) bool {
	return r.Method == http.MethodPost && (r.URL.Path == ownForm || r.URL.Path == ownAPI || r.URL.Path == studyForm)
}

// ownFields are the fields and the file of a form; file is nil without one.
type ownFields struct {
	fields url.Values
	file   []byte
	name   string
}

// readOwnForm reads a form.
func readOwnForm(r *http.Request, body io.Reader) (ownFields, error) {
	read := ownFields{fields: url.Values{}}
	if err := needMedia(r, "multipart/form-data"); err != nil {
		return read, err
	}
	r.Body = io.NopCloser(body)
	form, err := r.MultipartReader()
	if err != nil {
		return read, unreadable(err)
	}
	for range maxOwnFields {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return read, nil
		}
		if err != nil {
			return read, bodyFault(err)
		}
		data, err := readPart(part)
		if err != nil {
			return read, err
		}
		switch {
		case part.FormName() != own.FieldFile:
			read.fields.Add(part.FormName(), string(data))
		case part.FileName() != "": // of a form without one there is an empty part
			read.file, read.name = data, part.FileName()
		}
	}
	return read, unreadable(errors.New("too many fields"))
}

// readPart reads a field, not more than it may have.
func readPart(part *multipart.Part) ([]byte, error) {
	most := int64(maxOwnField)
	if name := part.FormName(); name == own.FieldFile || name == own.FieldText {
		most = own.MaxFile
	}
	data, err := io.ReadAll(io.LimitReader(part, most+1))
	switch {
	case err != nil:
		return nil, bodyFault(err)
	case int64(len(data)) > most:
		return nil, overBody(most)
	}
	return data, nil
}

// bodyFault is why a body could not be read.
func bodyFault(err error) error {
	if tooMuch := (*http.MaxBytesError)(nil); errors.As(err, &tooMuch) {
		return err
	}
	return unreadable(err)
}
