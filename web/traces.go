package web

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"time"

	"stickylab/lab"
)

// Traces opens stored traces as runs. It must be safe for concurrent use.
type Traces interface {
	// Open reads a trace and returns the id of the run that it is then. The name is
	// that of its file. The error is a *record.TraceError that says what is wrong
	// with the trace, a *lab.LimitError, or the context's.
	Open(ctx context.Context, by lab.Who, name string, r io.Reader) (id string, err error)
}

// noTraces opens none.
type noTraces struct{}

func (noTraces) Open(context.Context, lab.Who, string, io.Reader) (string, error) {
	return "", noPage()
}

// The addresses that take a trace: their bodies have no limit in bytes.
const (
	tracesForm = "/traces"
	tracesAPI  = "/api/traces"
)

// takesTrace reports whether the body of a request is a trace, which is read
// piece by piece against limits of its own.
func takesTrace(r *http.Request) bool {
	return r.Method == http.MethodPost && (r.URL.Path == tracesForm || r.URL.Path == tracesAPI)
}

// traces takes stored traces from programs, from the module that a file is
// dropped on, and from forms.
type traces struct {
	open Traces
	// slots bounds how many are read at once, and lets one client read one.
	slots *slots
}

// openedTrace is where an opened trace is found.
type openedTrace struct {
	ID  string `json:"id"`
	URL string `json:"url"`
}

// create is POST /api/traces?name=FILE: the body is the trace.
func (t traces) create(w http.ResponseWriter, r *http.Request) error {
	if err := needMedia(r, "application/json"); err != nil {
		return err
	}
	body := newUpload(w, r.Body)
	id, err := t.take(r, r.URL.Query().Get("name"), body)
	if err != nil {
		return err
	}
	page := at(r.Context(), "/runs/"+id)
	w.Header().Set("Location", page)
	return writeJSON(w, http.StatusCreated, openedTrace{ID: id, URL: page})
}

// traceField is the field of the form that has the file.
const traceField = "trace"

// post is POST /traces, the form of pages without JavaScript.
func (t traces) post(w http.ResponseWriter, r *http.Request) error {
	body := newUpload(w, r.Body)
	r.Body = io.NopCloser(body)
	file, err := traceFile(r)
	if err != nil {
		return err
	}
	id, err := t.take(r, file.FileName(), file)
	if err != nil {
		return err
	}
	lead(w, r, "/runs/"+id)
	return nil
}

// traceFile finds the file in a form.
func traceFile(r *http.Request) (*multipart.Part, error) {
	if err := needMedia(r, "multipart/form-data"); err != nil {
		return nil, err
	}
	form, err := r.MultipartReader()
	if err != nil {
		return nil, unreadable(err)
	}
	part, err := form.NextPart()
	if err != nil {
		return nil, unreadable(err)
	}
	if part.FormName() != traceField {
		return nil, badValue(traceField)
	}
	if part.FileName() == "" {
		return nil, &fault{status: http.StatusBadRequest, kind: "trace.none"}
	}
	return part, nil
}

// take opens a trace for whoever sent the request, one after another.
func (t traces) take(r *http.Request, name string, body io.Reader) (string, error) {
	by := who(r)
	return withSlot(r.Context(), t.slots, by.Account(), func() (string, error) {
		return t.open.Open(r.Context(), by, name, body)
	})
}

// uploadRate is how many bytes a second a body must have at least, so that
// nobody holds a slot for ever.
const uploadRate = 64 << 10

// upload is a body that may take as long as it has bytes to show for it.
type upload struct {
	body  io.Reader
	rc    *http.ResponseController
	begun time.Time // the zero time before the first read
	read  int64
}

func newUpload(w http.ResponseWriter, body io.Reader) *upload {
	return &upload{body: body, rc: http.NewResponseController(w)}
}

func (u *upload) Read(p []byte) (int, error) {
	if u.begun.IsZero() { // whoever waits for a slot has not begun
		u.begun = time.Now()
	}
	may := readTimeout + time.Duration(u.read)*time.Second/uploadRate
	if err := u.rc.SetReadDeadline(u.begun.Add(may)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	n, err := u.body.Read(p)
	u.read += int64(n)
	return n, err
}
