package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stickylab/lab"
)

// stuckWriter is a client that does not read: Write tells that it was called
// and waits.
type stuckWriter struct {
	*httptest.ResponseRecorder
	writing chan<- struct{}
	read    <-chan struct{}
}

func (w stuckWriter) Write(b []byte) (int, error) {
	w.writing <- struct{}{}
	<-w.read
	return w.ResponseRecorder.Write(b)
}

// Answers of whole runs are made in turn, but who does not read theirs holds
// nobody up.
func TestWhoDoesNotReadHoldsNobodyUp(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	id, err := runner.Start(lab.Experiment{}, "", "")
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{"/api/runs/" + id, "/runs/" + id, "/compare?a=" + id + "&b=" + id}
	writing, read, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	const stuck = 2 * maxTraces
	for i := range stuck {
		go func() {
			defer func() { ended <- struct{}{} }()
			r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+paths[i%len(paths)], nil)
			s.ServeHTTP(stuckWriter{httptest.NewRecorder(), writing, read}, r)
		}()
	}
	for range stuck {
		<-writing
	}
	for _, path := range paths {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil))
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	close(read)
	go func() { // a page may be written in several parts
		for range writing {
			continue
		}
	}()
	for range stuck {
		<-ended
	}
	close(writing)
}

func TestWhoLeavesBeforeTheirTurnGetsNothing(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	id, err := runner.Start(lab.Experiment{}, "", "")
	if err != nil {
		t.Fatal(err)
	}
	for range maxTraces {
		s.traces <- struct{}{}
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	for _, path := range []string{"/api/runs/" + id, "/runs/" + id, "/api/runs/" + id + "/why/1", "/compare?a=" + id, "/api/runs/" + id + "/frames", "/framing?run=" + id} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil).WithContext(gone))
		if w.Body.Len() > 0 {
			t.Errorf("%s: got %d bytes", path, w.Body.Len())
		}
	}
}

// A cure takes the processor for a while, so it is tried in turn too.
func TestCuresAreTriedInTurn(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	for range maxTraces {
		s.traces <- struct{}{}
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	for _, ask := range []struct{ path, kind, body string }{
		{"/api/cures", "application/json", `{"messages":"\"a\"","codec":"line"}`},
		{"/cures", "application/x-www-form-urlencoded", "messages=%22a%22&codec=line"},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1"+ask.path, strings.NewReader(ask.body)).WithContext(gone)
		r.Header.Set("Content-Type", ask.kind)
		s.ServeHTTP(w, r)
		if w.Body.Len() > 0 {
			t.Errorf("%s: got %d bytes", ask.path, w.Body.Len())
		}
	}
	if n := len(runner.orders()); n != 0 {
		t.Errorf("%d runs were started", n)
	}
}
