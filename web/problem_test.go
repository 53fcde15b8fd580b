package web

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

func TestErrorsArePagesForPeopleAndProblemsForPrograms(t *testing.T) {
	tests := []struct {
		accept string
		page   bool
	}{
		{"", false},
		{"*/*", false},
		{"application/json", false},
		{"application/problem+json, text/html;q=0.5", false},
		{"text/html", true},
		{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true},
		{"image/avif, TEXT/HTML;q=0.9", true},
	}
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range tests {
		for _, path := range []string{"/nowhere", "/runs/none", "/api/runs/none", "/lessons/none", "/static/old/lesson.js"} {
			w := ask(s, http.MethodGet, path, "", "Accept", tt.accept)
			page := strings.HasPrefix(w.Header().Get("Content-Type"), "text/html")
			if w.Code != http.StatusNotFound || page != tt.page {
				t.Errorf("%s for %q: status %d of type %q, want 404, a page: %v", path, tt.accept, w.Code, w.Header().Get("Content-Type"), tt.page)
			}
			if got := w.Header().Get("Cache-Control"); got != "no-store" {
				t.Errorf("%s: Cache-Control %q, want no-store", path, got)
			}
		}
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	tests := []struct{ method, path, allow string }{
		{http.MethodPut, "/api/runs", "POST"},
		{http.MethodGet, "/api/runs", "POST"},
		{http.MethodPost, "/api/runs/x", "GET, HEAD, DELETE"},
		{http.MethodPost, "/api/runs/x/feed", "GET, HEAD"},
		{http.MethodDelete, "/", "GET, HEAD"},
		{http.MethodGet, "/runs", "POST"},
		{http.MethodOptions, "/healthz", "GET, HEAD"},
	}
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range tests {
		w := ask(s, tt.method, tt.path, "")
		if mustProblem(t, w); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != tt.allow {
			t.Errorf("%s %s: status %d, Allow %q, want 405 and %q", tt.method, tt.path, w.Code, w.Header().Get("Allow"), tt.allow)
		}
	}
}

func TestThereIsNoProfiler(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, path := range []string{"/debug/pprof/", "/debug/vars", "/debug/pprof/heap"} {
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, w.Code)
		}
	}
}

func TestTheLogHasTheCauseAndNoPayload(t *testing.T) {
	var out bytes.Buffer
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner, Log: slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	post(s, "/api/runs?q=swordfish", `{"script":"tcp\nserver:\n    swordfish\n"}`)
	post(s, "/api/runs", `{"swordfish":1}`)
	ask(s, http.MethodPost, "/runs", "script=swordfish", "Content-Type", formMedia)
	ask(s, http.MethodGet, "/script?text=swordfish", "")
	if got := out.String(); strings.Contains(got, "swordfish") || !strings.Contains(got, "status=422") {
		t.Errorf("log %q, want the status and none of what was sent", got)
	}
	out.Reset()
	runner.fail(errors.New("no descriptors left"))
	post(s, "/api/runs", `{"experiment":"tcp-echo"}`)
	if got := out.String(); !strings.Contains(got, "level=ERROR") || !strings.Contains(got, "no descriptors left") {
		t.Errorf("log %q, want the cause as an error", got)
	}
}

func TestAPanicIsAnswered(t *testing.T) {
	var out bytes.Buffer
	failed := &failures{log: slog.New(slog.NewTextHandler(&out, nil))}
	guarded := func(h http.HandlerFunc) http.Handler { return recoverPanics(failed)(h) }

	w := ask(guarded(func(http.ResponseWriter, *http.Request) { panic("boom") }), http.MethodGet, "/", "")
	if mustProblem(t, w); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "boom") {
		t.Errorf("status %d, body %s, want 500 without the cause", w.Code, w.Body)
	}
	if !strings.Contains(out.String(), "boom") {
		t.Errorf("log %q, want the panic", out.String())
	}

	defer func() {
		if got, _ := recover().(error); !errors.Is(got, http.ErrAbortHandler) {
			t.Errorf("a panic behind a begun answer: %v, want the connection aborted", got)
		}
	}()
	ask(guarded(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK); panic("late") }), http.MethodGet, "/", "")
}
