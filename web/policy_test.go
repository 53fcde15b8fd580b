package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestAPageNamesWhatItNeedsMore(t *testing.T) {
	serve := guardHeaders(false)(allow(policy{
		script: []string{"'wasm-unsafe-eval'"}, image: []string{"data:", "blob:"}, worker: []string{"blob:"},
	})(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})))
	w := httptest.NewRecorder()
	serve.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	want := "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; worker-src 'self' blob:"
	if got := w.Header().Values(policyHeader); len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want only %q", got, want)
	}
}
