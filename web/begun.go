package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

const (
	// feedMedia is the media type of an answer that is the beginning of a feed: its
	// messages, framed as a WebSocket frames them (RFC 6455 5.2), the first of them
	// a startedRun.
	feedMedia = "application/vnd.stickylab.feed"
	// firstWait is how long an answer waits for the first event of its run.
	firstWait = 20 * time.Millisecond
)

// takesFeed reports whether a request asks for the beginning of the feed.
func takesFeed(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), feedMedia) }

// begun answers with where a run is found, its hello, and its first events, if they
// come within firstWait. The viewer opens the feed behind the last of these: its
// first picture takes one round trip. The run goes on whatever comes: with an error
// instead of an answer it would be ordered once more.
func (a runAPI) begun(w http.ResponseWriter, r *http.Request, started startedRun) {
	text, _ := json.Marshal(started) // strings can be marshalled
	body := appendFrame(nil, websocket.TextMessage, text)
	if run, err := a.runner.Find(r.Context(), started.ID); err == nil { // else the feed says that it is gone
		body = appendBeginning(r.Context(), body, started.ID, run)
	}
	answer(w, http.StatusCreated, feedMedia, body)
}

// appendBeginning appends the hello of a run and its first events, as far as there are
// any; the feed has what comes later, and says why nothing does.
func appendBeginning(ctx context.Context, body []byte, id string, run Run) []byte {
	text, err := json.Marshal(helloOf(id, run))
	if err != nil {
		return body
	}
	body = appendFrame(body, websocket.TextMessage, text)
	ctx, cancel := context.WithTimeout(ctx, firstWait)
	defer cancel()
	cursor, err := run.Follow(ctx, 0)
	if err != nil {
		return body
	}
	defer cursor.Close()
	for last := 0; last == 0; {
		batches, err := cursor.Next(ctx)
		if err != nil {
			break
		}
		for _, batch := range batches {
			body = appendFrame(body, websocket.BinaryMessage, batch.Bytes)
			last = batch.Last
		}
	}
	return body
}
