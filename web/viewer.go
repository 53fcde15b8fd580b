package web

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/course"
	"stickylab/lab/record"
)

// viewer is one feed: a place in the log of a run and a connection to write
// to. Its own goroutine waits for the peer to close; while it has got all there
// is, nothing else of it goes on, see crowd.
type viewer struct {
	conn  *websocket.Conn
	raw   syscall.RawConn // of conn, nil where it has none
	crowd *crowd
	place int  // in the crowd, which guards it; gone once it has left
	waits bool // for what comes, guarded by the crowd
	run   Run
	lang  string
	// client is whose feed it is.
	client string

	course    *course.Course
	farewells *farewells
	analyses  *analyses
	ending    context.Context // over when the server ends

	cursor  record.Cursor  // of the one goroutine that writes, or of the crowd
	writers sync.WaitGroup // goroutines that write
	writing sync.Mutex     // held while frames are written, to the end of the last
	pingDue atomic.Bool
	ended   atomic.Bool // the feed came to its end: the peer is to close
}

// gone is the place of a viewer that has left.
const gone = -1

// errGone ends a feed whose peer has closed, vanished or said something.
var errGone = errors.New("viewer gone")

// serve writes the run until it ends, the viewer goes or the server ends, which
// closes the connection as going away. When it returns, the connection is closed
// and no goroutine of it is left.
func (v *viewer) serve(after int) {
	if conn, ok := v.conn.NetConn().(syscall.Conn); ok {
		v.raw, _ = conn.SyscallConn() // nil where it has none
	}
	v.crowd.come(v)
	v.writers.Add(1)
	stop := context.AfterFunc(v.ending, func() {
		defer v.writers.Done()
		v.goAway()
	})
	v.writers.Go(func() { v.begin(after) })
	v.read()
	v.conn.Close() // frees a write that the peer does not take
	v.crowd.leave(v)
	if stop() {
		v.writers.Done()
	}
	v.writers.Wait()
	if v.cursor != nil {
		v.cursor.Close()
	}
}

// read answers pings and closes and notices when the peer has disconnected. A viewer
// has nothing to say: a message from one ends its feed.
func (v *viewer) read() {
	v.conn.SetReadLimit(feedReadLimit)
	alive := func(string) error {
		if v.ended.Load() {
			return nil
		}
		return v.conn.SetReadDeadline(time.Now().Add(pongWait))
	}
	v.conn.SetPongHandler(alive)
	v.conn.SetPingHandler(func(data string) error {
		v.control(websocket.PongMessage, []byte(data))
		return nil
	})
	v.conn.SetCloseHandler(func(code int, _ string) error {
		v.control(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""))
		return nil
	})
	if alive("") != nil {
		return
	}
	if _, _, err := v.conn.NextReader(); err == nil {
		v.control(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.ClosePolicyViolation, ""))
	}
}

// begin writes the hello, and what is behind the event with the Seq.
func (v *viewer) begin(after int) {
	err := v.writeJSON(helloOf(v.crowd.id, v.run))
	if err == nil {
		v.cursor, err = v.run.Follow(v.ending, after)
	}
	v.follow(err)
}

// goOn writes the rest of frames, for which writing is locked, and what comes
// behind them.
func (v *viewer) goOn(rest []byte) {
	err := v.writeHeld(rest)
	v.writing.Unlock()
	v.follow(err)
}

// follow writes until the viewer has got all there is and waits, or at the end of
// the run says farewell. The feed is broken off by an error, also that of the
// write before.
func (v *viewer) follow(err error) {
	if err == nil {
		err = v.catchUp()
	}
	if errors.Is(err, io.EOF) {
		err = v.sayFarewell()
	}
	if err != nil && v.ending.Err() == nil {
		v.conn.Close()
	}
}

// catchUp returns when the viewer waits; the error is io.EOF at the end of the
// run.
func (v *viewer) catchUp() error {
	for {
		batches, err := v.crowd.next(v)
		if v.pingDue.Swap(false) {
			v.control(websocket.PingMessage, nil)
		}
		if batches == nil || err != nil {
			return err
		}
		if err := v.writeFramed(batches); err != nil {
			return err
		}
	}
}

func (v *viewer) sayFarewell() error {
	text, err := v.farewells.of(runIn{v.crowd.id, v.lang}, v.farewell)
	if err != nil {
		return err
	}
	if err := v.writeText(text); err != nil {
		return err
	}
	v.ended.Store(true)
	v.control(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""))
	return v.conn.SetReadDeadline(time.Now().Add(closeWait))
}

// goAway closes the connection as the server ends, with a close frame unless a
// write goes on that the peer does not take.
func (v *viewer) goAway() {
	defer v.conn.Close()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for end := time.Now().Add(lastWriteWait); !v.writing.TryLock(); <-look.C {
		if time.Now().After(end) {
			return
		}
	}
	defer v.writing.Unlock()
	frame := websocket.FormatCloseMessage(websocket.CloseGoingAway, "")
	_ = v.conn.WriteControl(websocket.CloseMessage, frame, time.Now().Add(closeWait)) // it is closed next
}

// control writes a control frame, if that can be done soon.
func (v *viewer) control(kind int, data []byte) {
	v.writing.Lock()
	defer v.writing.Unlock()
	_ = v.conn.WriteControl(kind, data, time.Now().Add(closeWait)) // who does not take it is soon gone
	_ = v.noDeadline()
}

func (v *viewer) writeText(text []byte) error {
	return v.write(appendFrame(nil, websocket.TextMessage, text))
}

// write writes whole frames, which may be in several parts.
func (v *viewer) write(parts ...[]byte) error {
	v.writing.Lock()
	defer v.writing.Unlock()
	for _, part := range parts {
		if err := v.writeHeld(part); err != nil {
			return err
		}
	}
	return nil
}

// writeHeld is write where writing is locked. A peer that takes something goes on
// being written to.
func (v *viewer) writeHeld(frames []byte) error {
	conn := v.conn.NetConn()
	for part := range slices.Chunk(frames, callBytes) {
		if err := conn.SetWriteDeadline(time.Now().Add(feedWriteWait)); err != nil {
			return err
		}
		if _, err := conn.Write(part); err != nil {
			return err
		}
	}
	return v.noDeadline()
}

// noDeadline forgets that of the last write: nothing would be taken after it.
func (v *viewer) noDeadline() error { return v.conn.NetConn().SetWriteDeadline(time.Time{}) }
