//go:build amd64 || arm64

package watch

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"stickylab/lab"
	"stickylab/lab/students"
)

// A flood of sends: no call is missing without a gap.
func TestFloodIsWhole(t *testing.T) {
	const sends = 25_000
	s := newSeen()
	watch(t, t.Context(), s, []string{compiled(t, `
#include <sys/socket.h>
int main(void) {
	int p[2]; char b[16];
	socketpair(AF_UNIX, SOCK_STREAM, 0, p);
	for (int i = 0; i < `+strconv.Itoa(sends)+`; i++) if (send(p[0], "0123456789abcdef", 16, 0) != 16 || recv(p[1], b, 16, 0) != 16) return 1;
}`, "-O1")})
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallSend && c.Got == 16 }); n != sends || len(s.gaps) > 0 {
		t.Errorf("%d sends, gaps %v; want %d", n, s.gaps, sends)
	}
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallRecv && string(c.Data) == "0123456789abcdef" }); n != sends {
		t.Errorf("%d receives, want %d", n, sends)
	}
}

// The pair of a static program in C and of one for Node: they use read and write,
// writev and epoll.
func TestOtherLanguages(t *testing.T) {
	port := students.FreePort()
	server := compiled(t, `
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
int main(void) {
	struct sockaddr_in a; memset(&a, 0, sizeof a);
	a.sin_family = AF_INET; a.sin_port = htons(`+port+`); a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int s = socket(AF_INET, SOCK_STREAM, 0); bind(s, (struct sockaddr *)&a, sizeof a); listen(s, 1);
	int c = accept(s, 0, 0); char b[100]; ssize_t n = read(c, b, 100);
	struct iovec v[2] = {{"<", 1}, {b, n}};
	if (n < 1 || writev(c, v, 2) != n + 1) return 1;
	close(c); close(s); return 0;
}`, "-static")
	client := text(t, "client.js", `
const c = require("net").connect(`+port+`, "127.0.0.1", () => c.write("hello"));
c.on("data", (d) => { if (d.toString() !== "<hello") process.exit(1); });
`)
	s := newSeen()
	result := watch(t, t.Context(), s, []string{server}, []string{"node", client})
	for _, exit := range result.Exits {
		if exit.Code != 0 {
			t.Errorf("exits %+v", result.Exits)
		}
	}
	for _, want := range []string{"send hello", "recv hello", "send <hello", "recv <hello"} {
		if n := s.count(func(c *Call) bool { return c.Call.String()+" "+string(c.Data) == want && c.Transport(s) == lab.TCP }); n != 1 {
			t.Errorf("%d times %q", n, want)
		}
	}
	if s.count(is(lab.CallPoll)) == 0 {
		t.Error("Node's waits are not told")
	}
}

// Transport is that of a call's socket.
func (c *Call) Transport(s *seen) lab.Transport { return s.conns[c.Conn].Transport }

// When the tracer is killed, the programs that it started end with it.
func TestKilledTracerLeavesNothing(t *testing.T) {
	pidFile := filepath.Join(t.TempDir(), "pid")
	program := text(t, "stays.py", "import os, socket\na, b = socket.socketpair()\nopen('"+pidFile+"', 'w').write(str(os.getpid()))\na.recv(1)\n")
	tracer := exec.Command(os.Args[0], "-test.run=^TestTracerToKill$")
	tracer.Env = append(os.Environ(), toKill+"="+program)
	if err := tracer.Start(); err != nil {
		t.Fatal(err)
	}
	pid := 0
	for end := time.Now().Add(20 * time.Second); pid == 0 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		said, _ := os.ReadFile(pidFile) // not there yet
		pid, _ = strconv.Atoi(string(said))
	}
	if pid == 0 {
		t.Fatal("the program never began")
	}
	_ = tracer.Process.Kill()
	_ = tracer.Wait()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if err != nil || strings.Contains(string(stat), ") Z") {
			return
		}
	}
	_ = unix.Kill(pid, unix.SIGKILL)
	t.Error("the program goes on")
}

const toKill = "STICKYLAB_TEST_TRACER_TO_KILL"

// TestTracerToKill is the process that TestKilledTracerLeavesNothing kills.
func TestTracerToKill(t *testing.T) {
	if program := os.Getenv(toKill); program != "" {
		watch(t, t.Context(), newSeen(), []string{python3(), program})
	}
}

// Who has no rights at all can watch programs of theirs.
func TestUnprivileged(t *testing.T) {
	if os.Geteuid() != 0 {
		return // all other tests are that test
	}
	folder := t.TempDir()
	binary := filepath.Join(folder, "test")
	self, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	for at := folder; at != os.TempDir() && at != "/"; at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(binary, self, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "-test.run=^TestFloodOfNobody$", "-test.v")
	cmd.Env = append(os.Environ(), asNobody+"=1", "HOME="+folder)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65532, Gid: 65532}}
	if said, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(said), "--- PASS") {
		t.Errorf("%v\n%s", err, said)
	}
}

const asNobody = "STICKYLAB_TEST_AS_NOBODY"

// TestFloodOfNobody is what TestUnprivileged runs.
func TestFloodOfNobody(t *testing.T) {
	if os.Getenv(asNobody) == "" {
		return
	}
	s := newSeen()
	watch(t, t.Context(), s, []string{"/bin/sh", "-c", "exec /usr/bin/env true"}, []string{"node", "-e", `
const s = require("net").createServer((c) => { c.end("x"); s.close(); }).listen(0, "127.0.0.1", () => require("net").connect(s.address().port, "127.0.0.1").resume());`})
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallSend && string(c.Data) == "x" && c.Probe != nil }); n != 1 {
		t.Errorf("%d sends, want 1 with what the kernel held", n)
	}
}
