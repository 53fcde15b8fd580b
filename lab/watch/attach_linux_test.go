//go:build amd64 || arm64

package watch

import (
	"bufio"
	"context"
	"io"
	"net"
	"os/exec"
	"strings"
	"testing"

	"stickylab/lab"
)

// A process that waits in accept, with a thread that waits in recv and a
// connection that has moved bytes: what it does from then on is seen, and it goes
// on when it is let go.
func TestAttachedAndLetGo(t *testing.T) {
	path := text(t, "server.py", `
import socket, sys, threading
s = socket.create_server(('127.0.0.1', 0))
print(s.getsockname()[1], flush=True)
def talk(c):
    while True:
        d = c.recv(100)
        if not d: break
        c.send(d.upper())
while True:
    c, _ = s.accept()
    threading.Thread(target=talk, args=(c,)).start()
`)
	server := exec.Command(python3(), path)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Process.Kill(); _ = server.Wait() }()
	port, _ := bufio.NewReader(out).ReadString('\n')
	port = strings.TrimSpace(port)
	old := dial(t, port)
	talk(t, old, "before", "BEFORE")

	s := newSeen()
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan error)
	go func() {
		_, err := Run(ctx, Options{PIDs: []int{server.Process.Pid}, Lines: true, Probes: true, Tell: s, Now: clock()})
		over <- err
	}()
	s.until(t, "two calls that wait", func() bool { return len(s.waits) == 2 })
	talk(t, old, "one", "ONE")
	young := dial(t, port)
	talk(t, young, "two", "TWO")
	s.until(t, "both sends", func() bool {
		n := 0
		for i := range s.calls {
			if s.calls[i].Call == lab.CallSend {
				n++
			}
		}
		return n == 2
	})
	cancel()
	if err := <-over; err != nil {
		t.Fatal(err)
	}
	talk(t, old, "after", "AFTER")
	talk(t, dial(t, port), "new", "NEW")

	for i := range s.calls {
		c := &s.calls[i]
		if c.Call != lab.CallSend {
			continue
		}
		conn := s.conns[c.Conn]
		if !s.conns[s.far[c.Conn]].Outside {
			t.Errorf("the far end of %+v is not outside", conn)
		}
		if want := map[string]int64{"ONE": 6, "TWO": 0}[string(c.Data)]; conn.Base != want || c.Step != 9 {
			t.Errorf("%q at line %d on a socket that had sent %d bytes, want %d", c.Data, c.Step, conn.Base, want)
		}
	}
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallAccept && c.Err == "" }); n != 1 {
		t.Errorf("%d connections accepted, want 1", n)
	}
}

func dial(t *testing.T, port string) io.ReadWriteCloser {
	t.Helper()
	c, err := net.Dial("tcp4", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func talk(t *testing.T, c io.ReadWriter, say, want string) {
	t.Helper()
	if _, err := io.WriteString(c, say); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, len(want))
	if _, err := io.ReadFull(c, got); err != nil || string(got) != want {
		t.Fatalf("%q, %v; want %q", got, err, want)
	}
}
