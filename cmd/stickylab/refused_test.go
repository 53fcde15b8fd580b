package main

import (
	"bytes"
	"errors"
	"strings"
	"syscall"
	"testing"

	"stickylab/lab/watch"
)

// Whoever may not trace is told why and what to do. The errors are faked: no machine with
// Yama and no container was at hand.
func TestWhatIsSaidWhereTracingIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		problem error
		zh, en  string
	}{
		"Yama": {
			&watch.Problem{Kind: watch.NotPermitted, PID: 42, Scope: "1", Err: syscall.EPERM},
			"ptrace_scope 是 1）。改成用 stickylab trace -- 来启动它；或者先执行 sudo sysctl kernel.yama.ptrace_scope=0", "(ptrace_scope is 1). Start it with stickylab trace -- instead, or first run sudo sysctl kernel.yama.ptrace_scope=0",
		},
		"somebody else's": {
			&watch.Problem{Kind: watch.NotPermitted, PID: 42, Err: syscall.EPERM},
			"stickylab trace --", "It may belong to somebody else; start it with stickylab trace -- instead",
		},
		"a container": {
			&watch.Problem{Kind: watch.NotHere, PID: 42, Err: syscall.EPERM},
			"可以加 -by hook", "ptrace is not allowed here (container or security policy): operation not permitted. For a Python program add -by hook",
		},
		"traced":   {&watch.Problem{Kind: watch.Traced, PID: 42, Tracer: "gdb (7)"}, "正被 gdb (7) 跟踪", "Process 42 is traced by gdb (7) already"},
		"gone":     {&watch.Problem{Kind: watch.Gone, PID: 42}, "进程 42 已经结束", "Process 42 has ended"},
		"no Linux": {watch.ErrUnsupported, "-by hook", "needs Linux on amd64 or arm64. Here Python programs can use -by hook"},
	} {
		for lang, want := range map[string]string{"zh": c.zh, "en": c.en} {
			var said bytes.Buffer
			err := program{lang: lang, err: &said}.cannotTrace(c.problem)
			if !strings.Contains(said.String(), want) || !errors.Is(err, errRun) {
				t.Errorf("%s in %s: %v, said %q, want %q", name, lang, err, said.String(), want)
			}
		}
	}
	if other := errors.New("other"); !errors.Is(program{}.cannotTrace(other), other) {
		t.Error("an error of another kind is not passed on")
	}
}
