//go:build amd64 || arm64

package watch

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// attach follows a process that runs, with all its threads.
func (t *tracer) attach(pid int) error {
	t.attached, t.stdio = true, stdioOf(pid)
	seen := map[int]bool{}
	for again := true; again; {
		again = false
		threads, err := os.ReadDir("/proc/" + strconv.Itoa(pid) + "/task")
		if err != nil {
			return &Problem{Kind: Gone, PID: pid, Err: err}
		}
		for _, entry := range threads {
			tid, _ := strconv.Atoi(entry.Name())
			if seen[tid] {
				continue
			}
			switch err := t.o.seizes(tid, 0); {
			case errors.Is(err, unix.ESRCH) && tid != pid: // it has just ended
			case err != nil:
				return whyNot(pid, err, cmp.Or(t.o.yama, yama))
			}
			seen[tid], again = true, true
			t.tasks[tid] = &task{tid: tid, of: t.process(pid), strand: -1}
			ptrace(unix.PTRACE_INTERRUPT, tid, 0, 0)
		}
	}
	return nil
}

// yama is where the kernel says who may attach to whom (ptrace(2)).
const yama = "/proc/sys/kernel/yama/ptrace_scope"

// whyNot makes a Problem of the error of an attempt to attach; yama is the file of that name.
func whyNot(pid int, err error, yama string) *Problem {
	p := &Problem{Kind: NotPermitted, PID: pid, Err: err}
	switch tracer := tracerOf(pid); {
	case errors.Is(err, unix.ESRCH):
		p.Kind = Gone
	case tracer != 0:
		p.Kind, p.Tracer = Traced, fmt.Sprintf("%s (%d)", commandOf(tracer), tracer)
	default:
		scope, _ := os.ReadFile(yama) // not there without Yama
		p.Scope = strings.TrimSpace(string(scope))
	}
	return p
}

// statusField reads a number of /proc/PID/status.
func statusField(pid int, name string) int {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), name+":")
	line, _, _ := strings.Cut(rest, "\n")
	n, _ := strconv.Atoi(strings.TrimSpace(line))
	return n
}

// tracerOf is the process that traces another, 0 without one: the kernel names
// its thread.
func tracerOf(pid int) int {
	if tid := statusField(pid, "TracerPid"); tid != 0 {
		return tgidOf(tid)
	}
	return 0
}

// tgidOf is the process of a thread.
func tgidOf(tid int) int {
	if pid := statusField(tid, "Tgid"); pid != 0 {
		return pid
	}
	return tid
}

func commandOf(pid int) string {
	name, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/comm")
	return strings.TrimSpace(string(name))
}

// leaving reports whether what was attached to is to be let go.
func (t *tracer) leaving() bool {
	select {
	case <-t.letGo:
		return t.attached
	default:
		return false
	}
}

// release lets a stopped task go. The signal that woke it for that stays here;
// any other goes on to it.
func (t *tracer) release(k *task, sig int) (request, deliver int) {
	if sig == int(wakeUp) {
		sig = 0
	}
	if k.begun != nil {
		t.drop(k.tid)
		k.begun = nil
	}
	ptrace(unix.PTRACE_DETACH, k.tid, 0, uintptr(sig))
	delete(t.tasks, k.tid)
	return 0, 0
}

// wakeUp stops a task so that it can be let go: a signal that does nothing by
// itself and that it never gets.
const wakeUp = unix.SIGURG

// wake makes every attached task stop, for the tracer to let it go. One that is
// stopped as a whole hears SIGCONT only; it is stopped again.
func wake(pid int) {
	threads, _ := os.ReadDir("/proc/" + strconv.Itoa(pid) + "/task")
	for _, entry := range threads {
		tid, _ := strconv.Atoi(entry.Name())
		_ = unix.Tgkill(pid, tid, wakeUp)
	}
}
