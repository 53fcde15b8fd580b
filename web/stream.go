package web

import (
	"context"
	"net/http"
	"time"

	"stickylab/lab/record"
	"stickylab/lab/share"
)

// maxStreams is how many traces are sent at once. Each holds the largest event of its
// run in memory while its client reads, or does not.
const maxStreams = 16

// longStream is the size from which making a trace takes turns with the long runs of
// all clients: half of the processors are theirs together.
const longStream = 512 << 10

// stream is an answer that is written while it is made. A client may take as
// long as it likes, as long as it takes something within writeTimeout.
type stream struct {
	ctx   context.Context
	w     http.ResponseWriter
	rc    *http.ResponseController
	rota  *share.Rota
	turns *share.Worker // nil for one that is not long yet
	bytes int
}

func (s *stream) Write(p []byte) (int, error) {
	if s.bytes += len(p); s.bytes > longStream && s.turns == nil {
		s.turns = s.rota.Join(clientOf(s.ctx))
	}
	if s.turns != nil {
		if err := s.turns.Await(s.ctx); err != nil {
			return 0, err
		}
	}
	_ = s.rc.SetWriteDeadline(time.Now().Add(writeTimeout)) // a test's writer has none
	return s.w.Write(p)
}

// ends gives its turn to others.
func (s *stream) ends() {
	if s.turns != nil {
		s.turns.Leave()
	}
}

// streamTrace answers with the trace of a run, row by row. An answer that has
// begun and cannot be finished is broken off, so that no client takes it for
// the whole.
func streamTrace(ctx context.Context, w http.ResponseWriter, run record.Readable, rota *share.Rota) error {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	out := &stream{ctx: ctx, w: w, rc: http.NewResponseController(w), rota: rota}
	defer out.ends()
	err := record.WriteTrace(ctx, out, run)
	if err == nil {
		_, err = out.Write([]byte("\n"))
	}
	if err != nil && out.bytes > 0 {
		panic(http.ErrAbortHandler)
	}
	return err
}
