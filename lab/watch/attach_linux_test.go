//go:build amd64 || arm64

package watch

import (
	"bufio"
	"context"
	"io"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// A process that waits in accept, with a thread that waits in recv and a
// connection that has moved bytes: what it does from then on is seen, and it goes
// on when it is let go.
func TestAttachedAndLetGo(t *testing.T) {
	server := attachable(t, `
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
	port := server.said
	old := dial(t, port)
	talk(t, old, "before", "BEFORE")

	s := newSeen()
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan error)
	go func() {
		_, err := Run(ctx, Options{PIDs: []int{server.pid}, Lines: true, Probes: true, Tell: s, Now: clock()})
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

// Of two processes that have a connection, each is the other's far end, although one is
// still when the other is attached to; so is a server that has not accepted yet.
func TestTheEndsOfAttachedProcesses(t *testing.T) {
	server := attachable(t, `
import select, socket
s = socket.create_server(('127.0.0.1', 0))
print(s.getsockname()[1], flush=True)
c, _ = s.accept()
while d := c.recv(100): c.send(d.upper())
select.select([s], [], [])
c, _ = s.accept()
c.send(b'2')
`)
	client := attachable(t, `
import socket, sys
port = int(sys.argv[1])
c = socket.create_connection(('127.0.0.1', port))
c.send(b'before')
c.recv(100)
print('ready', flush=True)
sys.stdin.readline()
c.send(b'one')
c.recv(100)
c.close()
c = socket.create_connection(('127.0.0.1', port))
c.recv(100)
`, server.said)
	s := newSeen()
	over := make(chan error)
	go func() {
		_, err := Run(t.Context(), Options{PIDs: []int{server.pid, client.pid}, Probes: true, Tell: s, Now: clock()})
		over <- err
	}()
	s.until(t, "a call that waits", func() bool { return len(s.waits) > 0 })
	if _, err := io.WriteString(client.in, "go\n"); err != nil {
		t.Fatal(err)
	}
	if err := <-over; err != nil {
		t.Fatal(err)
	}
	for id, conn := range s.conns {
		if conn.Outside || conn.Remote != "" && s.conns[s.far[id]].Local != conn.Remote {
			t.Errorf("%+v has the far end %+v", conn, s.conns[s.far[id]])
		}
	}
}

// attached is a Python program that runs, and the first line that it said.
type attached struct {
	pid  int
	said string
	in   io.Writer
}

func attachable(t *testing.T, source string, args ...string) attached {
	t.Helper()
	// A child of this process may be waited for by any tracer that began on the thread that
	// forked it; programs that are attached to elsewhere are nobody's children here.
	cmd := exec.Command("/bin/sh", append([]string{"-c", `exec 3<&0; "$@" <&3 3<&- & echo $!; wait`, "sh", python3(), text(t, "attached.py", source)}, args...)...)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	number, _ := lines.ReadString('\n')
	said, _ := lines.ReadString('\n')
	pid, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Kill(pid, unix.SIGKILL); _ = cmd.Wait() })
	return attached{pid, strings.TrimSpace(said), in}
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
