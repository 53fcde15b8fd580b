package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/record"
)

// mustServe serves s on a loopback port until Shutdown or Close, and gives the
// address and what Serve will return.
func mustServe(t *testing.T, s *Server) (address string, served <-chan error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	return l.Addr().String(), done
}

func TestShutdownEndsFeedsAndRepeats(t *testing.T) {
	runner := newFakeRunner()
	begun := make(chan *record.Log, 1)
	s := mustServer(t, Config{Runner: runner})
	address, served := mustServe(t, s)
	runner.add("some", newLog())
	runner.began = func(log *record.Log) { begun <- log }

	feed := mustDial(t, "ws://"+address+"/api/runs/some/feed")
	if _, _, err := feed.ReadMessage(); err != nil {
		t.Fatal(err)
	}
	response, err := http.Post("http://"+address+"/api/repeats", "application/json", strings.NewReader(`{"experiment":"tcp-echo","n":5}`))
	if err != nil {
		t.Fatal(err)
	}
	<-begun
	shut := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		shut <- s.Shutdown(ctx)
	}()
	if _, _, err := feed.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseGoingAway) {
		t.Errorf("the feed ended with %v, want close 1001", err)
	}
	if body := readAll(t, response.Body); !strings.Contains(body, problemType+"closing") {
		t.Errorf("the repeats ended with %q, want the problem closing", body)
	}
	if err := <-shut; err != nil {
		t.Errorf("Shutdown: %v", err)
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		t.Errorf("Serve: %v, want http.ErrServerClosed", err)
	}
	if got := runner.stops(); len(got) != 1 {
		t.Errorf("stopped %q, want the run that was on its way", got)
	}
	if w := ask(s, http.MethodGet, "/healthz", ""); w.Code != http.StatusServiceUnavailable {
		t.Errorf("after Shutdown: status %d, want 503", w.Code)
	}
}

func TestShutdownDoesNotWaitForEver(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	if !s.state.life.enter() {
		t.Fatal("a new server lets nobody in")
	}
	defer s.state.life.serving.Done()
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := s.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Shutdown with a request that does not end: %v, want the context's error", err)
	}
}

func TestHealth(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	if w := ask(s, http.MethodGet, "/healthz", ""); w.Code != http.StatusOK || w.Body.String() != "ok\n" {
		t.Errorf("status %d, body %q, want 200 and ok", w.Code, w.Body)
	}
	if w := ask(s, http.MethodHead, "/healthz", ""); w.Code != http.StatusOK {
		t.Errorf("HEAD: status %d, want 200", w.Code)
	}
}

func TestTheConnectionHasLimits(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	h := s.http
	if h.ReadHeaderTimeout <= 0 || h.ReadTimeout <= 0 || h.WriteTimeout <= 0 || h.IdleTimeout <= 0 || h.MaxHeaderBytes <= 0 {
		t.Errorf("server %+v: want every limit set", h)
	}
	address, _ := mustServe(t, s)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+"/healthz", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Long", strings.Repeat("x", maxHeaderBytes+8<<10))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if readAll(t, response.Body); response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("too long a header: status %d, want 431", response.StatusCode)
	}
}
