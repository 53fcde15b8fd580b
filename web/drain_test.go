package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"stickylab/lab"
	"stickylab/lab/record"
)

// Every route of the server while it drains: what is posted is refused, calmly and with
// when to come again, but not what a guest posts; what is looked at is there, and what
// goes on may be stopped.
func TestNothingBeginsWhileTheServerDrains(t *testing.T) {
	runner := newFakeRunner()
	runner.add("some", newLog())
	s := mustServer(t, Config{Runner: runner})
	if err := s.Drain(t.Context()); err != nil {
		t.Fatalf("a server that does nothing drains with %v", err)
	}
	posts := 0
	err := chi.Walk(s.handler.(chi.Routes), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		path := strings.NewReplacer("{id}", "some", "{slug}", "tcp-echo", "{seq}", "1", "*", "none").Replace(route)
		w := ask(s, method, path, `{"experiment":"tcp-echo"}`, "Content-Type", "application/json", "Accept-Language", "zh")
		refused := route == "/readyz" || method == http.MethodPost && !strings.HasPrefix(route, guestsAPI)
		if refused != (w.Code == http.StatusServiceUnavailable) {
			t.Errorf("%s %s: status %d, refused should be %v", method, route, w.Code, refused)
		}
		if !refused {
			return nil
		}
		posts++
		if problem := mustProblem(t, w); problem["type"] != problemType+"draining" || w.Header().Get("Retry-After") != "10" || !strings.Contains(problem["detail"].(string), "10 秒后再试") {
			t.Errorf("%s %s: Retry-After %q, %v", method, route, w.Header().Get("Retry-After"), problem)
		}
		return nil
	})
	if err != nil || posts < 15 || len(runner.orders()) != 0 {
		t.Errorf("%d routes refuse (%v), %d runs were started", posts, err, len(runner.orders()))
	}
	if w := ask(s, http.MethodPost, "/runs", "experiment=tcp-echo", "Accept", "text/html", "Accept-Language", "en"); !strings.Contains(w.Body.String(), "What has begun will end as usual") {
		t.Errorf("a form is answered with %d %.200q", w.Code, w.Body)
	}
	if n := s.state.refusals.counts()["draining"]; n < posts-1 {
		t.Errorf("%d refusals are counted, want %d", n, posts)
	}
}

// What began before goes on: a repeat to its last run, a feed to its farewell.
func TestWhatGoesOnEndsWhileTheServerDrains(t *testing.T) {
	runner := newFakeRunner()
	begun := make(chan *record.Log, 2)
	runner.began = func(log *record.Log) { begun <- log }
	s := mustServer(t, Config{Runner: runner})
	address, _ := mustServe(t, s)
	runner.add("some", newLog())
	feed := mustDial(t, "ws://"+address+"/api/runs/some/feed")
	mustMessage(t, feed) // hello
	response, err := http.Post("http://"+address+"/api/repeats", "application/json", strings.NewReader(`{"experiment":"tcp-echo","n":2}`))
	if err != nil {
		t.Fatal(err)
	}
	first := <-begun
	early, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Drain(early); !errors.Is(err, context.Canceled) {
		t.Errorf("Drain of what goes on: %v, want the context's error", err)
	}
	if w := post(s, "/api/runs", `{"experiment":"tcp-echo"}`); w.Code != http.StatusServiceUnavailable {
		t.Errorf("a new run: status %d", w.Code)
	}
	first.End(lab.End{Reason: lab.EndDone})
	(<-begun).End(lab.End{Reason: lab.EndDone})
	if body := readAll(t, response.Body); !strings.Contains(body, `"ended":"done"`) {
		t.Errorf("the repeat ended with %q", body)
	}
	drained := make(chan error, 1)
	go func() { drained <- s.Drain(t.Context()) }()
	log, _ := runner.find("some")
	log.End(lab.End{Reason: lab.EndDone})
	for !strings.Contains(string(mustMessage(t, feed)), `"type":"end"`) {
		continue
	}
	_ = feed.Close()
	if err := <-drained; err != nil {
		t.Errorf("Drain: %v", err)
	}
}

// A readiness probe is told what is missing.
func TestWhatIsMissingIsSaid(t *testing.T) {
	var missing error
	s := mustServer(t, Config{Runner: newFakeRunner(), Ready: func() error { return missing }})
	for _, want := range []struct {
		err    error
		status int
		say    string
	}{
		{nil, http.StatusOK, "ready"},
		{errors.New("mkdir: permission denied"), http.StatusServiceUnavailable, "no folder for temporary files"},
		{&lab.LimitError{Name: "addresses", Max: 3}, http.StatusServiceUnavailable, "loopback addresses"},
	} {
		missing = want.err
		w := ask(s, http.MethodGet, "/readyz", "", "Accept-Language", "en")
		if w.Code != want.status || !strings.Contains(w.Body.String(), want.say) || strings.Contains(w.Body.String(), "permission") {
			t.Errorf("%v: %d %s, want %d and %q", want.err, w.Code, w.Body, want.status, want.say)
		}
	}
}
