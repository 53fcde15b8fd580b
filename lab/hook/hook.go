// Package hook sees the socket calls of Python programs from inside: it puts a
// sitecustomize of its own before them, which writes a record before and after each call
// into a ring in shared memory. Nothing is stopped, so it changes less of what it watches
// than lab/watch does, and it needs no ptrace.
package hook

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"stickylab/lab/watch"
)

//go:embed py/sitecustomize.py
var siteSource []byte

//go:embed py/_stickylab_hook.py
var hookSource []byte

//go:embed py/_stickylab_ring.py
var ringSource []byte

const (
	// startsAfter is how long a program waits for the one before it to wait for
	// something, as a server does once it can be reached.
	startsAfter = 3 * time.Second
	// graceful is how long a program has to end by itself after it was asked to.
	graceful = 2 * time.Second
	// lookEvery is how often the rings are read.
	lookEvery = 2 * time.Millisecond
)

// Run starts the programs and tells their calls until all have ended. When the context
// ends they are asked to end, and a while later made to. The error is a *watch.Problem
// where one cannot be started. Of the options, PIDs and Probes have no meaning here.
func Run(ctx context.Context, o watch.Options) (watch.Result, error) {
	folder, err := lay()
	if err != nil {
		return watch.Result{}, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	r := &running{o: o, f: newFollower(folder, o), ended: make(chan int), over: make(chan struct{})}
	return r.run(ctx, folder)
}

// foldersStart is what the names of the folders of the rings start with.
const foldersStart = "stickylab-hook-"

// lay makes the folder that PYTHONPATH gets. One that a lab left which was killed goes.
func lay() (string, error) {
	root := os.TempDir()
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		root = "/dev/shm" // not a disk
	}
	left, _ := filepath.Glob(filepath.Join(root, foldersStart+"*"))
	for _, one := range left {
		pid, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(one), foldersStart), "-")
		if n, err := strconv.Atoi(pid); err == nil && !alive(n) {
			_ = os.RemoveAll(one) // somebody else's stays
		}
	}
	folder, err := os.MkdirTemp(root, foldersStart+strconv.Itoa(os.Getpid())+"-*")
	if err != nil {
		return "", err
	}
	for name, text := range map[string][]byte{"sitecustomize.py": siteSource, "_stickylab_hook.py": hookSource, "_stickylab_ring.py": ringSource} {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			return "", errors.Join(err, os.RemoveAll(folder))
		}
	}
	return folder, nil
}

// running is one Run.
type running struct {
	o      watch.Options
	f      *follower
	ended  chan int // the index of a program that has
	over   chan struct{}
	result watch.Result
	cmds   []*exec.Cmd
}

func (r *running) run(ctx context.Context, folder string) (watch.Result, error) {
	r.result.Exits = make([]watch.Exit, len(r.o.Programs))
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	left, begun, ending := 0, time.Now(), ctx.Done()
	var failed error
	for {
		if next := len(r.cmds); failed == nil && next < len(r.o.Programs) && (next == 0 || r.f.waits[next-1] || time.Since(begun) > startsAfter) {
			begun = time.Now()
			if failed = r.start(next, folder); failed == nil {
				left++
			} else {
				r.kill()
			}
		}
		if left == 0 && (len(r.cmds) == len(r.o.Programs) || failed != nil) {
			break
		}
		select {
		case i := <-r.ended:
			left--
			r.f.waits[i] = true
		case <-ticker.C:
		case <-ending:
			r.leave()
			ending, failed = nil, errOver
		}
		r.f.look(false)
	}
	close(r.over)
	r.f.look(true)
	r.f.finish()
	if errors.Is(failed, errOver) {
		failed = nil
	}
	return r.result, failed
}

// errOver: the context has ended, nothing is to be started any more.
var errOver = errors.New("over")

// start starts a program.
func (r *running) start(i int, folder string) error {
	argv := r.o.Programs[i]
	path, err := exec.LookPath(argv[0])
	if err != nil && !errors.Is(err, exec.ErrDot) {
		return &watch.Problem{Kind: watch.NotFound, Program: argv[0], Err: err}
	}
	cmd := &exec.Cmd{Path: path, Args: argv, Stdin: r.o.Stdin, Stdout: r.o.Stdout, Stderr: r.o.Stderr}
	before := os.Getenv("PYTHONPATH")
	if before != "" {
		before = string(os.PathListSeparator) + before
	}
	cmd.Env = append(os.Environ(), "PYTHONPATH="+folder+before)
	endsWithUs(cmd)
	begun := make(chan error)
	go func() {
		unlock := lockThread()
		defer unlock()
		if err := cmd.Start(); err != nil {
			begun <- err
			return
		}
		begun <- nil
		_ = cmd.Wait() // its state says all
		r.result.Exits[i] = exitOf(cmd.ProcessState)
		r.ended <- i
	}()
	if err := <-begun; err != nil {
		return fmt.Errorf("%s: %w", argv[0], err)
	}
	r.cmds = append(r.cmds, cmd)
	r.f.roots[cmd.Process.Pid] = i
	return nil
}

// leave asks the programs to end, and a while later makes them.
func (r *running) leave() {
	go func() {
		for _, end := range []func(*os.Process){interrupt, func(p *os.Process) { _ = p.Kill() }} {
			select {
			case <-r.over:
				return
			case <-time.After(graceful):
			}
			for _, cmd := range r.cmds {
				end(cmd.Process)
			}
		}
	}()
}

func (r *running) kill() {
	for _, cmd := range r.cmds {
		_ = cmd.Process.Kill()
	}
}
