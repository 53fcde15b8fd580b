package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/record"
)

// Where no WebSocket comes through, the same frames come as the body of an answer that
// goes on or, where somebody between keeps such an answer until it is whole, by one
// answer after another.
const (
	// pollParam asks for an answer that ends: empty for the first one, then with the
	// token of the one before, which tokenHeader has.
	pollParam   = "poll"
	tokenHeader = "Feed-Poll"
	// httpPause is how long an answer has nothing to say: a proxy may give up after some
	// seconds. A stream pings then, a poll ends.
	httpPause = 2 * time.Second
)

// httpFeed is a feed over HTTP.
type httpFeed struct {
	*viewer
	cursor record.Cursor
	leave  func()
}

// overHTTP follows a run by answers, as ?poll= or the media type asks.
func (f feeds) overHTTP(w http.ResponseWriter, r *http.Request, run Run, after int) error {
	if token := r.URL.Query().Get(pollParam); token != "" {
		return f.pollOn(w, r, token)
	}
	client := who(r).Account()
	crowd, err := f.viewers.join(runID(r), client)
	if err != nil {
		return err
	}
	v := &viewer{crowd: crowd, run: run, client: client, lang: languageOf(r), course: f.course, farewells: f.farewells, analyses: f.analyses, ending: f.life.ending}
	cursor, err := run.Follow(r.Context(), after)
	if err != nil {
		f.viewers.leave(crowd, client)
		return err
	}
	feed := &httpFeed{viewer: v, cursor: cursor, leave: func() { cursor.Close(); f.viewers.leave(crowd, client) }}
	hello, err := json.Marshal(helloOf(crowd.id, run))
	if err != nil {
		feed.leave()
		return err
	}
	begin := appendFrame(nil, websocket.TextMessage, hello)
	if r.URL.Query().Has(pollParam) {
		return f.poll(w, r, feed, begin)
	}
	defer feed.leave()
	f.stream(w, r, feed, begin)
	return nil
}

// feedHead is the head of an answer. That it is not to be changed or kept is said to
// those between, to nginx in its own way.
func feedHead(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", feedMedia)
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no")
}

// stream writes until the run ends, the client goes or the server ends.
func (f feeds) stream(w http.ResponseWriter, r *http.Request, feed *httpFeed, frames []byte) {
	feedHead(w)
	rc := http.NewResponseController(w)
	ctx, cancel := f.life.untilEnd(r.Context())
	defer cancel()
	for ended := false; ; {
		_ = rc.SetWriteDeadline(time.Now().Add(feedWriteWait)) // a test's writer has none
		if _, err := w.Write(frames); err != nil {
			return
		}
		if err := rc.Flush(); err != nil || ended {
			return
		}
		var err error
		frames, ended, err = feed.next(ctx)
		if err != nil {
			return
		}
		if len(frames) == 0 {
			frames = appendFrame(frames, websocket.PingMessage, nil)
		}
	}
}

// next returns the frames that come within httpPause, none of a run that is silent, and
// whether they are the last ones.
func (h *httpFeed) next(ctx context.Context) (frames []byte, ended bool, err error) {
	soon, cancel := context.WithTimeout(ctx, httpPause)
	defer cancel()
	batches, err := h.cursor.Next(soon)
	switch {
	case errors.Is(err, io.EOF):
		text, err := h.farewells.of(runIn{h.crowd.id, h.lang}, h.farewell)
		return appendFrame(nil, websocket.TextMessage, text), true, err
	case err != nil && ctx.Err() == nil && soon.Err() != nil:
		return nil, false, nil
	case err != nil:
		return nil, false, err
	}
	for _, batch := range batches {
		frames = appendFrame(frames, websocket.BinaryMessage, batch.Bytes)
	}
	return frames, false, nil
}
