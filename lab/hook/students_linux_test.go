//go:build amd64 || arm64

package hook

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/students"
	"stickylab/lab/watch"
)

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

// play runs the programs by the hook, or under ptrace.
func (s staged) play(t testing.TB, run func(context.Context, watch.Options) (watch.Result, error)) *seen {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	told := newSeen()
	o := watch.Options{Lines: true, Tell: told, Now: clock(), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
	for _, f := range s.Files {
		over := ""
		if s.GoesOn && f.Name == "client.py" { // nobody needs the server any more
			over = "; kill $(cat server.pid)"
		}
		o.Programs = append(o.Programs, []string{"/bin/sh", "-c", fmt.Sprintf(
			"cd %s && sh -c 'echo $$ > %s.pid; exec %s %s < %s.in > %s.out 2>&1'%s", s.Folder, strings.TrimSuffix(f.Name, ".py"), python3(), f.Name, f.Name, f.Name, over)})
	}
	if _, err := run(ctx, o); err != nil {
		t.Error(err)
	}
	if ctx.Err() != nil {
		t.Errorf("%s hung", s.Name)
	}
	return told
}

var allCases = flag.Bool("all", false, "run all programs of students, not each sixth")

// The programs of students print the same with the hook and traced, which is what they
// print alone, and the hook tells the calls that were made.
func TestProgramsOfStudents(t *testing.T) {
	cases, err := students.All()
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		if i%6 != 1 && !*allCases {
			continue
		}
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			traced, hooked := stage(t, c), stage(t, c)
			var want, got *seen
			var all sync.WaitGroup
			all.Go(func() { want = traced.play(t, watch.Run) })
			all.Go(func() { got = hooked.play(t, Run) })
			all.Wait()
			a, b := hooked.printed(t), traced.printed(t)
			if !slices.Equal(a, b) {
				t.Errorf("with the hook they print\n%q\nand traced\n%q", a, b)
			}
			for i, f := range c.Files {
				a, b := got.callsOf(f.Name), want.callsOf(f.Name)
				if c.LuckySends {
					a, b = withoutSends(a), withoutSends(b)
				}
				if !slices.Equal(a, b) && !(c.GoesOn && i == 0) {
					t.Errorf("%s: the hook told\n%q\nptrace\n%q", f.Name, a, b)
				}
			}
			if len(got.gaps) > 0 {
				t.Errorf("calls are missing: %v", got.gaps)
			}
		})
	}
}

// withoutSends leaves out the sends, and what came of them.
func withoutSends(calls []string) []string {
	return slices.DeleteFunc(calls, func(c string) bool { return strings.HasPrefix(c, "send ") || strings.HasPrefix(c, "received ") })
}

// lookups are the sockets on which the C library looked names up.
func (s *seen) lookups() map[int]bool {
	all := map[int]bool{}
	for i := range s.calls {
		if c := &s.calls[i]; c.Call == lab.CallConnect && strings.Contains(c.Address, "nscd") {
			all[c.Conn] = true
		}
	}
	return all
}

// callsOf sums up the calls of a program: receives by the bytes that they took, of the
// others what they gave.
func (s *seen) callsOf(script string) []string {
	var all []string
	received := 0
	looked := s.lookups()
	for i := range s.calls {
		c := &s.calls[i]
		if p := s.programs[c.Peer]; filepath.Base(p.Script) != script || c.Peek || looked[c.Conn] {
			continue
		}
		switch name := c.Call.String(); {
		case c.Call.Receives():
			if received += c.Got; c.Err != "" && c.Err != "EAGAIN" && c.Err != "timeout" {
				all = append(all, "recv "+c.Err)
			}
		case c.Err == "EAGAIN" || c.Err == "stopped" || c.Err == "timeout" || name == "poll" || name == "print" || name == "input" || name == "gap":
		case c.Call.Sends():
			all = append(all, "send "+c.Err+" "+strconv.Itoa(c.Got))
		case name == "close" && c.Step == 0: // by the end of the program
		case c.Call == lab.CallConnect && (c.Err == "EINPROGRESS" || c.Err == "" || c.Err == "ECONNREFUSED"):
			all = append(all, name) // with a timeout CPython waits for its result by poll(2)
		default:
			all = append(all, name+" "+c.Err)
		}
	}
	slices.Sort(all)
	return append(all, "received "+strconv.Itoa(received))
}
