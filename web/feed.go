package web

import (
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab"
)

// The times of a feed. A viewer that does not answer a ping within pongWait
// has gone; one that does not take a message within feedWriteWait is cut off
// and may come back with ?after=.
const (
	pingEvery     = 25 * time.Second
	pongWait      = 60 * time.Second
	feedWriteWait = 10 * time.Second
	// closeWait is how long a feed waits for its close to be answered.
	closeWait = time.Second
	// lastWriteWait is how long a write may go on when the server ends: one of the crowd
	// takes microseconds.
	lastWriteWait = 200 * time.Millisecond
)

const (
	// feedReadLimit bounds what a viewer may send, which is nothing but
	// control frames: 125 bytes at most (RFC 6455 5.5).
	feedReadLimit = 128
	feedReadBytes = 256
	// feedWriteBytes is the size of a write buffer; an idle viewer has none.
	feedWriteBytes = 4 << 10
)

// feeds opens the feeds of runs.
type feeds struct {
	*runs
	viewers   *viewers
	polls     *polls
	farewells *farewells
	upgrader  *websocket.Upgrader
	life      *life
	failures  *failures
}

// serve is GET /api/runs/{id}/feed: the run as it happens and all that has
// happened of it, or what is behind ?after=SEQ. Without a WebSocket a request that
// accepts feedMedia gets the same as an answer.
func (f feeds) serve(w http.ResponseWriter, r *http.Request) error {
	run, err := f.find(r)
	if err != nil {
		return f.gone(w, r, err)
	}
	after, err := afterOf(r)
	if err != nil {
		return err
	}
	if !websocket.IsWebSocketUpgrade(r) {
		if takesFeed(r) {
			return f.overHTTP(w, r, run, after)
		}
		return noUpgrade()
	}
	client := who(r).Account()
	crowd, err := f.viewers.join(runID(r), client)
	if limit := (*lab.LimitError)(nil); errors.As(err, &limit) {
		f.failures.refusals.note(limit.Name)
		f.refuse(w, r, websocket.CloseTryAgainLater, limit.Name+" "+strconv.Itoa(limit.Max))
		return nil
	}
	if err != nil {
		return err
	}
	conn, err := f.upgrader.Upgrade(w, r, nil)
	if err != nil {
		f.viewers.leave(crowd, client)
		return nil //nolint:nilerr // answered by the upgrader's Error, or nobody is left
	}
	v := &viewer{conn: conn, crowd: crowd, run: run, client: client, lang: languageOf(r), course: f.course, farewells: f.farewells, analyses: f.analyses, ending: f.life.ending}
	// The request ends here: a viewer that waits does not keep what it came with.
	f.life.spawn(func() {
		defer f.viewers.leave(crowd, client)
		v.serve(after)
	})
	return nil
}

// gone closes a feed whose run is not there: the viewer need not try again.
func (f feeds) gone(w http.ResponseWriter, r *http.Request, why error) error {
	if !websocket.IsWebSocketUpgrade(r) {
		return why
	}
	f.refuse(w, r, websocket.ClosePolicyViolation, "no such run")
	return nil
}

// refuse opens a feed to close it with a code (RFC 6455 7.4.1): a close frame is the
// only answer that a browser's WebSocket shows.
func (f feeds) refuse(w http.ResponseWriter, r *http.Request, code int, why string) {
	if conn, err := f.upgrader.Upgrade(w, r, nil); err == nil { // else it is answered
		text := websocket.FormatCloseMessage(code, why)
		_ = conn.WriteControl(websocket.CloseMessage, text, time.Now().Add(closeWait)) // the viewer may have left
		_ = conn.Close()
	}
}

// afterOf reads the Seq of the last event that a viewer already has.
func afterOf(r *http.Request) (int, error) {
	text := r.URL.Query().Get("after")
	if text == "" {
		return 0, nil
	}
	after, err := strconv.Atoi(text)
	if err != nil || after < 0 {
		return 0, badValue("after")
	}
	return after, nil
}

// newUpgrader makes feeds of requests. They are not compressed: what is sent
// is in part what others chose, and batches are small as they are.
func newUpgrader(failed *failures) *websocket.Upgrader {
	return &websocket.Upgrader{
		HandshakeTimeout: feedWriteWait,
		ReadBufferSize:   feedReadBytes,
		WriteBufferSize:  feedWriteBytes,
		WriteBufferPool:  &sync.Pool{},
		CheckOrigin:      fromHere,
		Error: func(w http.ResponseWriter, r *http.Request, status int, reason error) {
			failed.fail(w, r, &fault{status: status, kind: "request", cause: reason})
		},
	}
}
