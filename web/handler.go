package web

import "net/http"

// handler answers a request or returns an error; with an error it has written
// nothing.
type handler func(w http.ResponseWriter, r *http.Request) error

// handle makes a handler one of net/http's.
func (f *failures) handle(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			f.fail(w, r, err)
		}
	}
}
