package web

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"

	"github.com/gorilla/websocket"

	"stickylab/lab"
)

// mustAskFeed asks for a feed over HTTP.
func mustAskFeed(t *testing.T, ts *httptest.Server, query string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, ts.URL+"/api/runs/some/feed"+query, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", feedMedia)
	response, err := ts.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return response
}

// mustFrame reads one frame.
func mustFrame(t *testing.T, r *bufio.Reader) (opcode byte, payload []byte) {
	t.Helper()
	head := make([]byte, 2)
	if _, err := io.ReadFull(r, head); err != nil {
		t.Fatal(err)
	}
	n := int(head[1])
	if n == 126 {
		long := make([]byte, 2)
		if _, err := io.ReadFull(r, long); err != nil {
			t.Fatal(err)
		}
		n = int(long[0])<<8 | int(long[1])
	}
	payload = make([]byte, n)
	if _, err := io.ReadFull(r, payload); err != nil {
		t.Fatal(err)
	}
	return head[0] & 0x0f, payload
}

// An answer that goes on has all that a WebSocket has, each as it happens, and says
// while nothing does that it is there.
func TestAFeedOverAnAnswerThatGoesOn(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner})
	response := mustAskFeed(t, listen(t, s), "")
	if got := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || got != feedMedia || response.Header.Get("X-Accel-Buffering") != "no" {
		t.Fatalf("status %d, %v", response.StatusCode, response.Header)
	}
	r := bufio.NewReader(response.Body)
	if opcode, hello := mustFrame(t, r); opcode != websocket.TextMessage || !bytes.Contains(hello, []byte(`"type":"hello"`)) {
		t.Errorf("first %d %q, want the hello", opcode, hello)
	}
	if opcode, _ := mustFrame(t, r); opcode != websocket.PingMessage {
		t.Errorf("of a silent run came %d, want a ping", opcode)
	}
	log.Append(new(sent(0, 5)))
	var batches [][]byte
	for len(batches) == 0 {
		if opcode, batch := mustFrame(t, r); opcode == websocket.BinaryMessage {
			batches = append(batches, batch)
		}
	}
	log.Append(new(sent(1, 300)))
	log.End(lab.End{Reason: lab.EndDone})
	rest, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	texts, more := mustFrames(t, rest)
	if want := batchesOf(t, log, 0); !reflect.DeepEqual(append(batches, more...), want) {
		t.Errorf("batches %q and %q, want %q", batches, more, want)
	}
	if len(texts) != 1 || texts[0]["type"] != "end" {
		t.Errorf("texts %v, want the end", texts)
	}
	mustCome(t, "nobody is left", func() bool { return s.state.viewers.count() == 0 })
}

// One answer after another has the same, without a batch twice or left out.
func TestAFeedOverOneAnswerAfterAnother(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	log.Append(new(sent(0, 5)))
	s := mustServer(t, Config{Runner: runner})
	ts := listen(t, s)
	var texts []map[string]any
	var batches [][]byte
	token := ""
	for i := 1; ; i++ {
		response := mustAskFeed(t, ts, "?poll="+token)
		said, more := mustFrames(t, []byte(readAll(t, response.Body)))
		texts, batches = append(texts, said...), append(batches, more...)
		if token = response.Header.Get(tokenHeader); token == "" {
			break
		}
		if i < 3 {
			log.Append(new(sent(i, 20)))
		} else {
			log.End(lab.End{Reason: lab.EndDone})
		}
	}
	if want := batchesOf(t, log, 0); !reflect.DeepEqual(batches, want) {
		t.Errorf("batches %q, want %q", batches, want)
	}
	if len(texts) != 2 || texts[0]["type"] != "hello" || texts[1]["type"] != "end" {
		t.Errorf("texts %v, want hello and end", texts)
	}
	if left := s.state.viewers.count(); left != 0 || len(s.state.polls.all) != 0 {
		t.Errorf("%d viewers are left", left)
	}
	if response := mustAskFeed(t, ts, "?poll=of-nobody"); response.StatusCode != http.StatusGone {
		t.Errorf("status %d for a token that is none, want 410", response.StatusCode)
	}
}

// Feeds over HTTP count as viewers, and one that its client left ends with the server.
func TestFeedsOverHTTPAreViewers(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	log.Append(new(sent(0, 5)))
	s := mustServer(t, Config{Runner: runner, Limits: Limits{RunViewers: 1}})
	ts := listen(t, s)
	mustAskFeed(t, ts, "?poll=")
	if response := mustAskFeed(t, ts, ""); response.StatusCode != http.StatusTooManyRequests {
		t.Errorf("status %d for one more viewer than may be, want 429", response.StatusCode)
	}
	mustClose(t, s)
	mustCome(t, "it is gone", func() bool { return s.state.viewers.count() == 0 })
}
