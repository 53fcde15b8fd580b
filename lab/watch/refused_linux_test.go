//go:build amd64 || arm64

package watch

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// A kernel with Yama, a container and a security policy refuse ptrace: those were not at
// hand, so their errno is faked here. What is said of each is tested in cmd/stickylab.

func refusing(errno unix.Errno) func(int, uintptr) error {
	return func(int, uintptr) error { return errno }
}

func TestAttachingIsRefused(t *testing.T) {
	scope := filepath.Join(t.TempDir(), "ptrace_scope")
	if err := os.WriteFile(scope, []byte("1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	sleeper := exec.Command("sleep", "60")
	if err := sleeper.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = sleeper.Process.Kill()
		_ = sleeper.Wait()
	}()
	for name, c := range map[string]struct {
		errno unix.Errno
		yama  string
		want  Problem
	}{
		"Yama":            {unix.EPERM, scope, Problem{Kind: NotPermitted, Scope: "1"}},
		"no Yama":         {unix.EPERM, filepath.Join(t.TempDir(), "none"), Problem{Kind: NotPermitted}},
		"security policy": {unix.EACCES, filepath.Join(t.TempDir(), "none"), Problem{Kind: NotPermitted}},
		"just ended":      {unix.ESRCH, scope, Problem{Kind: Gone}},
	} {
		told := newSeen()
		_, err := run(t.Context(), Options{PIDs: []int{sleeper.Process.Pid}, Tell: told, Now: clock(), seize: refusing(c.errno), yama: c.yama})
		var p *Problem
		if !errors.As(err, &p) || p.Kind != c.want.Kind || p.Scope != c.want.Scope || p.PID != sleeper.Process.Pid || !errors.Is(err, c.errno) {
			t.Errorf("%s: %+v, want %s with scope %q", name, err, c.want.Kind, c.want.Scope)
		}
		if len(told.programs)+len(told.calls) != 0 {
			t.Errorf("%s: it told of %v", name, told.programs)
		}
	}
	if err := sleeper.Process.Signal(unix.Signal(0)); err != nil {
		t.Errorf("the program that was not attached to: %v", err)
	}
}

// A program that cannot be followed is not left waiting, and never begins.
func TestLaunchingIsRefused(t *testing.T) {
	made := filepath.Join(t.TempDir(), "made")
	_, err := run(t.Context(), Options{
		Programs: [][]string{{"touch", made}}, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Tell: newSeen(), Now: clock(), seize: refusing(unix.EPERM),
	})
	var p *Problem
	if !errors.As(err, &p) || p.Kind != NotHere || !errors.Is(err, unix.EPERM) {
		t.Fatalf("%v, want that it is not allowed here", err)
	}
	if unix.Kill(p.PID, 0) == nil {
		t.Errorf("process %d is still there", p.PID)
	}
	if _, err := os.Stat(made); err == nil {
		t.Error("the program ran")
	}
}
