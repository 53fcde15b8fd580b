//go:build amd64 || arm64

package watch

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// text writes a program and returns its path.
func text(t *testing.T, name, source string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// watch runs programs to their ends.
func watch(t *testing.T, ctx context.Context, s *seen, programs ...[]string) Result {
	t.Helper()
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = null.Close() }()
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	result, err := Run(ctx, Options{
		Programs: programs, Lines: true, Probes: true, Tell: s, Now: clock(), Stdin: null, Stdout: out, Stderr: out,
	})
	if err != nil {
		t.Fatal(err)
	}
	if said, _ := os.ReadFile(out.Name()); strings.Contains(string(said), "Error") {
		t.Errorf("the programs said\n%s", said)
	}
	return result
}

func py(source, name string, t *testing.T) []string {
	return []string{python3(), text(t, name, source)}
}

// count counts calls.
func (s *seen) count(is func(c *Call) bool) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.calls {
		if is(&s.calls[i]) {
			n++
		}
	}
	return n
}

func is(call lab.Call) func(*Call) bool { return func(c *Call) bool { return c.Call == call } }

func TestForksArePeersAndShareSockets(t *testing.T) {
	s := newSeen()
	watch(t, t.Context(), s, py(`
import os, socket
a, b = socket.socketpair()
pid = os.fork()
if pid == 0:
    b.send(b'from the child')
    os._exit(3)
os.waitpid(pid, 0)
assert a.recv(100) == b'from the child'
`, "forks.py", t))
	if len(s.programs) != 2 || s.programs[1].Parent != s.programs[0].PID {
		t.Fatalf("the programs are %+v, want a child of the first", s.programs)
	}
	send := s.calls[slices.IndexFunc(s.calls, func(c Call) bool { return c.Call == lab.CallSend })]
	recv := s.calls[slices.IndexFunc(s.calls, func(c Call) bool { return c.Call == lab.CallRecv })]
	if send.Peer != 1 || recv.Peer != 0 || s.far[send.Conn] != recv.Conn || string(recv.Data) != "from the child" {
		t.Errorf("%+v\n%+v\npairs %v", send, recv, s.far)
	}
}

// A program by way of vfork(2) and execve(2), as a shell and posix_spawn(3) do.
func TestExecIsFollowed(t *testing.T) {
	s := newSeen()
	child := text(t, "child.py", "import socket\na, b = socket.socketpair()\na.send(b'x')\nb.recv(1)\n")
	result := watch(t, t.Context(), s, py(`
import os, sys
pid = os.posix_spawn(sys.executable, [sys.executable, `+strconv.Quote(child)+`], os.environ)
assert os.waitpid(pid, 0)[1] == 0
os.execv('/bin/sh', ['sh', '-c', 'exit 7'])
`, "execs.py", t))
	if result.Exits[0].Code != 7 {
		t.Errorf("exit %+v, want 7", result.Exits[0])
	}
	if n := s.count(is(lab.CallSend)); n != 1 || s.programs[len(s.programs)-1].Script != child {
		t.Errorf("%d sends by %+v", n, s.programs)
	}
}

func TestAStormOfThreads(t *testing.T) {
	s := newSeen()
	watch(t, t.Context(), s, py(`
import socket, threading
def one():
    a, b = socket.socketpair()
    a.send(b'hello'); assert b.recv(10) == b'hello'
    a.close(); b.close()
threads = [threading.Thread(target=one) for _ in range(200)]
[t.start() for t in threads]; [t.join() for t in threads]
`, "storm.py", t))
	strands := map[int]bool{}
	for i := range s.calls {
		strands[s.calls[i].Strand] = true
	}
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallRecv && string(c.Data) == "hello" && c.Step == 5 }); n != 200 || len(strands) != 200 {
		t.Errorf("%d receives with their line, %d strands; want 200 of each; gaps %v", n, len(strands), s.gaps)
	}
}

// More threads than are told apart: what they do is counted.
func TestTooManyThreadsAreCounted(t *testing.T) {
	s := newSeen()
	watch(t, t.Context(), s, py(`
import socket, threading
def one():
    a, b = socket.socketpair(); a.close(); b.close()
for _ in range(`+strconv.Itoa(MaxThreads+2)+`):
    t = threading.Thread(target=one); t.start(); t.join()
`, "threads.py", t))
	if n := s.count(is(lab.CallSocketPair)); n != MaxThreads || s.gaps[LimitThreads] != 6 {
		t.Errorf("%d pairs are told, gaps %v; want %d and the 6 calls of 2 threads", n, s.gaps, MaxThreads)
	}
}

// A call that a signal interrupts, whose handler makes a call of its own, and is
// made again is one call; one that gives EINTR says so.
func TestSignals(t *testing.T) {
	const program = `
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
int pair[2], other[2];
void ring(int s) { send(other[0], "r", 1, 0); if (s == SIGUSR1) send(pair[0], "again", 5, 0); }
int main(void) {
	socketpair(AF_UNIX, SOCK_STREAM, 0, pair); socketpair(AF_UNIX, SOCK_STREAM, 0, other);
	struct sigaction a; memset(&a, 0, sizeof a); a.sa_handler = ring;
	char b[10];
	sigaction(SIGALRM, &a, 0);
	alarm(1);
	if (recv(pair[1], b, 10, 0) != -1 || errno != EINTR) return 1;
	a.sa_flags = SA_RESTART; sigaction(SIGUSR1, &a, 0);
	int parent = getpid();
	if (fork() == 0) { usleep(100000); kill(parent, SIGUSR1); _exit(0); }
	if (recv(pair[1], b, 10, 0) != 5) return 2;
	return 0;
}`
	s := newSeen()
	result := watch(t, t.Context(), s, []string{compiled(t, program, "-O1")})
	var told []string
	for i := range s.calls {
		if c := &s.calls[i]; c.Call == lab.CallRecv || c.Call == lab.CallSend {
			told = append(told, c.Call.String()+" "+string(c.Data)+c.Err)
		}
	}
	if want := []string{"send r", "recv EINTR", "send r", "send again", "recv again"}; result.Exits[0].Code != 0 || !slices.Equal(told, want) {
		t.Errorf("exit %+v, told %q, want %q", result.Exits[0], told, want)
	}
}

// compiled compiles a program in C.
func compiled(t *testing.T, source string, flags ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "program")
	args := append(slices.Clone(flags), "-o", out, text(t, "program.c", source))
	if said, err := exec.Command("gcc", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return out
}

// until waits for a call that is under way.
func (s *seen) until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		s.mu.Lock()
		found := is()
		s.mu.Unlock()
		if found {
			return
		}
	}
	t.Fatalf("never seen: %s", what)
}

func (s *seen) waiting() bool { return len(s.waits) > 0 }

const waiter = `
import socket
a, b = socket.socketpair()
try: a.recv(10)
except KeyboardInterrupt: b.send(b'interrupted')
`

// SIGSTOP stops the program as a whole, SIGCONT lets it go on, SIGINT is its
// KeyboardInterrupt.
func TestStoppedContinuedInterrupted(t *testing.T) {
	s := newSeen()
	over := make(chan Result)
	go func() { over <- watch(t, t.Context(), s, py(waiter, "waiter.py", t)) }()
	s.until(t, "a receive that waits", s.waiting)
	pid := s.pid(s.programs[0].Script)
	_ = unix.Kill(pid, unix.SIGSTOP)
	stopped := func() bool {
		stat, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		return strings.Contains(string(stat), ") t") || strings.Contains(string(stat), ") T")
	}
	s.until(t, "the program stopped", stopped)
	time.Sleep(20 * time.Millisecond)
	if !stopped() {
		t.Error("it went on by itself")
	}
	_ = unix.Kill(pid, unix.SIGCONT)
	s.until(t, "the program going on", func() bool { return !stopped() })
	_ = unix.Kill(pid, unix.SIGINT)
	<-over
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallSend && string(c.Data) == "interrupted" }); n != 1 {
		t.Errorf("%d sends of the handler, want 1: %+v", n, s.calls)
	}
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallRecv }); n != 1 {
		t.Errorf("%d receives, want 1", n)
	}
}

// When the context ends, what was started is ended, and its call says so.
func TestTheEndOfTheContextEndsPrograms(t *testing.T) {
	s := newSeen()
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan Result)
	go func() { over <- watch(t, ctx, s, py(waiter, "waiter.py", t)) }()
	s.until(t, "a receive that waits", s.waiting)
	cancel()
	if result := <-over; result.Exits[0].Signal != int(unix.SIGTERM) {
		t.Errorf("exit %+v, want SIGTERM", result.Exits[0])
	}
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallRecv && c.Err == lab.ErrStopped }); n != 1 {
		t.Errorf("%d receives that were stopped, want 1", n)
	}
	if n := s.count(func(c *Call) bool { return c.Call == lab.CallClose && c.Step == 0 }); n != 2 {
		t.Errorf("%d sockets that its end closed, want 2", n)
	}
}

func TestProblems(t *testing.T) {
	run := func(o Options) *Problem {
		t.Helper()
		o.Tell, o.Now = newSeen(), clock()
		_, err := Run(t.Context(), o)
		var problem *Problem
		if !errors.As(err, &problem) {
			t.Fatalf("%v is no Problem", err)
		}
		return problem
	}
	if p := run(Options{Programs: [][]string{{"no-such-program"}}}); p.Kind != NotFound || p.Program != "no-such-program" {
		t.Errorf("%+v", p)
	}
	gone := exec.Command("/bin/true")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	if p := run(Options{PIDs: []int{gone.Process.Pid}}); p.Kind != Gone {
		t.Errorf("%+v", p)
	}
	if p := whyNot(os.Getpid(), unix.EPERM, yama); p.Kind != NotPermitted || !errors.Is(p, unix.EPERM) {
		t.Errorf("%+v", p)
	}
	held := exec.Command("/bin/sleep", "60")
	held.SysProcAttr = &unix.SysProcAttr{Ptrace: true}
	started := make(chan error)
	go func() { started <- holdTraced(held) }()
	if err := <-started; err != nil {
		t.Fatal(err)
	}
	if p := run(Options{PIDs: []int{held.Process.Pid}}); p.Kind != Traced || !strings.Contains(p.Tracer, strconv.Itoa(os.Getpid())) {
		t.Errorf("%+v", p)
	}
	_ = held.Process.Kill()
}

// holdTraced starts a program as a tracee of a thread that stays.
func holdTraced(held *exec.Cmd) error { return held.Start() }
