package web

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"strings"
)

// problemType begins the type of every problem (RFC 9457 3.1.1).
const problemType = "urn:stickylab:problem:"

// failures is the one place where an error becomes a status, a page or a
// problem, and a line in the log.
type failures struct {
	log *slog.Logger
	// page writes the error as a page, after the status.
	page func(w http.ResponseWriter, r *http.Request, f *fault) error
	// refusals takes what limits refused.
	refusals *refusals
}

// fail answers a request with an error. Nothing may have been written yet. A
// client that has disconnected gets no answer, and nothing is logged.
func (f *failures) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil && errors.Is(err, context.Canceled) {
		return
	}
	said := asFault(err)
	f.record(r, said)
	if limit, ok := said.members["limit"].(string); ok && said.status == http.StatusTooManyRequests {
		f.refusals.note(limit)
	}
	for name, value := range said.header {
		w.Header().Set(name, value)
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Add("Vary", "Accept, Accept-Language, Cookie")
	if f.page != nil && wantsPage(r) {
		if err := f.page(w, r, said); err != nil {
			f.log.Debug("error page not written", "cause", err)
		}
		return
	}
	if err := writeProblem(w, said, languageOf(r)); err != nil {
		f.log.Error("problem not written", "cause", err)
	}
}

// record logs what went wrong: what the lab did at error, what a client did, or what
// is meant to be so as when the lab ends, only for those who debug. Queries and bodies stay out of it.
func (f *failures) record(r *http.Request, said *fault) {
	level := slog.LevelDebug
	if said.status >= http.StatusInternalServerError && said.cause != nil {
		level = slog.LevelError
	}
	f.log.Log(r.Context(), level, "request failed", "method", r.Method, "path", loggedPath(r.URL.Path),
		"status", said.status, "kind", said.kind, "cause", said.cause)
}

// writeProblem writes a fault as problem+json in the reader's language.
func writeProblem(w http.ResponseWriter, f *fault, lang string) error {
	body, err := json.Marshal(f.problem(lang))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(lang))
	answer(w, f.status, "application/problem+json", append(body, '\n'))
	return nil
}

// problem returns the members of the fault's problem.
func (f *fault) problem(lang string) map[string]any {
	members := map[string]any{}
	maps.Copy(members, f.members)
	members["type"] = problemType + f.kind
	members["title"] = f.title(lang)
	members["status"] = f.status
	members["detail"] = f.detail(lang)
	if len(f.more) > 0 {
		var more []string
		for _, one := range f.more {
			more = append(more, one.In(lang))
		}
		members["more"] = more
	}
	return members
}

// wantsPage reports whether the request comes from somebody who looks at pages:
// the first of HTML, JSON or anything in its Accept header is HTML.
func wantsPage(r *http.Request) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept"), ","), ",") {
		media, _, _ := strings.Cut(part, ";")
		switch strings.ToLower(strings.TrimSpace(media)) {
		case "text/html", "application/xhtml+xml":
			return true
		case "application/json", "application/problem+json", "*/*":
			return false
		}
	}
	return false
}

// breakOff ends an answer that has begun with the problem as its last line.
func (f *failures) breakOff(r *http.Request, out *lines, err error) {
	if r.Context().Err() != nil {
		return
	}
	said := asFault(err)
	f.record(r, said)
	_ = out.write(said.problem(languageOf(r))) // the last line: nothing follows from an error
}
