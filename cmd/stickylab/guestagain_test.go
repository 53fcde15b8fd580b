package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"stickylab/lab/session"
)

// again asks for a program to be run once more.
func (p *fakePython) again() (status int, body []byte) {
	p.t.Helper()
	status, body, _ = p.request(http.MethodPost, "/api/guests/"+p.key+"/again", "{}", "Content-Type", "application/json")
	return status, body
}

// TestAgain runs the client twice against a server that goes on, over HTTP as the page does
// and on real sockets.
func TestAgain(t *testing.T) {
	run := newGuestLab(t, session.Limits{NoCapture: true}).start(twoPrograms)
	server := run.python("server.py", false).begin()
	s := server.ok(fakeCall{op: pySocket, a: 2, b: 1, line: 1}).handle
	server.ok(fakeCall{op: pyBind, handle: s, a: 8080, data: "127.0.0.1", line: 2})
	server.ok(fakeCall{op: pyListen, handle: s, a: 5, line: 3})
	server.ok(fakeCall{op: pySleep, seconds: 0.001, line: 4}) // and the client begins
	client := run.python("client.py", true)
	for i, text := range []string{"first", "second"} {
		client.begin()
		c := client.ok(fakeCall{op: pySocket, a: 2, b: 1, line: 1}).handle
		client.ok(fakeCall{op: pyConnect, handle: c, a: 8080, data: "127.0.0.1", seconds: never, line: 2})
		client.ok(fakeCall{op: pySend, handle: c, data: text, seconds: never, line: 3})
		accepted := server.ok(fakeCall{op: pyAccept, handle: s, seconds: never, line: 4}).handle
		if got := server.ok(fakeCall{op: pyRecv, handle: accepted, a: 100, seconds: never, line: 5}); got.data != text {
			t.Errorf("start %d: the server got %q", i, got.data)
		}
		if status, body := client.again(); status != http.StatusConflict || !strings.Contains(string(body), "guest.on") {
			t.Errorf("while it goes on: %d %s", status, body)
		}
		client.ok(fakeCall{op: pyExit})
		// Its end is all the server waits for: what it left open is closed.
		if got := server.ok(fakeCall{op: pyRecv, handle: accepted, a: 100, seconds: never, line: 6}); got.data != "" {
			t.Errorf("start %d: then the server got %q", i, got.data)
		}
		status, body := client.again()
		for status == http.StatusConflict { // its last socket is closed, its end is not noted yet
			status, body = client.again()
		}
		var given struct{ Key string }
		if err := json.Unmarshal(body, &given); err != nil || status != http.StatusCreated || given.Key == client.key {
			t.Fatalf("status %d: %s", status, body)
		}
		client = &fakePython{guestRun: run, key: given.Key}
	}
	if status, _ := server.again(); status != http.StatusConflict {
		t.Errorf("the server, which goes on: %d", status)
	}
	client.ok(fakeCall{op: pyExit})
	server.ok(fakeCall{op: pyExit})
	run.trace()
	if status, body := client.again(); status != http.StatusNotFound || !strings.Contains(string(body), "guest.gone") {
		t.Errorf("after the run: %d %s", status, body)
	}
}
