package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// drainedWait is when to try again while the lab drains: it has ended then, and another
// one may have taken its place.
const drainedWait = 10 * time.Second

// Drain refuses from now on what would begin something: runs, repeats, measurements and
// what else is posted. What began before goes on, as do pages, feeds, and the calls and
// input of guests. It returns when all of that but the plain requests is over, or with
// the context's error. Shutdown follows; a run that nobody watches may still go on.
func (s *Server) Drain(ctx context.Context) error { return s.state.life.drain(ctx) }

// beginNothing refuses what would begin something while the server drains, and counts
// it before, so that the drain can wait for it. What is posted begins something, except
// by a guest, whose run goes on.
func beginNothing(l *life, failed *failures) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodPost || strings.HasPrefix(r.URL.Path, guestsAPI) {
				next.ServeHTTP(w, r)
				return
			}
			if !l.work() {
				failed.refusals.note("draining")
				failed.fail(w, r, draining())
				return
			}
			defer l.rest()
			next.ServeHTTP(w, r)
		})
	}
}

// draining is what answers who wants to begin something.
func draining() *fault {
	return &fault{
		status: http.StatusServiceUnavailable,
		kind:   "draining",
		args:   []any{int(drainedWait.Seconds())},
		header: map[string]string{"Retry-After": strconv.Itoa(int(drainedWait.Seconds()))},
	}
}
