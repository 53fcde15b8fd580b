package web

import "net/http"

// limitBody ends the reading of a request's body behind that many bytes, unless
// it is a trace, somebody's own bytes, an order with files or the Python of browsers,
// which have limits of their own.
func limitBody(most int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !takesTrace(r) && !takesBytes(r) && !takesFiles(r) && !takesCall(r) && !takesPython(r) {
				room := most
				if takesPrograms(r) {
					room = maxProgramsBody
				}
				r.Body = http.MaxBytesReader(w, r.Body, room)
			}
			next.ServeHTTP(w, r)
		})
	}
}
