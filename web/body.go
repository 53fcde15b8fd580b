package web

import "net/http"

// limitBody ends the reading of a request's body behind that many bytes, unless
// it is a trace, somebody's own bytes or an order with files, which have limits of
// their own.
func limitBody(most int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !takesTrace(r) && !takesBytes(r) && !takesFiles(r) {
				r.Body = http.MaxBytesReader(w, r.Body, most)
			}
			next.ServeHTTP(w, r)
		})
	}
}
