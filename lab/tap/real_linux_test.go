package tap

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/follow"
	"stickylab/lab/frame"
	"stickylab/lab/record"
)

// freePort is a port that nobody listens at.
func freePort(t *testing.T) netip.AddrPort {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).AddrPort()
}

// mustServe starts a server of somebody else's and waits until it answers.
func mustServe(t *testing.T, at netip.AddrPort, name string, args ...string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, name, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = cmd.Wait() })
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		if c, err := net.Dial("tcp4", at.String()); err == nil {
			_ = c.Close()
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s does not answer: %s", name, said.String())
		}
	}
}

// wire is what tshark wrote so far.
type wire struct {
	mu   sync.Mutex
	file bytes.Buffer
}

// Write takes what tshark writes.
func (w *wire) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.file.Write(p)
}

func (w *wire) data() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return bytes.Clone(w.file.Bytes())
}

// capture follows what goes to a port and comes from it, until it is asked for.
func capture(t *testing.T, port uint16) (done func() *follow.Capture) {
	t.Helper()
	var seen wire
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, "tshark", "-q", "-i", "lo", "-w", "-", "-f", fmt.Sprintf("tcp port %d or udp port %d", port, port))
	cmd.Stdout = &seen
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = cmd.Wait() })
	beacon, err := net.Dial("udp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = beacon.Close() })
	until := func(word string) {
		t.Helper()
		for end := time.Now().Add(patience); !bytes.Contains(seen.data(), []byte(word)); time.Sleep(20 * time.Millisecond) {
			_, _ = beacon.Write([]byte(word))
			if time.Now().After(end) {
				t.Fatalf("tshark does not see %q", word)
			}
		}
	}
	until("is anybody looking")
	return func() *follow.Capture {
		t.Helper()
		until("that was all")
		found, err := follow.Read(seen.data())
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
}

// ofWire is what one side of each connection of a capture sent, by whether that is who
// connected to the port.
func ofWire(c *follow.Capture, port uint16) (there, back string) {
	for _, conn := range c.Conns {
		for _, way := range conn.Ways {
			var bytes strings.Builder
			for _, run := range way.Runs {
				bytes.Write(run.Data)
			}
			if way.To.Port() == port {
				there += bytes.String()
			} else {
				back += bytes.String()
			}
		}
	}
	return there, back
}

// ofTap is what the tap sent to the server and what it received from it, one connection
// after another: a send of one may be recorded after the next one's first.
func ofTap(trace record.Trace) (there, again string, frames map[int]int) {
	frames = map[int]int{}
	events := slices.Clone(trace.Events)
	slices.SortStableFunc(events, func(a, b lab.Event) int { return cmp.Compare(a.Conn, b.Conn) })
	for _, e := range events {
		switch server := e.Conn >= back && (e.Conn-back)%connsEach == 0; {
		case e.Call == lab.CallSend && server:
			there += string(e.Data)
		case e.Call == lab.CallRecv && server:
			again += string(e.Data)
		case e.Complete():
			frames[(e.Conn-listenerConn-1)%connsEach]++
		case e.Call == lab.CallDecode && e.Err != "":
			frames[-1]++
		}
	}
	return there, again, frames
}

// The sides that a frame is decoded for, by the place of their socket among those of a
// connection.
const (
	forClient = 0
	forServer = 3
)

func mustCodec(t *testing.T, text string) frame.Codec {
	t.Helper()
	c, err := frame.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustRun(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}

// Clients and servers that others wrote, in the nastiest pieces: they notice nothing, the
// frames are those of their protocol, and the tap has each byte that was on the wire.
func TestProgramsOfOthers(t *testing.T) {
	folder := t.TempDir()
	page := strings.Repeat("<p>粘包</p>\n", 500)
	if err := os.WriteFile(filepath.Join(folder, "page.html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		codec string
		serve func(at netip.AddrPort)
		ask   func(at netip.AddrPort) (got, want string)
		there int // frames
		back  int
	}{
		{
			"redis", "resp",
			func(at netip.AddrPort) {
				mustServe(t, at, "redis-server", "--bind", "127.0.0.1", "--port", fmt.Sprint(at.Port()), "--save", "", "--appendonly", "no", "--dir", folder)
			},
			func(at netip.AddrPort) (string, string) {
				port := fmt.Sprint(at.Port())
				return mustRun(t, "redis-cli", "--raw", "-p", port, "set", "k", "粘包\r\n$3") + mustRun(t, "redis-cli", "--raw", "-p", port, "get", "k"), "OK\n粘包\r\n$3\n"
			}, 2, 2,
		},
		{
			"nginx", "http",
			func(at netip.AddrPort) {
				config := filepath.Join(folder, "nginx.conf")
				text := fmt.Sprintf("daemon off; master_process off; pid %[1]s/pid; error_log stderr; events {}\nhttp { access_log off; client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s; server { listen %[2]s; root %[1]s; } }\n", folder, at)
				if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				mustServe(t, at, "nginx", "-e", "stderr", "-c", config)
			},
			func(at netip.AddrPort) (string, string) {
				one := fmt.Sprintf("http://%s/page.html", at)
				return mustRun(t, "curl", "-s", "--noproxy", "*", one, one), page + page // over one connection
			}, 2, 2,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := freePort(t)
			c.serve(at)
			seen := capture(t, at.Port())
			k := mustTap(t, Options{To: at, Codec: mustCodec(t, c.codec), Pieces: Pieces{Random: true, Seed: 1}})
			if got, want := c.ask(k.Addr()); got != want {
				t.Errorf("through the tap came %.80q of %d bytes, want %d", got, len(got), len(want))
			}
			k.settled()
			there, back, frames := ofTap(k.end())
			wireThere, wireBack := ofWire(seen(), at.Port())
			if there != wireThere || back != wireBack || there == "" || back == "" {
				t.Errorf("the tap has %.200q there and %.200q back, the wire %.200q and %.200q", there, back, wireThere, wireBack)
			}
			if frames[forServer] < c.there || frames[forClient] < c.back || frames[-1] > 0 {
				t.Errorf("frames: %d to the server, %d to the client, %d faults", frames[forServer], frames[forClient], frames[-1])
			}
		})
	}
}
