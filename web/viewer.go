package web

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/course"
	"stickylab/lab/record"
)

// viewer is one feed: a place in the log of a run and a connection to write
// to. It has a goroutine that writes and one that waits for the peer to close;
// a viewer that is slow holds up nobody else.
type viewer struct {
	conn *websocket.Conn
	run  Run
	id   string
	lang string

	course    *course.Course
	farewells *farewells
	analyses  *analyses
	ending    context.Context // over when the server ends
}

// errGone ends a feed whose peer has closed, vanished or said something.
var errGone = errors.New("viewer gone")

// serve writes the run until it ends, the viewer goes or the server ends, which
// closes the connection as going away. When it returns, the connection is closed
// and no goroutine of it is left.
func (v *viewer) serve(after int) {
	ctx, gone := context.WithCancelCause(v.ending)
	defer gone(nil)
	read := make(chan struct{})
	go func() {
		defer close(read)
		gone(v.read())
	}()
	cut := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(cut)
		if v.ending.Err() != nil {
			v.sayClose(websocket.CloseGoingAway)
		}
		v.conn.Close() // frees a write that the peer does not take
	})
	if v.write(ctx, after) == nil {
		v.sayClose(websocket.CloseNormalClosure)
		waitFor(read, closeWait)
	}
	if !stop() {
		<-cut
	}
	v.conn.Close()
	<-read
}

// sayClose sends a close frame, if that can be done soon. The connection is
// closed next in any case.
func (v *viewer) sayClose(code int) {
	frame := websocket.FormatCloseMessage(code, "")
	_ = v.conn.WriteControl(websocket.CloseMessage, frame, time.Now().Add(closeWait))
}

// waitFor waits for the channel to be closed, but not for ever.
func waitFor(done <-chan struct{}, most time.Duration) {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
	}
}

// read answers pings and closes and notices when the peer has disconnected. A viewer
// has nothing to say: a message from one ends its feed.
func (v *viewer) read() error {
	v.conn.SetReadLimit(feedReadLimit)
	alive := func(string) error { return v.conn.SetReadDeadline(time.Now().Add(pongWait)) }
	v.conn.SetPongHandler(alive)
	if err := alive(""); err != nil {
		return errGone
	}
	if _, _, err := v.conn.NextReader(); err == nil {
		v.sayClose(websocket.ClosePolicyViolation)
	}
	return errGone
}

// write sends the hello, the batches and the end. Its error says that the feed
// was broken off.
func (v *viewer) write(ctx context.Context, after int) error {
	if err := v.writeJSON(v.hello()); err != nil {
		return err
	}
	cursor, err := v.run.Follow(ctx, after)
	if err != nil {
		return err
	}
	defer cursor.Close()
	stopPings := v.pinging()
	err = v.writeBatches(ctx, cursor)
	stopPings()
	if err != nil {
		return err
	}
	text, err := v.farewells.of(runIn{v.id, v.lang}, v.farewell)
	if err != nil {
		return err
	}
	return v.writeMessage(websocket.TextMessage, text)
}

// writeBatches follows the cursor to the end of the log.
func (v *viewer) writeBatches(ctx context.Context, cursor record.Cursor) error {
	for {
		batches, err := cursor.Next(ctx)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil:
			return err
		}
		if err := v.writeFramed(batches); err != nil {
			return err
		}
	}
}

// pinging pings until stop is called, which waits for a ping under way. A peer
// that cannot be pinged is found gone by the pong that does not come.
func (v *viewer) pinging() (stop func()) {
	var mu sync.Mutex
	stopped := false
	var timer *time.Timer
	mu.Lock()
	defer mu.Unlock()
	timer = time.AfterFunc(pingEvery, func() {
		mu.Lock()
		defer mu.Unlock()
		if stopped {
			return
		}
		_ = v.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(feedWriteWait))
		timer.Reset(pingEvery)
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		stopped = true
		timer.Stop()
	}
}

func (v *viewer) writeMessage(kind int, data []byte) error {
	if err := v.conn.SetWriteDeadline(time.Now().Add(feedWriteWait)); err != nil {
		return err
	}
	return v.conn.WriteMessage(kind, data)
}
