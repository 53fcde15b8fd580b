package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/order"
	"stickylab/lab/record"
)

// TestMain lets net/http linger for the half second that it leaves a client to
// read why it was cut off.
func TestMain(m *testing.M) {
	if order := os.Getenv(readersEnv); order != "" {
		if err := readers(order); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("net/http.(*conn).closeWriteAndWait"))
}

// fakeRunner starts nothing: a test appends to the logs what it likes.
type fakeRunner struct {
	// began, when not nil, is given each log as it begins.
	began func(*record.Log)

	mu      sync.Mutex
	err     error // of the next Start
	logs    map[string]*record.Log
	started []startedOrder
	stopped []string
}

type startedOrder struct {
	exp  lab.Experiment
	slug string
	by   lab.Who
}

func newFakeRunner() *fakeRunner { return &fakeRunner{logs: map[string]*record.Log{}} }

func (f *fakeRunner) Start(_ context.Context, by lab.Who, o lab.Order) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return "", f.err
	}
	made, err := order.Make(course.Shipped(), o)
	if err != nil {
		return "", err
	}
	f.started = append(f.started, startedOrder{made.Experiment, made.Slug, by})
	id := "run" + string(rune('A'-1+len(f.started)))
	log := record.NewLog(headerOf(made))
	f.logs[id] = log
	if f.began != nil {
		f.began(log)
	}
	return id, nil
}

func (f *fakeRunner) Find(_ context.Context, id string) (Run, error) {
	log, err := f.find(id)
	if err != nil {
		return nil, err
	}
	return log, nil
}

func (f *fakeRunner) find(id string) (*record.Log, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if log := f.logs[id]; log != nil {
		return log, nil
	}
	return nil, record.ErrNoRun
}

func (f *fakeRunner) Stop(_ context.Context, by lab.Who, id string) error {
	log, err := f.find(id)
	if err != nil {
		return err
	}
	if owner, ok := f.owner(id); ok && !by.Owns(owner) {
		return lab.ErrNotOwner
	}
	log.End(lab.End{Reason: lab.EndStopped})
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stopped = append(f.stopped, id)
	return nil
}

// owner is the account that started a run, if somebody did.
func (f *fakeRunner) owner(id string) (account string, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, o := range f.started {
		if id == "run"+string(rune('A'+i)) {
			return o.by.Account(), true
		}
	}
	return "", false
}

func (f *fakeRunner) orders() []startedOrder {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]startedOrder(nil), f.started...)
}

func (f *fakeRunner) stops() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.stopped...)
}

func (f *fakeRunner) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
}

// add keeps a log as that of a run.
func (f *fakeRunner) add(id string, log *record.Log) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.logs[id] = log
}

func headerOf(made order.Made) record.Header {
	exp := made.Experiment
	h := record.Header{
		Script: exp.Script, Slug: made.Slug, Order: made.Order, Added: exp.Added(),
		Transport: exp.Transport, Env: lab.Env{OS: "linux", Kernel: "6.18"},
	}
	for _, peer := range exp.Peers {
		h.Peers = append(h.Peers, peer.Name)
	}
	return h
}

// newLog is the log of a run of a server and a client on TCP.
func newLog() *record.Log {
	return record.NewLog(record.Header{Script: talk, Transport: lab.TCP, Peers: []string{"server", "client"}})
}

// talk is a script of one message.
const talk = "tcp\nserver:\n    listen 5\n    accept\n    recv 10\nclient:\n    connect\n    send \"hello\"\n"

// sent is the i-th send of n bytes by the client on conn 2.
func sent(i, n int) lab.Event {
	data := []byte(strings.Repeat("x", n))
	return lab.Event{
		Peer: 1, Conn: 2, Call: lab.CallSend, Step: 8, Start: int64(i) * 1000, End: int64(i)*1000 + 500,
		Asked: n, Got: n, Stream: 2, Data: data,
	}
}

func mustServer(t *testing.T, c Config) *Server {
	t.Helper()
	if c.Course == nil {
		c.Course = course.Shipped()
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mustClose(t, s) })
	return s
}

func mustClose(t *testing.T, s *Server) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// ask sends a request to the server as a program does: for localhost, with
// the headers given as name and value in turn.
func ask(s http.Handler, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = "localhost:8035"
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Add(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// post sends a JSON body.
func post(s http.Handler, target, body string, headers ...string) *httptest.ResponseRecorder {
	return ask(s, http.MethodPost, target, body, append([]string{"Content-Type", "application/json"}, headers...)...)
}

// mustProblem reads a problem and checks that its status is the response's.
func mustProblem(t *testing.T, w *httptest.ResponseRecorder) map[string]any {
	t.Helper()
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("content type %q of status %d, want a problem; body %q", got, w.Code, w.Body)
	}
	var problem map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil {
		t.Fatal(err)
	}
	if got := problem["status"]; got != float64(w.Code) {
		t.Errorf("problem of status %v in a response of %d", got, w.Code)
	}
	for _, member := range []string{"type", "title", "detail"} {
		if text, _ := problem[member].(string); text == "" {
			t.Errorf("the problem has no %s: %v", member, problem)
		}
	}
	return problem
}

func TestNewNeedsARunnerAndACourse(t *testing.T) {
	for _, c := range []Config{{}, {Runner: newFakeRunner()}, {Course: course.Shipped()}} {
		if s, err := New(c); err == nil {
			t.Errorf("New(%+v) gave %v and no error", c, s)
		}
	}
}

// readAll reads what is left of a body and closes it.
func readAll(t *testing.T, body io.ReadCloser) string {
	t.Helper()
	defer body.Close()
	data, err := io.ReadAll(body)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	return string(data)
}
