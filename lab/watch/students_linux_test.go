//go:build amd64 || arm64

package watch

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"stickylab/lab"
	"stickylab/lab/students"
)

// python is the interpreter itself: what is on the PATH may be a script that
// finds it.
var python3 = sync.OnceValue(func() string {
	out, err := exec.Command("python3", "-c", "import sys; print(sys.executable)").Output()
	if err != nil {
		return "python3"
	}
	return strings.TrimSpace(string(out))
})

// staged is a case in a folder of its own, on a port of its own.
type staged struct{ students.Staged }

func stage(t testing.TB, c students.Case) staged {
	t.Helper()
	s, err := students.Stage(c, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return staged{s}
}

// printed is what the programs printed.
func (s staged) printed(t testing.TB) []string {
	t.Helper()
	all, err := s.Printed()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// command runs one of the programs, with its lines in files of their own.
func (s staged) command(f students.File, before string) []string {
	return []string{"/bin/sh", "-c", fmt.Sprintf("cd %s && exec %s %s %s < %s.in > %s.out 2>&1", s.Folder, before, python3(), f.Name, f.Name, f.Name)}
}

// alone runs the programs with nobody watching, or under a program that watches.
func (s staged) alone(t testing.TB, before string) {
	t.Helper()
	var all []*exec.Cmd
	for _, f := range s.Files {
		argv := s.command(f, strings.ReplaceAll(before, "FILE", f.Name))
		one := exec.Command(argv[0], argv[1:]...)
		one.SysProcAttr = &unix.SysProcAttr{Setpgid: true}
		if err := one.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
		if len(s.Files) > 1 {
			untilItWaits(one.Process.Pid)
		}
	}
	for i := range all {
		one := all[len(all)-1-i] // the server last
		if i == len(all)-1 && s.GoesOn {
			_ = unix.Kill(-one.Process.Pid, unix.SIGTERM)
		}
		stop := time.AfterFunc(20*time.Second, func() { _ = unix.Kill(-one.Process.Pid, unix.SIGKILL) })
		_ = one.Wait() // many end with an error, as they are to
		if !stop.Stop() {
			t.Errorf("%s hung", s.Files[len(all)-1-i].Name)
		}
	}
}

// untilItWaits waits until a program, or what it runs, waits in a call that
// servers wait in, has ended, or has had its time.
func untilItWaits(pid int) {
	for end := time.Now().Add(startsAfter); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil || strings.Contains(string(state), ") Z") {
			return
		}
		children, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
		for at := range strings.FieldsSeq(strconv.Itoa(pid) + " " + string(children)) {
			call, _ := os.ReadFile("/proc/" + at + "/syscall") // one that has ended has none
			number, _, _ := strings.Cut(string(call), " ")
			if nr, err := strconv.ParseUint(number, 10, 64); err == nil && slices.Contains([]uint64{
				unix.SYS_ACCEPT, unix.SYS_ACCEPT4, unix.SYS_RECVFROM, unix.SYS_PPOLL, unix.SYS_PSELECT6, unix.SYS_EPOLL_PWAIT, sysPoll, sysSelect, sysEpollWait,
			}, nr) {
				return
			}
		}
	}
}

// watched runs the programs under Run.
func (s staged) watched(t testing.TB, o Options) *seen {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	told := newSeen()
	o.Tell, o.Now, o.Stdin, o.Stdout, o.Stderr = told, clock(), os.Stdin, os.Stdout, os.Stderr
	for _, f := range s.Files {
		o.Programs = append(o.Programs, s.command(f, ""))
	}
	if s.GoesOn {
		told.ended = func(pid int) { // the client has: nobody needs the server any more
			if told.pid("client.py") == pid {
				_ = unix.Kill(told.pid("server.py"), unix.SIGTERM)
			}
		}
	}
	if _, err := Run(ctx, o); err != nil {
		t.Error(err)
	}
	if ctx.Err() != nil {
		t.Errorf("%s hung", s.Name)
	}
	return told
}

// The programs of students print the same watched as alone, and their calls are those that
// strace(1) sees.
func TestProgramsOfStudents(t *testing.T) {
	cases, err := students.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			alone, seenBy, traced := stage(t, c), stage(t, c), stage(t, c)
			var told *seen
			var all sync.WaitGroup
			all.Go(func() { alone.alone(t, "") })
			all.Go(func() { told = seenBy.watched(t, Options{Lines: true, Probes: true}) })
			all.Go(func() { traced.alone(t, straceTo) })
			all.Wait()
			want, got := alone.printed(t), seenBy.printed(t)
			if !slices.Equal(want, got) {
				t.Errorf("watched they print\n%q\nand alone\n%q", got, want)
			}
			compareCalls(t, c, told, straced(t, traced))
			if len(told.gaps) > 0 {
				t.Errorf("calls are missing: %v", told.gaps)
			}
		})
	}
}

// call is a call as both tell it: its name and error, of a send its bytes.
type call struct {
	name, err string
	bytes     int
}

// summary is what is the same each time: all calls but receives, and the bytes
// that were received.
type summary struct {
	calls    []call
	received int
}

func (s *summary) add(name, err string, got int) {
	switch {
	case name == "recv" || name == "recvfrom":
		s.received += got
		if err == "" || err == "EAGAIN" || err == "stopped" {
			return
		}
	case err == "EAGAIN" || err == "stopped" || name == "poll" || name == "print" || name == "input":
		return // how often is luck
	case name == "send" || name == "sendto":
		s.calls = append(s.calls, call{"send", err, got})
		return
	}
	s.calls = append(s.calls, call{name, err, 0})
}

func (s *summary) sorted() []string {
	var all []string
	for _, c := range s.calls {
		all = append(all, fmt.Sprint(c.name, " ", c.err, " ", c.bytes))
	}
	slices.Sort(all)
	return append(all, "received "+strconv.Itoa(s.received))
}

// compareCalls compares what was told of each program with what strace tells.
func compareCalls(t *testing.T, c students.Case, told *seen, want []summary) {
	t.Helper()
	got := make([]summary, len(c.Files))
	for i := range told.calls {
		e := &told.calls[i]
		for j, f := range c.Files {
			if told.programs[e.Peer].Script == f.Name && !(e.Call == lab.CallClose && e.Step == 0 && e.File == lab.NoFile) && e.Peek == false {
				got[j].add(e.Call.String(), e.Err, e.Got)
			}
		}
	}
	for j, f := range c.Files {
		if c.GoesOn && j == 0 || c.Name == "32-short-send" { // how much fits is luck
			continue
		}
		if a, b := got[j].sorted(), want[j].sorted(); !slices.Equal(a, b) {
			t.Errorf("%s: told are\n%q\nand strace tells\n%q", f.Name, a, b)
		}
	}
}
