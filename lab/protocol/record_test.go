package protocol

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"net"
	"os"
	"sync"
	"testing"
)

var record = flag.Bool("record", false, "record the conversations anew; needs what recorders says")

// recorder is a server that hands what it gets to another, and back, and writes
// it down.
type recorder struct {
	address string // where clients connect to
	done    sync.WaitGroup

	mu   sync.Mutex
	talk talk
}

// mustRecorder makes one in front of an address; it serves one connection.
func mustRecorder(t *testing.T, network, server string) *recorder {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{address: l.Addr().String()}
	r.done.Go(func() {
		client, err := l.Accept()
		_ = l.Close()
		if err != nil {
			return
		}
		server, err := net.Dial(network, server)
		if err != nil {
			_ = client.Close()
			t.Errorf("recorder: %v", err)
			return
		}
		var both sync.WaitGroup
		both.Go(func() { r.copy(server, client, true) })
		both.Go(func() { r.copy(client, server, false) })
		both.Wait()
		_, _ = client.Close(), server.Close()
	})
	t.Cleanup(func() { _ = l.Close() })
	return r
}

// copy hands on what one side writes, up to its end.
func (r *recorder) copy(to, from net.Conn, client bool) {
	buf := make([]byte, 1<<16)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			r.mu.Lock()
			r.talk.add(turn{client: client, data: bytes.Clone(buf[:n])})
			r.mu.Unlock()
			if _, err := to.Write(buf[:n]); err != nil {
				return
			}
		}
		if err != nil {
			if half, ok := to.(*net.TCPConn); ok && errors.Is(err, io.EOF) {
				_ = half.CloseWrite() // who has gone needs no end
				return
			}
			_ = to.Close()
			return
		}
	}
}

// recorded waits for the end of the conversation and gives it; the first bytes
// of each side are no frames.
func (r *recorder) recorded(wrote string, client, server int) talk {
	r.done.Wait()
	cut := talk{wrote: wrote}
	for _, turn := range r.talk.turns {
		left := &server
		if turn.client {
			left = &client
		}
		n := min(*left, len(turn.data))
		*left -= n
		before, data := turn, turn
		before.before, before.data, data.data = true, turn.data[:n], turn.data[n:]
		if n > 0 {
			cut.add(before)
		}
		if n < len(turn.data) {
			cut.add(data)
		}
	}
	return cut
}

// behind gives how many bytes one side wrote up to the end of a text.
func (r *recorder) behind(client bool, end string) int {
	r.done.Wait()
	all := r.talk.stream(client)
	return bytes.Index(all, []byte(end)) + len(end)
}

// TestRecord has the conversations anew, those that need nothing but Go each
// time, and cuts them; when it is asked to, it writes them down.
func TestRecord(t *testing.T) {
	for _, p := range described() {
		slug, made := p.Slug, recorders()[p.Slug]
		if !*record && !made.here {
			continue
		}
		t.Run(slug, func(t *testing.T) {
			talk := made.record(t)
			mustCut(t, p, talk)
			if *record {
				if err := os.WriteFile("streams/"+slug+".hex", []byte(talk.String()), 0o644); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
