package web

import (
	"context"
	"net/http"
	"time"

	"stickylab/lab/record"
)

// maxStreams is how many traces are sent at once. Each holds the largest event of its
// run in memory while its client reads, or does not.
const maxStreams = 16

// stream is an answer that is written while it is made. A client may take as
// long as it likes, as long as it takes something within writeTimeout.
type stream struct {
	w     http.ResponseWriter
	rc    *http.ResponseController
	begun bool
}

func (s *stream) Write(p []byte) (int, error) {
	s.begun = true
	_ = s.rc.SetWriteDeadline(time.Now().Add(writeTimeout)) // a test's writer has none
	return s.w.Write(p)
}

// streamTrace answers with the trace of a run, row by row. An answer that has
// begun and cannot be finished is broken off, so that no client takes it for
// the whole.
func streamTrace(ctx context.Context, w http.ResponseWriter, run record.Readable) error {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	out := &stream{w: w, rc: http.NewResponseController(w)}
	err := record.WriteTrace(ctx, out, run)
	if err == nil {
		_, err = out.Write([]byte("\n"))
	}
	if err != nil && out.begun {
		panic(http.ErrAbortHandler)
	}
	return err
}
