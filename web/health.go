package web

import (
	"errors"
	"net/http"

	"stickylab/lab"
)

// health answers that the server is there, and of which version.
func (s routes) health(w http.ResponseWriter, _ *http.Request) error {
	body := "ok\n"
	if s.Version != "" {
		body += "stickylab " + s.Version + "\n"
	}
	answer(w, http.StatusOK, "text/plain; charset=utf-8", []byte(body))
	return nil
}

// ready answers whether requests are to be sent here: not while the server drains, nor
// while it has no folder for what runs keep in one, nor an address for a run.
func (s routes) ready(w http.ResponseWriter, _ *http.Request) error {
	if s.life.drains() {
		return draining()
	}
	if s.Ready != nil {
		if err := s.Ready(); err != nil {
			return notReady(err)
		}
	}
	answer(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ready\n"))
	return nil
}

// notReady is a lab that lacks something, which is a limit or the temp folder.
func notReady(why error) *fault {
	kind := "ready"
	if limit := (*lab.LimitError)(nil); errors.As(why, &limit) {
		kind = "ready.addresses"
	}
	return &fault{status: http.StatusServiceUnavailable, kind: kind, cause: why, header: map[string]string{"Retry-After": "5"}}
}
