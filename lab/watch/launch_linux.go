//go:build amd64 || arm64

package watch

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"

	"golang.org/x/sys/unix"
)

// Launcher is the hidden sub-command that a program is started by.
const Launcher = "__launch"

// gate is the descriptor of the launcher that it waits at.
const gate = 3

// Launch waits until the tracer has seized the process, puts the filter on and
// becomes the program. Call it on the main thread: the others end with it.
func Launch(argv []string) error {
	runtime.LockOSThread()
	if len(argv) == 0 {
		return errors.New("no program")
	}
	var one [1]byte
	if n, err := unix.Read(gate, one[:]); n != 1 {
		return fmt.Errorf("the tracer has gone: %w", err)
	}
	unix.CloseOnExec(gate)
	if err := install(); err != nil {
		return fmt.Errorf("seccomp: %w", err)
	}
	return unix.Exec(argv[0], argv[1:], os.Environ())
}

// start starts a program that waits at its gate, as a child of the calling
// thread. Open lets it go on.
func start(argv []string, o Options) (pid int, open func() error, err error) {
	path, err := exec.LookPath(argv[0])
	if err != nil && !errors.Is(err, exec.ErrDot) {
		return 0, nil, &Problem{Kind: NotFound, Program: argv[0], Err: err}
	}
	r, w, err := os.Pipe()
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = r.Close() }()
	child, err := os.StartProcess("/proc/self/exe", append([]string{os.Args[0], Launcher, path}, argv...), &os.ProcAttr{
		Files: []*os.File{o.Stdin, o.Stdout, o.Stderr, r},
	})
	if err != nil {
		_ = w.Close()
		return 0, nil, err
	}
	pid = child.Pid
	_ = child.Release() // the tracer waits for it
	return pid, func() error {
		_, err := w.Write([]byte{1})
		return errors.Join(err, w.Close())
	}, nil
}
