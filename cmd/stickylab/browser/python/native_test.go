package python

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/lab/students"
)

// alone is what the programs of a case do in the CPython of this machine: what each prints,
// and the calls that strace sees of it.
type alone struct {
	said  []string
	calls []*madeCalls
}

// native runs the programs of a case. Each starts when the one before waits for somebody, or
// has ended.
func native(t *testing.T, c students.Case) alone {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), caseTime)
	defer cancel()
	port := students.FreePort()
	dir, calls := t.TempDir(), t.TempDir()
	said := make([]bytes.Buffer, len(c.Files))
	processes := make([]*exec.Cmd, len(c.Files))
	ended := make([]chan struct{}, len(c.Files))
	for i, f := range c.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(f.At(port)), 0o600); err != nil {
			t.Fatal(err)
		}
		argv := append(straceOf(filepath.Join(calls, f.Name)), newest().path, f.Name)
		one := exec.CommandContext(ctx, argv[0], argv[1:]...)
		one.Dir, one.Stdin, one.Stdout, one.Stderr = dir, strings.NewReader(f.Typed), &said[i], &said[i]
		one.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "PYTHONUNBUFFERED=1", "NO_COLOR=1")
		one.WaitDelay = time.Second // a program that it started may have its output
		if err := one.Start(); err != nil {
			t.Fatal(err)
		}
		processes[i], ended[i] = one, make(chan struct{})
		go func() { defer close(ended[i]); _ = one.Wait() }() // many end with an error, as they are to
		untilItWaits(ctx, one.Process.Pid, ended[i])
	}
	for i := range slices.Backward(c.Files) {
		if i == 0 && c.GoesOn {
			_ = processes[0].Process.Signal(syscall.SIGKILL)
		}
		<-ended[i]
	}
	if ctx.Err() != nil {
		t.Errorf("CPython did not end %s", c.Name)
	}
	var did alone
	for i, f := range c.Files {
		text := strings.ReplaceAll(said[i].String(), dir+"/", "")
		did.said = append(did.said, strings.ReplaceAll(text, port, students.Port))
		did.calls = append(did.calls, straced(ctx, t, filepath.Join(calls, f.Name)))
	}
	return did
}

// waiting are the numbers of the system calls that programs wait for others in: accept,
// accept4, recvfrom, poll, select, ppoll, pselect6, epoll_wait, epoll_pwait.
var waiting = map[string][]string{
	"amd64": {"43", "288", "45", "7", "23", "271", "270", "232", "281"},
	"arm64": {"202", "242", "207", "73", "72", "22"},
}[runtime.GOARCH]

// untilItWaits returns when a program waits for another one, has ended, or has had its
// time: one that turns in a loop never waits.
func untilItWaits(ctx context.Context, pid int, ended <-chan struct{}) {
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	late := time.NewTimer(5 * time.Second)
	defer late.Stop()
	for {
		select {
		case <-look.C:
		case <-late.C:
			return
		case <-ended:
			return
		case <-ctx.Done():
			return
		}
		call, _ := os.ReadFile(fmt.Sprintf("/proc/%d/syscall", pid)) // proc_pid_syscall(5)
		number, _, _ := strings.Cut(string(call), " ")
		if slices.Contains(waiting, number) {
			return
		}
	}
}
