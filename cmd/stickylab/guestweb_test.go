package main

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/guest"
	"stickylab/lab/record"
	"stickylab/lab/session"
	"stickylab/web"
)

// TestWhoMayCallForGuests holds each address of a guest to the origins that it takes: an
// opaque one has the calls alone.
func TestWhoMayCallForGuests(t *testing.T) {
	run := newGuestLab(t, session.Limits{NoCapture: true}).start(twoPrograms)
	key := run.Keys["server.py"]
	run.python("server.py", true).begin()
	nothing := string(fakeCall{op: 19}.message(1))
	for _, test := range []struct {
		method, path, body string
		opaque             bool // an opaque origin may
	}{
		{http.MethodPost, "/api/guests/" + key + "/call", nothing, true},
		{http.MethodPost, "/api/guests/" + key + "/input", "x", false},
		{http.MethodPost, "/api/guests/" + key + "/interrupt", "", false},
		{http.MethodPost, "/api/guests/" + key + "/beat", "", false},
		{http.MethodPost, "/api/guests/" + key + "/again", "{}", false},
		{http.MethodPost, "/api/runs", twoPrograms, false},
		{http.MethodDelete, "/api/runs/" + run.ID, "", false},
		{http.MethodPost, "/api/traces", "{}", false},
		{http.MethodPost, "/api/guests/" + key + "/calls", nothing, false},
		{http.MethodPost, "/x/api/guests/" + key + "/call", nothing, false},
	} {
		for _, from := range []struct {
			origin, site string
			here         bool
		}{
			{"null", "cross-site", false},
			{"http://evil.example", "cross-site", false},
			{"http://localhost.evil.example", "", false},
		} {
			header := []string{"Origin", from.origin, "Content-Type", "application/json"}
			if from.site != "" {
				header = append(header, "Sec-Fetch-Site", from.site)
			}
			status, body, h := run.request(test.method, test.path, test.body, header...)
			allowed := test.opaque && from.origin == "null"
			if refused := status == http.StatusForbidden; refused == allowed {
				t.Errorf("%s %s from %s: status %d: %s", test.method, strings.ReplaceAll(test.path, key, "KEY"), from.origin, status, body)
			}
			if readable := h.Get("Access-Control-Allow-Origin") != ""; readable != allowed {
				t.Errorf("%s from %s: readable is %v", test.path, from.origin, readable)
			}
		}
	}
	for origin, may := range map[string]bool{"null": true, run.base: true, "http://evil.example": false, "file://": false} {
		url := "ws" + strings.TrimPrefix(run.base, "http") + "/api/guests/" + run.Keys["client.py"] + "/calls"
		conn, response, err := websocket.DefaultDialer.Dial(url, http.Header{"Origin": {origin}})
		if (err == nil) != may {
			t.Errorf("a WebSocket from %s: %v", origin, err)
		}
		if err != nil && response.StatusCode != http.StatusForbidden {
			t.Errorf("a WebSocket from %s: status %d", origin, response.StatusCode)
		}
		if err == nil {
			conn.Close()
			run = run.start(twoPrograms) // the program of a WebSocket that is gone is gone
		}
	}
}

// TestKeysOfGuests holds that a key is for one peer of one run, while that lives.
func TestKeysOfGuests(t *testing.T) {
	g := newGuestLab(t, session.Limits{NoCapture: true})
	run, other := g.start(twoPrograms), g.start(twoPrograms)
	nothing := string(fakeCall{op: 19}.message(1))
	ask := func(key string) int {
		status, _, _ := g.request(http.MethodPost, "/api/guests/"+key+"/call", nothing)
		return status
	}
	for _, key := range []string{run.ID, strings.Repeat("a", 26), strings.ToUpper(run.Keys["server.py"]), run.Keys["server.py"] + "a"} {
		for _, what := range []string{"call", "input", "interrupt", "leave", "beat", "again"} {
			if status, _, _ := g.request(http.MethodPost, "/api/guests/"+key+"/"+what, nothing); status != http.StatusNotFound {
				t.Errorf("%s of no key: status %d", what, status)
			}
		}
		if _, response, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(g.base, "http")+"/api/guests/"+key+"/calls", nil); err == nil || response.StatusCode != http.StatusNotFound {
			t.Errorf("a WebSocket of no key: %v", err)
		}
	}
	server := run.python("server.py", true).begin()
	s := server.ok(fakeCall{op: pySocket, a: 2, b: 1}).handle
	client := other.python("server.py", true).begin()
	if a := client.ask(fakeCall{op: pyClose, handle: s}); a.errno != 9 {
		t.Errorf("the socket of another run: status %d, errno %d", a.status, a.errno)
	}
	if status, _, _ := g.request(http.MethodDelete, "/api/runs/"+run.ID, ""); status != http.StatusNoContent {
		t.Fatalf("status %d", status)
	}
	if status := ask(run.Keys["server.py"]); status != http.StatusNotFound {
		t.Errorf("the key of an ended run: status %d", status)
	}
	if status := ask(other.Keys["client.py"]); status != http.StatusOK {
		t.Errorf("the key of the other run: status %d", status)
	}
	first := other.dial(other.Keys["client.py"], "null")
	if _, response, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(g.base, "http")+"/api/guests/"+other.Keys["client.py"]+"/calls", nil); err == nil || response.StatusCode != http.StatusConflict {
		t.Errorf("a second WebSocket: %v", err)
	}
	first.Close()
}

// TestKeysAreNotLogged looks through all that the server logs of requests with keys.
func TestKeysAreNotLogged(t *testing.T) {
	var log lockedBuffer
	l := session.New(session.Limits{NoCapture: true})
	t.Cleanup(l.Close)
	h := host{l, course.Shipped()}
	server, err := web.New(web.Config{
		Runner: h, Course: course.Shipped(), Guests: guests{h, guest.NewHost(guest.Limits{}, time.Now)},
		Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewServer(server)
	t.Cleanup(func() { served.Close(); _ = server.Close() })
	g := &guestLab{t: t, base: served.URL, lab: l, client: served.Client()}
	run := g.start(twoPrograms)
	key := run.Keys["server.py"]
	for _, test := range [][2]string{{http.MethodPost, "/call"}, {http.MethodPost, "/input?eof=2"}, {http.MethodGet, "/calls"}, {http.MethodDelete, "/call"}, {http.MethodGet, "/"}, {http.MethodPost, "/nowhere"}} {
		g.request(test[0], "/api/guests/"+key+test[1], strings.Repeat("x", 5000))
	}
	g.request(http.MethodPost, "/api/guests/"+key+"/input", "x", "Origin", "http://evil.example")
	if text := log.String(); strings.Contains(text, key) || !strings.Contains(text, "KEY") {
		t.Errorf("the log has the key, or nothing of the requests:\n%s", text)
	}
}

// TestMixedRun lets a lesson's scripted server face a program of somebody's own, and holds
// the run to the lesson's claims about what the server does.
func TestMixedRun(t *testing.T) {
	run := newGuestLab(t, session.Limits{NoCapture: true}).start(`{"experiment":"tcp-echo","own":{"client":"import socket\n"}}`)
	if len(run.Keys) != 1 {
		t.Fatalf("the keys are %v", run.Keys)
	}
	client := run.python("client", false).begin()
	c := client.ok(fakeCall{op: pySocket, a: 2, b: 1, line: 1}).handle
	client.ok(fakeCall{op: pyConnect, handle: c, a: lab.DefaultPort, data: "127.0.0.1", seconds: never, line: 2})
	client.ok(fakeCall{op: 16, seconds: 0.2, line: 3})
	client.ok(fakeCall{op: pySend, handle: c, data: "hello", seconds: never, line: 4})
	if got := client.ok(fakeCall{op: pyRecv, handle: c, a: 1024, seconds: never, line: 5}); got.data != "HELLO" {
		t.Errorf("the server answered %q", got.data)
	}
	client.ok(fakeCall{op: pyExit})
	text, trace := run.trace()
	if own := trace["order"].(map[string]any)["own"]; own == nil {
		t.Error("the order has no program of one's own")
	}
	read, err := record.ReadTrace(bytes.NewReader(text), record.TraceLimits{Events: 1000, Segments: 1000, Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	lesson, _ := course.Shipped().Find("tcp-echo")
	if err := lesson.Check(read); err != nil {
		t.Errorf("the lesson's claims: %v", err)
	}
	if status, page, _ := run.request(http.MethodGet, "/runs/"+run.ID, "", "Accept", "text/html"); status != http.StatusOK || !bytes.Contains(page, []byte("/python?run="+run.ID)) || !bytes.Contains(page, []byte("import socket")) {
		t.Errorf("the page has status %d, or not the program", status)
	}
}

// TestOrdersOfGuestsThatCannotBe holds the refusals, each with words in both languages.
func TestOrdersOfGuestsThatCannotBe(t *testing.T) {
	g := newGuestLab(t, session.Limits{NoCapture: true})
	program := func(name string, size int) string {
		return `{"name":"` + name + `","text":"` + strings.Repeat("x", size) + `"}`
	}
	for _, test := range []struct {
		name, path, order string
		status            int
		kind              string
	}{
		{"five programs", "/api/runs", `{"programs":[` + strings.Join([]string{program("a", 1), program("b", 1), program("c", 1), program("d", 1), program("e", 1)}, ",") + `]}`, 422, "programs"},
		{"a name twice", "/api/runs", `{"programs":[` + program("a.py", 1) + "," + program("a.py", 1) + `]}`, 422, "program"},
		{"a path", "/api/runs", `{"programs":[` + program("../a.py", 1) + `]}`, 422, "program"},
		{"no name", "/api/runs", `{"programs":[` + program("", 1) + `]}`, 422, "program"},
		{"a large program", "/api/runs", `{"programs":[` + program("a.py", lab.MaxFile+1) + `]}`, 422, "program.size"},
		{"no program", "/api/runs", `{"programs":[]}`, 400, "choice"},
		{"programs and a lesson", "/api/runs", `{"experiment":"tcp-echo","programs":[` + program("a.py", 1) + `]}`, 400, "choice"},
		{"a peer that is none", "/api/runs", `{"experiment":"tcp-echo","own":{"nobody":"x"}}`, 422, "own.peer"},
		{"own without a lesson", "/api/runs", `{"own":{"client":"x"}}`, 400, "choice"},
		{"repeats", "/api/repeats", `{"n":2,"programs":[` + program("a.py", 1) + `]}`, 422, "programs.alone"},
	} {
		status, body, _ := g.request(http.MethodPost, test.path, test.order, "Content-Type", "application/json")
		if status != test.status || !bytes.Contains(body, []byte("problem:"+test.kind+`"`)) {
			t.Errorf("%s: status %d: %s", test.name, status, body)
		}
		if bytes.Contains(body, []byte("problem."+test.kind)) {
			t.Errorf("%s has no words: %s", test.name, body)
		}
	}
}

// lockedBuffer is a buffer that several may write to.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
