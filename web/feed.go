package web

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"
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
	farewells *farewells
	upgrader  *websocket.Upgrader
	life      *life
}

// serve is GET /api/runs/{id}/feed: the run as it happens and all that has
// happened of it, or what is behind ?after=SEQ.
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
		return noUpgrade()
	}
	crowd, err := f.viewers.join(runID(r))
	if err != nil {
		return err
	}
	conn, err := f.upgrader.Upgrade(w, r, nil)
	if err != nil {
		f.viewers.leave(crowd)
		return nil //nolint:nilerr // answered by the upgrader's Error, or nobody is left
	}
	v := &viewer{conn: conn, crowd: crowd, run: run, lang: languageOf(r), course: f.course, farewells: f.farewells, analyses: f.analyses, ending: f.life.ending}
	// The request ends here: a viewer that waits does not keep what it came with.
	f.life.spawn(func() {
		defer f.viewers.leave(crowd)
		v.serve(after)
	})
	return nil
}

// gone closes a feed whose run is not there. A close frame is the only answer
// that a browser's WebSocket shows: it is closed as refused (RFC 6455 7.4.1), and
// the viewer need not try again.
func (f feeds) gone(w http.ResponseWriter, r *http.Request, why error) error {
	if !websocket.IsWebSocketUpgrade(r) {
		return why
	}
	if conn, err := f.upgrader.Upgrade(w, r, nil); err == nil { // else it is answered
		text := websocket.FormatCloseMessage(websocket.ClosePolicyViolation, "no such run")
		_ = conn.WriteControl(websocket.CloseMessage, text, time.Now().Add(closeWait)) // the viewer may have left
		_ = conn.Close()
	}
	return nil
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
