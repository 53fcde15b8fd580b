package web

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/go-chi/chi/v5/middleware"
)

// recoverPanics answers a request whose handler panicked as any other error
// of the lab, and keeps the stack for the log. An answer that has begun is cut
// off, so that nobody takes it for whole.
func recoverPanics(failed *failures) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			seen := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
			defer func() {
				what := recover()
				if what == nil {
					return
				}
				if err, ok := what.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(what)
				}
				err := fmt.Errorf("panic: %v\n%s", what, debug.Stack())
				if seen.Status() == 0 {
					failed.fail(w, r, err)
					return
				}
				failed.record(r, asFault(err))
				panic(http.ErrAbortHandler)
			}()
			next.ServeHTTP(seen, r)
		})
	}
}
