package web

import "net/http"

// admit lets requests in until the server ends, and counts them so that the
// end can wait for them.
func admit(l *life, failed *failures) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !l.enter() {
				failed.fail(w, r, closing())
				return
			}
			defer l.leave()
			next.ServeHTTP(w, r)
		})
	}
}
