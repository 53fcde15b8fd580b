package web

import (
	"encoding/json"
	"net/http"
	"time"
)

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
