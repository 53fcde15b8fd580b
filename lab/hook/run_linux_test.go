//go:build amd64 || arm64

package hook

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"stickylab/lab"
	"stickylab/lab/watch"
)

// hooked runs a program with the hook; what it prints is to be what is wanted.
func hooked(t *testing.T, source, want string, before ...string) (*seen, watch.Result) {
	t.Helper()
	folder := t.TempDir()
	script := filepath.Join(folder, "program.py")
	if err := os.WriteFile(script, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(filepath.Join(folder, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	s := newSeen()
	argv := append(append([]string{python3()}, before...), script)
	result, err := Run(ctx, watch.Options{Programs: [][]string{argv}, Lines: true, Tell: s, Now: clock(), Stdout: out, Stderr: out})
	if err != nil || ctx.Err() != nil {
		t.Fatal(err, ctx.Err())
	}
	if said, _ := os.ReadFile(out.Name()); string(said) != want {
		t.Errorf("it printed\n%s\nwant\n%s", said, want)
	}
	return s, result
}

// A flood, and messages longer than a record: all are whole, more than a ring holds.
func TestFloodIsWhole(t *testing.T) {
	const sends, long = 15_000, 3 << 20
	s, _ := hooked(t, `
import socket, threading
a, b = socket.socketpair()
for i in range(`+strconv.Itoa(sends)+`):
    a.send(b'0123456789abcdef')
    b.recv(16)
for i in range(6):
    t = threading.Thread(target=a.sendall, args=(bytes([i]) * `+strconv.Itoa(long)+`,)); t.start()
    n = 0
    while n < `+strconv.Itoa(long)+`: n += len(b.recv(1 << 20))
    t.join()
`, "")
	if n := s.count(func(c *watch.Call) bool { return c.Call == lab.CallSend && c.Got == 16 }); n != sends || len(s.gaps) > 0 {
		t.Errorf("%d sends, want %d; gaps %v", n, sends, s.gaps)
	}
	if n := s.count(func(c *watch.Call) bool {
		return c.Call == lab.CallRecv && string(c.Data) == "0123456789abcdef" && c.Step == 6
	}); n != sends {
		t.Errorf("%d receives on line 6, want %d", n, sends)
	}
	for i := range 6 {
		want := strings.Repeat(string(rune(i)), long)
		if n := s.count(func(c *watch.Call) bool { return c.Call == lab.CallSend && string(c.Data) == want }); n != 1 {
			t.Errorf("the long message %d was told %d times", i, n)
		}
	}
}

// What has caused a receive is told before it, of threads, forks and datagrams, too.
func TestSendsAreToldBeforeTheirReceives(t *testing.T) {
	s, _ := hooked(t, `
import os, socket
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); server.bind(('127.0.0.1', 0))
a, b = socket.socketpair()
if os.fork() == 0:
    for i in range(300):
        b.send(b'%d' % i)
        c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        c.sendto(b'd%d' % i, server.getsockname()); c.close()
        b.recv(1)
    os._exit(0)
for i in range(300):
    a.recv(100); server.recvfrom(100); a.send(b'.')
os.wait()
`, "")
	if len(s.programs) != 2 || s.programs[1].Parent != s.programs[0].PID {
		t.Fatalf("programs %+v, want one and its child", s.programs)
	}
	sent := 0
	for _, c := range s.calls {
		switch from := s.conns[c.Stream]; {
		case c.Call == lab.CallSend && c.Peer == 1 && s.conns[c.Conn].Peer != 0:
			t.Fatalf("%+v is of a socket of the child, not of the one it got", c)
		case c.Call == lab.CallRecvFrom && (from.Outside || from.Peer != 1):
			t.Fatalf("%q is from %+v, want the child's socket", c.Data, from)
		case c.Call == lab.CallSend && c.Peer == 1:
			sent++
		}
	}
	if sent != 300 {
		t.Errorf("%d sends, want 300", sent)
	}
}

// The user's own sitecustomize is read, and the program finds its paths as they were.
func TestTheUsersSitecustomize(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "sitecustomize.py"), []byte("import builtins\nbuiltins.mine = 'mine'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PYTHONPATH", folder)
	hooked(t, "import sys, sitecustomize\nprint(mine, sitecustomize.__file__ == sys.path[1] + '/sitecustomize.py', [p for p in sys.path if 'hook' in p])\n", "mine True []\n")
}

// A Python that was told to read no sitecustomize is not seen, which is said.
func TestWithoutTheHook(t *testing.T) {
	s, result := hooked(t, "import socket\nsocket.socketpair()\nraise SystemExit(3)\n", "", "-I")
	if len(s.calls) > 0 || len(s.notes) != 1 || s.notes[0].Kind != watch.NoteNoHook || result.Exits[0].Code != 3 {
		t.Errorf("calls %v, notes %+v, exits %+v", s.calls, s.notes, result.Exits)
	}
}

// A program whose records nobody reads goes on, and counts what has no room.
func TestARingThatNobodyReads(t *testing.T) {
	folder, err := lay()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	cmd := exec.Command(python3(), "-c", `
import socket
a, b = socket.socketpair()
for i in range(20):
    a.sendall(bytes(1 << 16)); n = 0
    while n < 1 << 16: n += len(b.recv(1 << 16))
    if i == 0: a.sendall(b'x' * (1 << 16)); b.recv(1 << 16, socket.MSG_WAITALL)
for i in range(200): a.send(bytes(1 << 16)); b.recv(1 << 16, socket.MSG_WAITALL)
print('through')`)
	cmd.Env = append(os.Environ(), "PYTHONPATH="+folder)
	if said, err := cmd.CombinedOutput(); err != nil || string(said) != "through\n" {
		t.Fatalf("%v: %s", err, said)
	}
	names, _ := filepath.Glob(filepath.Join(folder, "*.ring"))
	if len(names) != 1 {
		t.Fatalf("rings %v", names)
	}
	r, err := openRing(names[0])
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	read := 0
	if err := r.take(1, func(record) { read++ }); err != nil || read < 100 || r.missed < 100 {
		t.Errorf("%d records were there and %d had no room, %v", read, r.missed, err)
	}
}

// What a program has written over its ring is refused, and nothing of it is believed.
func TestBrokenRecords(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		b := make([]byte, random.IntN(200))
		for i := range b {
			b[i] = byte(random.IntN(256)) >> random.IntN(8)
		}
		total := 0
		if err := parse(b, 1, func(e record) { total += recordSize + len(e.data) }); err == nil && total > len(b) {
			t.Fatalf("%d bytes of records in %d", total, len(b))
		}
	}
}

// When the lab is killed, the programs end with it, and the next one removes what it left.
func TestKilledLabLeavesNothing(t *testing.T) {
	pidFile := filepath.Join(t.TempDir(), "pid")
	lab := exec.Command(os.Args[0], "-test.run=^TestLabToKill$")
	lab.Env = append(os.Environ(), toKill+"="+pidFile)
	if err := lab.Start(); err != nil {
		t.Fatal(err)
	}
	pid := 0
	for end := time.Now().Add(20 * time.Second); pid == 0 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		said, _ := os.ReadFile(pidFile) // not there yet
		pid, _ = strconv.Atoi(string(said))
	}
	_ = lab.Process.Kill()
	_ = lab.Wait()
	if pid == 0 {
		t.Fatal("the program never began")
	}
	gone := false
	for end := time.Now().Add(20 * time.Second); !gone && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		gone = err != nil || strings.Contains(string(stat), ") Z")
	}
	if !gone {
		_ = unix.Kill(pid, unix.SIGKILL)
		t.Error("the program goes on")
	}
	folder, err := lay()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(folder), foldersStart+strconv.Itoa(lab.Process.Pid)+"-*")); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

const toKill = "STICKYLAB_TEST_LAB_TO_KILL"

// TestLabToKill is the process that TestKilledLabLeavesNothing kills.
func TestLabToKill(t *testing.T) {
	if pidFile := os.Getenv(toKill); pidFile != "" {
		hooked(t, "import os, socket\na, b = socket.socketpair()\nwith open('"+pidFile+"', 'w') as f: f.write(str(os.getpid()))\na.recv(1)\n", "")
	}
}

// What the hook costs is measured: the receives that were told are those that the
// programs counted.
func TestMeasure(t *testing.T) {
	var told []*seen
	cost, err := Measure(t.Context(), [][]string{{python3()}}, func() watch.Teller {
		told = append(told, newSeen())
		return told[len(told)-1]
	}, clock())
	if err != nil {
		t.Fatal(err)
	}
	joined, accepts := 0, 0
	for _, s := range told {
		joined += s.count(func(c *watch.Call) bool { return c.Call == lab.CallRecv && c.Got == 9 })
		accepts += s.count(func(c *watch.Call) bool { return c.Call == lab.CallAccept && c.Err == "" })
	}
	if joined != cost.Watched || accepts != cost.Turns || cost.Turns != measureRounds*measureEach || cost.Alone > cost.Turns {
		t.Errorf("%d receives of both messages and %d accepts were told; the programs counted %+v", joined, accepts, cost)
	}
}
