package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// timedWriter is a connection that notes its deadlines.
type timedWriter struct {
	*httptest.ResponseRecorder
	reads, writes []time.Time
}

func (w *timedWriter) SetReadDeadline(t time.Time) error {
	w.reads = append(w.reads, t)
	return nil
}

func (w *timedWriter) SetWriteDeadline(t time.Time) error {
	w.writes = append(w.writes, t)
	return nil
}

// The deadline for reading holds as long as there is something to read, and is lifted
// then, whatever is waited for; that for writing begins with the answer.
func TestTheReadDeadlineIsLiftedWhenAllIsRead(t *testing.T) {
	lifted := []time.Time{{}}
	for body, before := range map[string][]time.Time{"": lifted, "text": nil} {
		w := &timedWriter{ResponseRecorder: httptest.NewRecorder()}
		handler := func(_ http.ResponseWriter, r *http.Request) {
			if !slices.Equal(w.reads, before) {
				t.Errorf("body %q: deadlines for reading are %v when the handler begins, want %v", body, w.reads, before)
			}
			if text, err := io.ReadAll(r.Body); err != nil || string(text) != body {
				t.Errorf("read %q, %v", text, err)
			}
			if len(w.reads) == 0 || !w.reads[0].IsZero() {
				t.Errorf("body %q: deadlines for reading are %v when all is read, want that it is lifted", body, w.reads)
			}
		}
		seen := func(*http.Request, int, int, time.Duration) {}
		answering := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			handler(w, r)
			_, _ = io.WriteString(w, "answer")
		})
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		if body == "" {
			r = httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		}
		unhurried(seen)(answering).ServeHTTP(w, r)
		if len(w.writes) != 1 || !w.writes[0].After(time.Now()) {
			t.Errorf("body %q: deadlines for writing are %v, want one that begins with the answer", body, w.writes)
		}
	}
}
