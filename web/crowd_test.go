package web

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"stickylab/lab"
)

// crowdOf returns the viewers of a run.
func crowdOf(s *Server, run string) *crowd {
	s.state.viewers.mu.Lock()
	defer s.state.viewers.mu.Unlock()
	return s.state.viewers.ofRun[run]
}

func (c *crowd) waiting() (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, v := range c.viewers {
		if v.waits {
			n++
		}
	}
	return n
}

func allStacks() string {
	stacks := make([]byte, 1<<20)
	return string(stacks[:runtime.Stack(stacks, true)])
}

func TestViewersThatWaitHaveOneGoroutineEachAndOneForAll(t *testing.T) {
	const n = 20
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner})
	ts := listen(t, s)
	conns := make([]*websocket.Conn, n)
	for i := range conns {
		conns[i] = mustDial(t, feedURL(ts, "some"))
	}
	c := crowdOf(s, "some")
	for i := range 3 {
		mustCome(t, "all wait", func() bool { return c.waiting() == n })
		mustCome(t, "none writes", func() bool {
			stacks := allStacks()
			return strings.Count(stacks, "web.(*viewer).serve(") == n && strings.Count(stacks, "web.(*viewer).follow(") == 0
		})
		log.Append(new(sent(i, 100)))
		for _, conn := range conns {
			for kind := 0; kind != websocket.BinaryMessage; {
				var err error
				if kind, _, err = conn.ReadMessage(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// A frame that a connection takes in part is written to its end before another
// one, also a ping.
func TestAViewerThatLagsGetsEveryByteInOrder(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner})
	conn := mustDial(t, feedURL(listen(t, s), "some"))
	pings := 0
	conn.SetPingHandler(func(string) error { pings++; return nil })
	c := crowdOf(s, "some")
	mustCome(t, "it waits", func() bool { return c.waiting() == 1 })
	c.ping()
	for i := 0; c.waiting() == 1; i++ { // until the connection takes no more
		log.Append(new(sent(i, 60<<10)))
	}
	c.ping()
	log.End(lab.End{Reason: lab.EndDone})
	got := mustWatch(t, conn)
	if a, b := bytes.Join(got.batches, nil), bytes.Join(batchesOf(t, log, 0), nil); !bytes.Equal(a, b) {
		t.Errorf("got %d bytes, want all %d", len(a), len(b))
	}
	if pings != 2 {
		t.Errorf("%d pings, want one while it waited and one while it lagged", pings)
	}
}
