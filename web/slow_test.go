package web

import (
	"bytes"
	"encoding/hex"
	"net"
	"net/http/httptest"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab"
)

// counted is a listener that counts the calls by which the server writes to each
// of its connections.
type counted struct {
	net.Listener
	conns chan *countedConn
}

type countedConn struct {
	net.Conn
	calls atomic.Int64
}

func (l *counted) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &countedConn{Conn: conn}
	l.conns <- c
	return c, nil
}

func (c *countedConn) Write(p []byte) (int, error) {
	c.calls.Add(1)
	return c.Conn.Write(p)
}

// A viewer that reads nothing for a while slows nobody, takes no memory, and gets
// every event in fewer and larger writes when it reads again.
func TestASlowViewerSlowsNobodyAndCatchesUp(t *testing.T) {
	const events, size = 1500, 8 << 10 // more than a loopback socket's buffers hold
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner})
	ts := httptest.NewUnstartedServer(s)
	listener := &counted{Listener: ts.Listener, conns: make(chan *countedConn, 8)}
	ts.Listener = listener
	ts.Start()
	t.Cleanup(func() { mustClose(t, s); ts.Close() })

	slow := mustDial(t, feedURL(ts, "some"))
	slowSide := <-listener.conns
	keen := mustDial(t, feedURL(ts, "some"))
	mustMessage(t, keen) // hello
	alone, before := weightOf(events, size), heapBytes()
	// Each event is seen by the viewer that reads before the next one is made: if
	// anything waited for the other one, nothing would come any more.
	batches := 0
	for i := range events {
		log.Append(new(sent(i, size)))
		for got := 0; got < size; batches++ {
			got += len(mustMessage(t, keen))
		}
	}
	if grown := heapBytes() - before; grown > alone+2<<20 {
		t.Errorf("with a viewer that reads nothing the heap grew by %d bytes, without by %d", grown, alone)
	}
	log.End(lab.End{Reason: lab.EndDone})

	stalled := slowSide.calls.Load()
	var got seen
	if err := slow.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	got.mustFollow(t, slow)
	if a, b := bytes.Join(got.batches, nil), bytes.Join(batchesOf(t, log, 0), nil); !bytes.Equal(a, b) {
		t.Errorf("the slow viewer got %d bytes, want all %d", len(a), len(b))
	}
	calls := slowSide.calls.Load() - stalled
	if batches < events/2 || calls > int64(batches)/8 {
		t.Errorf("the slow viewer caught up with %d batches by %d writes, want at most one for eight", batches, calls)
	}
}

// mustMessage reads one message.
func mustMessage(t *testing.T, conn *websocket.Conn) []byte {
	t.Helper()
	if err := conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	_, data, err := conn.ReadMessage()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// weightOf is how many bytes a run takes that nobody looks at.
func weightOf(events, size int) int {
	before := heapBytes()
	log := newLog()
	for i := range events {
		log.Append(new(sent(i, size)))
	}
	took := heapBytes() - before
	runtime.KeepAlive(log)
	return took
}

// heapBytes is what is in use after a collection.
func heapBytes() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// The header of a frame at every bound of its length (RFC 6455 5.2).
func TestFramesOfBatches(t *testing.T) {
	for n, header := range map[int]string{
		0: "8200", 1: "8201", 125: "827d", 126: "827e007e", 127: "827e007f", 65535: "827effff", 65536: "827f0000000000010000",
	} {
		payload := bytes.Repeat([]byte{7}, n)
		want, err := hex.DecodeString(header)
		if err != nil {
			t.Fatal(err)
		}
		if got := appendFrame([]byte("x"), websocket.BinaryMessage, payload); !bytes.Equal(got, append(append([]byte("x"), want...), payload...)) {
			t.Errorf("a batch of %d bytes begins %x, want %x", n, got[1:min(len(got), 12)], want)
		}
	}
}
