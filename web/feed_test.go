package web

import (
	"errors"
	"net"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/record"
)

func TestAFeedBeginsAtOnceAndEndsWithTheRun(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	conn := mustDial(t, feedURL(listen(t, mustServer(t, Config{Runner: runner})), "some"))

	var hello map[string]any
	if err := conn.ReadJSON(&hello); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"type": "hello", "run": "some", "slug": "", "script": talk, "order": map[string]any{}, "transport": "tcp", "peers": []any{"server", "client"}, "events": 0.0,
		"env": map[string]any{"os": "", "arch": "", "kernel": "", "address": ""},
	}
	if !reflect.DeepEqual(hello, want) {
		t.Errorf("hello %v, want %v", hello, want)
	}
	log.Append(new(sent(0, 5)))
	kind, first, err := conn.ReadMessage()
	if err != nil || kind != websocket.BinaryMessage || !strings.Contains(string(first), "xxxxx") {
		t.Fatalf("first batch %q of kind %d (%v), want the send of xxxxx", first, kind, err)
	}
	log.Append(new(sent(1, 3)))
	log.End(lab.End{Reason: lab.EndDone})
	rest := seen{hello: hello}
	rest.mustFollow(t, conn)
	if rest.end["type"] != "end" || !reflect.DeepEqual(rest.end["end"], map[string]any{"reason": "done", "detail": ""}) {
		t.Errorf("end %v, want done", rest.end)
	}
	if got, want := append([][]byte{first}, rest.batches...), batchesOf(t, log, 0); !reflect.DeepEqual(got, want) {
		t.Errorf("batches %q, want %q", got, want)
	}
}

func TestALateViewerGetsEverything(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	for i := range 500 {
		log.Append(new(sent(i, 200)))
	}
	log.End(lab.End{Reason: lab.EndDone})
	ts := listen(t, mustServer(t, Config{Runner: runner}))
	tests := []struct {
		query string
		after int
	}{{"", 0}, {"?after=0", 0}, {"?after=1", 1}, {"?after=250", 250}, {"?after=499", 499}, {"?after=500", 500}, {"?after=9999", 9999}}
	for _, tt := range tests {
		got := mustWatch(t, mustDial(t, feedURL(ts, "some")+tt.query))
		if want := batchesOf(t, log, tt.after); !reflect.DeepEqual(got.batches, want) {
			t.Errorf("%q: got %d batches, want the %d behind %d", tt.query, len(got.batches), len(want), tt.after)
		}
	}
}

// Batches that are larger than one call are written as they are, small ones around
// them put together.
func TestLargeBatchesArriveWhole(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	for i, size := range []int{5, callBytes, 7, 8, 5 * callBytes, 2 * callBytes, 9} {
		log.Append(new(sent(i, size)))
	}
	log.End(lab.End{Reason: lab.EndDone})
	got := mustWatch(t, mustDial(t, feedURL(listen(t, mustServer(t, Config{Runner: runner})), "some")))
	if want := batchesOf(t, log, 0); !reflect.DeepEqual(got.batches, want) {
		t.Errorf("got %d batches, want the same %d", len(got.batches), len(want))
	}
}

func TestTheEndOfALessonsRunAnswersItsQuestion(t *testing.T) {
	lesson, _ := course.Shipped().Find("hello-feng")
	choices := len(lesson.Text("en").Choices)
	for reason, want := range map[string]int{lab.EndDone: choices, lab.EndStopped: 0} {
		runner := newFakeRunner()
		log := record.NewLog(record.Header{Transport: lab.TCP, Slug: lesson.Slug, Peers: []string{"server", "client"}})
		log.End(lab.End{Reason: reason})
		runner.add("some", log)
		got := mustWatch(t, mustDial(t, feedURL(listen(t, mustServer(t, Config{Runner: runner})), "some")))
		if answers, ok := got.end["answers"].([]any); !ok || len(answers) != want {
			t.Errorf("%s: answers %v, want %d", reason, got.end["answers"], want)
		}
		if got.hello["slug"] != lesson.Slug {
			t.Errorf("slug %v, want %s", got.hello["slug"], lesson.Slug)
		}
	}
}

func TestFiftyViewersGetTheSame(t *testing.T) {
	const viewers, events = 50, 300
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	ts := listen(t, mustServer(t, Config{Runner: runner}))
	var all sync.WaitGroup
	got := make([][]byte, viewers)
	for i := range viewers {
		conn := mustDial(t, feedURL(ts, "some"))
		all.Go(func() {
			var s seen
			if err := s.follow(conn); err != nil {
				t.Error(err)
			}
			for _, batch := range s.batches {
				got[i] = append(got[i], batch...)
			}
		})
	}
	for i := range events {
		log.Append(new(sent(i, 100)))
	}
	log.End(lab.End{Reason: lab.EndDone})
	all.Wait()
	var want []byte
	for _, batch := range batchesOf(t, log, 0) {
		want = append(want, batch...)
	}
	for i := range got {
		if string(got[i]) != string(want) {
			t.Errorf("viewer %d got %d bytes, want the same %d", i, len(got[i]), len(want))
		}
	}
}

func TestAViewerThatNeverReadsHoldsUpNobody(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner})
	ts := listen(t, s)
	lazy := websocket.Dialer{NetDial: func(network, address string) (net.Conn, error) {
		conn, err := net.Dial(network, address)
		if tcp, ok := conn.(*net.TCPConn); ok {
			err = tcp.SetReadBuffer(4 << 10)
		}
		return conn, err
	}}
	stalled, _, err := lazy.Dial(feedURL(ts, "some"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer stalled.Close()
	keen := mustDial(t, feedURL(ts, "some"))
	const events, size = 200, 64 << 10 // more than a loopback socket's buffers hold
	for i := range events {
		log.Append(new(sent(i, size)))
	}
	log.End(lab.End{Reason: lab.EndDone})
	total := 0
	for _, batch := range mustWatch(t, keen).batches {
		total += len(batch)
	}
	if total < events*size {
		t.Errorf("the viewer that reads got %d bytes, want at least %d", total, events*size)
	}
	mustCome(t, "the viewer that reads is counted out", func() bool { return s.state.viewers.count() == 1 })
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if got := s.state.viewers.count(); got != 0 {
		t.Errorf("%d viewers are left after Close, want none", got)
	}
}

func TestFeedsThatAreRefused(t *testing.T) {
	runner := newFakeRunner()
	runner.add("some", newLog())
	s := mustServer(t, Config{Runner: runner})
	ts := listen(t, s)
	tests := []struct {
		name, url, origin string
		status            int
	}{
		{"an after that is no number", feedURL(ts, "some") + "?after=x", "", 400},
		{"an after below 0", feedURL(ts, "some") + "?after=-1", "", 400},
		{"another site", feedURL(ts, "some"), "http://evil.example", 403},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			header := http.Header{}
			if tt.origin != "" {
				header.Set("Origin", tt.origin)
			}
			_, response, err := websocket.DefaultDialer.Dial(tt.url, header)
			if err == nil || response == nil || response.StatusCode != tt.status {
				t.Fatalf("response %+v (%v), want status %d", response, err, tt.status)
			}
			if body := readAll(t, response.Body); !strings.Contains(body, problemType) {
				t.Errorf("body %q is no problem", body)
			}
		})
	}
	if w := ask(s, http.MethodGet, "/api/runs/some/feed", ""); w.Code != http.StatusUpgradeRequired || w.Header().Get("Upgrade") != "websocket" {
		t.Errorf("a plain request: status %d, Upgrade %q, want 426 and websocket", w.Code, w.Header().Get("Upgrade"))
	}
	if w := ask(s, http.MethodGet, "/api/runs/some/feed", "", "Connection", "upgrade", "Upgrade", "websocket"); w.Code != http.StatusBadRequest {
		t.Errorf("half a handshake: status %d, want 400", w.Code)
	}
	if got := s.state.viewers.count(); got != 0 {
		t.Errorf("%d viewers are counted, want none", got)
	}
}

func TestAFeedOfNoRunIsClosedForGood(t *testing.T) {
	ts := listen(t, mustServer(t, Config{Runner: newFakeRunner()}))
	conn := mustDial(t, feedURL(ts, "other"))
	if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.ClosePolicyViolation) {
		t.Errorf("read: %v, want close %d", err, websocket.ClosePolicyViolation)
	}
}

func TestViewersAreLimited(t *testing.T) {
	runner := newFakeRunner()
	runner.add("one", newLog())
	runner.add("two", newLog())
	ts := listen(t, mustServer(t, Config{Runner: runner, Limits: Limits{Viewers: 6, RunViewers: 2}}))
	for range 2 {
		mustDial(t, feedURL(ts, "one"))
	}
	refused := func(run, why string) {
		t.Helper()
		_, _, err := mustDial(t, feedURL(ts, run)).ReadMessage()
		var closed *websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != websocket.CloseTryAgainLater || closed.Text != why {
			t.Errorf("the feed ended with %v, want close %d %q", err, websocket.CloseTryAgainLater, why)
		}
	}
	refused("one", "run-viewers 2")
	mustDial(t, feedURL(ts, "two"))
	refused("two", "viewers 6") // half of all are left for others
}

func TestAFeedIsNotCompressed(t *testing.T) {
	runner := newFakeRunner()
	runner.add("some", newLog())
	ts := listen(t, mustServer(t, Config{Runner: runner}))
	dialer := websocket.Dialer{EnableCompression: true}
	conn, response, err := dialer.Dial(feedURL(ts, "some"), http.Header{"Accept-Encoding": {"gzip"}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if got := response.Header.Get("Sec-WebSocket-Extensions"); got != "" {
		t.Errorf("extensions %q, want none", got)
	}
}

func TestAViewerThatSpeaksIsClosed(t *testing.T) {
	tests := []struct {
		name string
		size int
		code int
	}{
		{"a message", 1, websocket.ClosePolicyViolation},
		{"a message above the limit", feedReadLimit + 1, websocket.CloseMessageTooBig},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			runner := newFakeRunner()
			runner.add("some", newLog())
			conn := mustDial(t, feedURL(listen(t, mustServer(t, Config{Runner: runner})), "some"))
			if err := conn.WriteMessage(websocket.TextMessage, make([]byte, tt.size)); err != nil {
				t.Fatal(err)
			}
			for {
				if _, _, err := conn.ReadMessage(); err != nil {
					if !websocket.IsCloseError(err, tt.code) {
						t.Errorf("the feed ended with %v, want close %d", err, tt.code)
					}
					return
				}
			}
		})
	}
}

func TestAViewerThatGoesIsForgotten(t *testing.T) {
	runner := newFakeRunner()
	runner.add("some", newLog())
	s := mustServer(t, Config{Runner: runner})
	ts := listen(t, s)
	for range 5 {
		conn := mustDial(t, feedURL(ts, "some"))
		if _, _, err := conn.ReadMessage(); err != nil {
			t.Fatal(err)
		}
		conn.Close()
	}
	// All five are counted in: each wrote its hello.
	s.state.life.serving.Wait()
	if got := s.state.viewers.count(); got != 0 {
		t.Errorf("%d viewers are left, want none", got)
	}
}
