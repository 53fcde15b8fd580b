//go:build amd64 || arm64

package watch

import (
	"context"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

const (
	// startsAfter is how long a program waits for the one before it to wait for
	// something, as a server does once it can be reached.
	startsAfter = 3 * time.Second
	// graceful is how long a program has to end by itself after a signal that asks
	// for it.
	graceful = 2 * time.Second
	// sweepEvery is how often calls that go on are looked at.
	sweepEvery = 10 * time.Millisecond
)

// Supported tells whether Run works on this platform.
const Supported = true

func run(ctx context.Context, o Options) (Result, error) {
	w := &watching{o: o, sockets: newTable(o.Tell), over: make(chan struct{})}
	defer w.sockets.close()
	w.result.Exits = make([]Exit, len(o.Programs))
	sweeping := make(chan struct{})
	go w.sweep(sweeping)
	err := w.begin(ctx)
	w.wait.Wait()
	close(w.over)
	<-sweeping
	w.sockets.settle()
	return w.result, err
}

// watching is one Run.
type watching struct {
	o       Options
	sockets *table
	wait    sync.WaitGroup
	over    chan struct{} // closed when all has ended
	result  Result

	mu      sync.Mutex
	tracers []*tracer
}

// begin attaches to what runs, then starts the programs, each when the one
// before first waits, has ended or has had its time.
func (w *watching) begin(ctx context.Context) error {
	for _, pid := range w.o.PIDs {
		w.sockets.await(pid)
	}
	for _, pid := range w.o.PIDs {
		begun := make(chan error, 1)
		w.wait.Go(func() { w.trace(ctx, begun, nil, func(t *tracer) error { return t.attach(pid) }) })
		if err := <-begun; err != nil {
			return err
		}
	}
	for i, argv := range w.o.Programs {
		waits, ended := make(chan struct{}), make(chan struct{})
		begun := make(chan error, 1)
		w.wait.Go(func() {
			defer close(ended)
			t := w.trace(ctx, begun, sync.OnceFunc(func() { close(waits) }), func(t *tracer) error { return t.start(i, argv) })
			w.result.Exits[i] = t.exit
		})
		if err := <-begun; err != nil {
			w.end()
			return err
		}
		if i == len(w.o.Programs)-1 {
			break
		}
		select {
		case <-waits:
		case <-ended:
		case <-time.After(startsAfter):
		case <-ctx.Done():
			return nil
		}
	}
	return nil
}

// trace follows what begin starts or attaches to, on a thread of its own.
func (w *watching) trace(ctx context.Context, begun chan<- error, waits func(), begin func(*tracer) error) *tracer {
	runtime.LockOSThread() // and never unlocked: the thread ends with its tracees
	t := newTracer(w.o, w.sockets)
	defer t.close()
	t.waits = waits
	if err := begin(t); err != nil {
		t.abandon()
		begun <- err
		return t
	}
	w.mu.Lock()
	w.tracers = append(w.tracers, t)
	w.mu.Unlock()
	begun <- nil
	followed := make(chan struct{})
	leave := context.AfterFunc(ctx, func() { t.leave(followed) })
	t.follow()
	close(followed)
	leave()
	return t
}

// start starts a program.
func (t *tracer) start(index int, argv []string) error {
	pid, open, err := start(argv, t.o)
	if err != nil {
		return err
	}
	t.index, t.root, t.stdio = index, pid, stdioOf(pid)
	p := t.process(pid)
	p.launcher = true
	t.tasks[pid] = &task{tid: pid, of: p, strand: -1}
	if err := t.o.seizes(pid, unix.PTRACE_O_EXITKILL); err != nil {
		return &Problem{Kind: NotHere, PID: pid, Err: err}
	}
	t.setuid(p, argv[0])
	return open()
}

// abandon ends a program that could not be followed.
func (t *tracer) abandon() {
	if t.root != 0 {
		_ = unix.Kill(t.root, unix.SIGKILL)
		_, _ = unix.Wait4(t.root, nil, unix.WALL, nil)
	}
}

// end ends the programs that were started, when another cannot be.
func (w *watching) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, t := range w.tracers {
		if !t.attached {
			_ = unix.Kill(t.root, unix.SIGKILL)
		}
	}
}

// leave ends the following: what was attached to is let go, what was started is
// asked to end, then made to.
func (t *tracer) leave(followed <-chan struct{}) {
	if t.attached {
		t.goAway()
		return
	}
	for _, signal := range []unix.Signal{unix.SIGTERM, unix.SIGKILL} {
		select {
		case <-followed:
			return
		case <-time.After(graceful):
			_ = unix.Kill(t.root, signal)
		}
	}
}

// goAway lets go. A process that was stopped as a whole hears SIGCONT only; it
// is stopped again.
func (t *tracer) goAway() {
	close(t.letGo)
	t.mu.Lock()
	defer t.mu.Unlock()
	for pid, p := range t.alive {
		if p.stopped.Load() {
			_ = unix.Kill(pid, unix.SIGCONT)
			_ = unix.Kill(pid, unix.SIGSTOP)
			continue
		}
		wake(pid)
	}
}

// setuid tells that a program does not get the rights that its file gives.
func (t *tracer) setuid(p *process, name string) {
	file, err := os.Stat(name)
	if err == nil && file.Mode()&(os.ModeSetuid|os.ModeSetgid) != 0 && os.Geteuid() != 0 {
		t.note(p, NoteSetuid, 0)
	}
}

// sweep finds the calls that sleep in the kernel, and tells each once.
func (w *watching) sweep(done chan<- struct{}) {
	defer close(done)
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for {
		select {
		case <-w.over:
			return
		case <-ticker.C:
		}
		w.mu.Lock()
		tracers := w.tracers
		w.mu.Unlock()
		for _, t := range tracers {
			t.sweep(w.o.Now())
		}
	}
}

func (t *tracer) sweep(now int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for tid, c := range t.under {
		if c.Waited || now-c.Start < int64(sweepEvery) || !sleeps(c.PID, tid) {
			continue
		}
		c.Waited = true
		if c.Peer >= 0 && c.Strand < MaxThreads {
			waits := *c
			t.o.Tell.Waiting(&waits)
		}
	}
}

// sleeps reports whether a thread sleeps.
func sleeps(pid, tid int) bool {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/task/" + strconv.Itoa(tid) + "/stat")
	if err != nil {
		return false
	}
	for i := len(text) - 1; i > 1; i-- { // behind the name, which may hold anything
		if text[i] == ')' {
			return i+2 < len(text) && text[i+2] == 'S'
		}
	}
	return false
}
