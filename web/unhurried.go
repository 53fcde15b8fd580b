package web

import (
	"bufio"
	"cmp"
	"io"
	"net"
	"net/http"
	"time"
)

// unhurried has the deadline for reading hold while there is something to read, and
// that for writing begin with the answer: a request that waits for its turn is neither
// cut off meanwhile, which is what net/http does when a deadline for reading passes,
// nor late with its answer. What was answered, and in what time, is handed to seen.
func unhurried(seen func(r *http.Request, status, bytes int, took time.Duration)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rc := http.NewResponseController(w)
			body := &readBody{ReadCloser: r.Body, rc: rc}
			if r.Body == nil || r.Body == http.NoBody {
				body.hasEnded()
			} else {
				r.Body = body
			}
			answer, begun := &timedAnswer{ResponseWriter: w, rc: rc}, time.Now()
			defer func() { seen(r, cmp.Or(answer.status, http.StatusOK), answer.bytes, time.Since(begun)) }()
			next.ServeHTTP(answer, r)
		})
	}
}

// readBody is the body of a request.
type readBody struct {
	io.ReadCloser
	rc *http.ResponseController
}

func (b *readBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF {
		b.hasEnded()
	}
	return n, err
}

// hasEnded lifts the deadline. A test's writer has none.
func (b *readBody) hasEnded() { _ = b.rc.SetReadDeadline(time.Time{}) }

// timedAnswer is an answer that has its time from its beginning on.
type timedAnswer struct {
	http.ResponseWriter
	rc    *http.ResponseController
	begun bool

	status, bytes int
}

func (a *timedAnswer) begin() {
	if !a.begun {
		a.begun = true
		_ = a.rc.SetWriteDeadline(time.Now().Add(writeTimeout)) // a test's writer has none
	}
}

func (a *timedAnswer) WriteHeader(status int) {
	a.begin()
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

func (a *timedAnswer) Write(p []byte) (int, error) {
	a.begin()
	n, err := a.ResponseWriter.Write(p)
	a.bytes += n
	return n, err
}

// Unwrap gives the writer to http.ResponseController.
func (a *timedAnswer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// Hijack hands over the connection, as a WebSocket needs.
func (a *timedAnswer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	a.status = http.StatusSwitchingProtocols
	return a.rc.Hijack()
}

// Flush sends what was written.
func (a *timedAnswer) Flush() {
	a.begin()
	_ = a.rc.Flush() // a test's writer may not
}
