package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestEveryAnswerIsGuarded(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	requests := [][]string{
		{http.MethodGet, "/"},
		{http.MethodGet, "/script"},
		{http.MethodGet, "/api/experiments"},
		{http.MethodGet, s.state.assets.base + "/lesson.js"},
		{http.MethodGet, "/no/such/page"},
		{http.MethodPost, "/api/runs"},
		{http.MethodPut, "/api/runs"},
		{http.MethodGet, "/", "Host", "evil.example"},
	}
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
			"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "same-origin",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	}
	for _, request := range requests {
		w := ask(s, request[0], request[1], "", request[2:]...)
		for name, value := range want {
			if got := w.Header().Get(name); got != value {
				t.Errorf("%v: %s is %q, want %q", request, name, got, value)
			}
		}
	}
}

func TestPagesNeedNothingThatThePolicyForbids(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, path := range []string{"/", "/script", "/lessons/hello-feng"} {
		body := ask(s, http.MethodGet, path, "").Body.String()
		for _, bad := range []string{" style=", "<style", " onclick=", " onload=", "javascript:", "http-equiv"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s contains %q, which the policy forbids", path, bad)
			}
		}
	}
}
