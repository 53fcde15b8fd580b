package web

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"stickylab/web/view"
)

// repeated is what came of one run of a repeat.
type repeated struct {
	Run     string `json:"run"`
	N       int    `json:"n"`
	Outcome string `json:"outcome"` // in the reader's language
	End     string `json:"end"`
	// Answers tells which choices of the lesson's question held.
	Answers []bool `json:"answers"`
}

// repeats is POST /api/repeats: it runs an experiment n times, one after the
// other, and writes a line as each ends. It stops, and stops the run that is
// on its way, when the client has gone.
func (s *Server) repeats(w http.ResponseWriter, r *http.Request) error {
	var (
		o order
		n int
	)
	fields := o.fields()
	fields["n"] = &n
	if err := decodeObject(r, fields); err != nil {
		return err
	}
	if n < 1 || n > s.limits.Repeats {
		return badRepeats(s.limits.Repeats)
	}
	id, err := s.start(r, &o)
	if err != nil {
		return err
	}
	ctx, cancel := s.untilEnd(r.Context())
	defer cancel()
	out := newLines(w)
	for i := 1; ; i++ {
		if err := s.repeated(ctx, languageOf(r), id, i, out); err != nil {
			s.breakOff(r, out, err)
			return nil
		}
		if i == n {
			return nil
		}
		if id, err = s.start(r, &o); err != nil {
			s.breakOff(r, out, err)
			return nil
		}
	}
}

// repeated waits for the end of a run and writes what came of it. When the
// context is over first, the run is stopped.
func (s *Server) repeated(ctx context.Context, lang, id string, n int, out *lines) error {
	log, ok := s.runner.Log(id)
	if !ok {
		return noRun()
	}
	select {
	case <-log.Done():
	case <-ctx.Done():
		s.runner.Stop(id)
		return closing()
	}
	trace := log.Trace()
	return out.write(repeated{
		Run: id, N: n, Outcome: view.Outcome(lang, trace.Peers, trace.Events), End: trace.End.Reason, Answers: answers(trace),
	})
}

// breakOff ends an answer that has begun with the problem as its last line.
func (s *Server) breakOff(r *http.Request, out *lines, err error) {
	if r.Context().Err() != nil {
		return
	}
	said := asFault(err)
	s.failures.record(r, said)
	_ = out.write(said.problem(languageOf(r))) // the last line: nothing follows from an error
}

// lines writes NDJSON, each line as soon as it is there.
type lines struct {
	w  http.ResponseWriter
	rc *http.ResponseController
}

// newLines begins the answer and sends its head. The server's deadline for
// reading is lifted: it would end the request of a client that has nothing
// more to say. A writer without deadlines, as tests have, needs none lifted.
func newLines(w http.ResponseWriter) *lines {
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Time{})
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	_ = rc.Flush()
	return &lines{w: w, rc: rc}
}

func (l *lines) write(value any) error {
	line, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_ = l.rc.SetWriteDeadline(time.Now().Add(writeTimeout))
	if _, err := l.w.Write(append(line, '\n')); err != nil {
		return err
	}
	return l.rc.Flush()
}
