package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/record"
)

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// listen serves s on a socket of its own until the test ends.
func listen(t *testing.T, s *Server) *httptest.Server {
	t.Helper()
	ts := httptest.NewServer(s)
	t.Cleanup(func() {
		mustClose(t, s)
		ts.Client().CloseIdleConnections()
		ts.Close()
	})
	return ts
}

func feedURL(ts *httptest.Server, run string) string {
	return "ws" + strings.TrimPrefix(ts.URL, "http") + "/api/runs/" + run + "/feed"
}

func mustDial(t *testing.T, url string) *websocket.Conn {
	t.Helper()
	conn, response, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatalf("dial: %v (response %+v)", err, response)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return conn
}

// seen is all that a viewer got.
type seen struct {
	hello   map[string]any
	batches [][]byte
	end     map[string]any
	err     error // of the read after the end
}

// follow reads a feed until it is closed.
func (s *seen) follow(conn *websocket.Conn) error {
	for {
		kind, data, err := conn.ReadMessage()
		switch {
		case err != nil && s.end != nil:
			s.err = err
			return nil
		case err != nil:
			return err
		case s.end != nil:
			return errors.New("a message behind the end")
		case kind == websocket.BinaryMessage:
			s.batches = append(s.batches, data)
		case s.hello == nil:
			err = json.Unmarshal(data, &s.hello)
		default:
			err = json.Unmarshal(data, &s.end)
		}
		if err != nil || s.hello == nil {
			return fmt.Errorf("message %q: %w", data, err)
		}
	}
}

func (s *seen) mustFollow(t *testing.T, conn *websocket.Conn) {
	t.Helper()
	if err := s.follow(conn); err != nil {
		t.Fatal(err)
	}
	if !websocket.IsCloseError(s.err, websocket.CloseNormalClosure) {
		t.Errorf("the feed ended with %v, want close 1000", s.err)
	}
}

func mustWatch(t *testing.T, conn *websocket.Conn) seen {
	t.Helper()
	var s seen
	s.mustFollow(t, conn)
	return s
}

// batchesOf gives what a cursor on an ended log gives.
func batchesOf(t *testing.T, log *record.Log, after int) [][]byte {
	t.Helper()
	cursor, _ := log.Follow(t.Context(), after)
	defer cursor.Close()
	var all [][]byte
	for {
		batches, err := cursor.Next(t.Context())
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range batches {
			all = append(all, b.Bytes)
		}
	}
}

// mustCome polls for what other goroutines are about to bring about.
func mustCome(t *testing.T, what string, came func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(patience); !came(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("it did not come that %s", what)
		}
	}
}

// count gives the number of open feeds.
func (v *viewers) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.places.Taken()
}
