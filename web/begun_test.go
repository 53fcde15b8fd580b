package web

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"stickylab/lab"
	"stickylab/lab/record"
)

// mustFrames takes the messages of an answer apart, as a browser does.
func mustFrames(t *testing.T, body []byte) (texts []map[string]any, batches [][]byte) {
	t.Helper()
	for len(body) > 0 {
		opcode, n := body[0]&0x0f, int(body[1])
		body = body[2:]
		if n == 126 {
			n = int(body[0])<<8 | int(body[1])
			body = body[2:]
		}
		message := body[:n]
		body = body[n:]
		if opcode == websocket.BinaryMessage {
			batches = append(batches, message)
			continue
		}
		var text map[string]any
		if err := json.Unmarshal(message, &text); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	return texts, batches
}

func TestTheAnswerHasTheBeginningOfTheFeed(t *testing.T) {
	tests := []struct {
		name  string
		began func(*record.Log)
		after int // the event that the feed is opened behind
	}{
		{"two events", func(l *record.Log) { l.Append(new(sent(0, 5))); l.Append(new(sent(1, 300))) }, 2},
		{"a socket is known before the first event", func(l *record.Log) {
			l.Conn(lab.Conn{ID: 2, Transport: lab.UDP})
			l.Append(new(sent(0, 5)))
		}, 1},
		{"a run that has ended", func(l *record.Log) { l.Append(new(sent(0, 5))); l.End(lab.End{Reason: lab.EndDone}) }, 1},
		{"nothing within the wait", func(*record.Log) {}, 0},
		{"an end without events", func(l *record.Log) { l.End(lab.End{Reason: lab.EndDone}) }, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			runner := newFakeRunner()
			runner.began = tt.began
			ts := listen(t, mustServer(t, Config{Runner: runner}))
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, ts.URL+"/api/runs", strings.NewReader(`{"experiment":"tcp-echo"}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", feedMedia)
			response, err := ts.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			texts, got := mustFrames(t, []byte(readAll(t, response.Body)))
			if response.StatusCode != http.StatusCreated || response.Header.Get("Content-Type") != feedMedia || response.Header.Get("Location") != "/api/runs/runA" {
				t.Errorf("status %d, headers %v", response.StatusCode, response.Header)
			}
			if len(texts) != 2 || texts[0]["id"] != "runA" || texts[0]["feed"] != "/api/runs/runA/feed" || texts[1]["type"] != "hello" || texts[1]["run"] != "runA" {
				t.Errorf("texts %v, want where the run is, and its hello", texts)
			}
			log := runner.logs["runA"]
			log.Append(new(sent(2, 7)))
			log.End(lab.End{Reason: lab.EndDone})
			all := batchesOf(t, log, 0)
			if tt.after > 0 && len(got) == 0 || !slices.EqualFunc(got, all[:len(got)], bytes.Equal) {
				t.Errorf("batches %q, want the first of %q", got, all)
			}
			rest := mustWatch(t, mustDial(t, feedURL(ts, "runA")+"?after="+strconv.Itoa(tt.after))).batches
			if want := batchesOf(t, log, tt.after); !reflect.DeepEqual(rest, want) || len(got)+len(rest) < len(all) {
				t.Errorf("behind them %q, want %q", rest, want)
			}
		})
	}
}

func TestProgramsGetJSON(t *testing.T) {
	w := post(mustServer(t, Config{Runner: newFakeRunner()}), "/api/runs", `{"experiment":"tcp-echo"}`, "Accept", "*/*")
	if got := w.Header().Get("Content-Type"); w.Code != http.StatusCreated || got != "application/json" {
		t.Errorf("status %d, content type %q, want 201 and JSON", w.Code, got)
	}
}

// vanishing has no run that it started.
type vanishing struct{ *fakeRunner }

func (vanishing) Find(context.Context, string) (Run, error) { return nil, record.ErrNoRun }

// A run that was started is answered with, whatever happened to it: with an error it
// would be ordered again.
func TestARunThatIsGoneAtOnceIsNotOrderedAgain(t *testing.T) {
	w := post(mustServer(t, Config{Runner: vanishing{newFakeRunner()}}), "/api/runs", `{"experiment":"tcp-echo"}`, "Accept", feedMedia)
	texts, batches := mustFrames(t, w.Body.Bytes())
	if w.Code != http.StatusCreated || len(texts) != 1 || texts[0]["id"] != "runA" || len(batches) != 0 {
		t.Errorf("status %d, %v and %d batches, want where the run is", w.Code, texts, len(batches))
	}
}
