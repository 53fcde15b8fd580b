//go:build amd64 || arm64

package watch

import (
	"sync"
	"sync/atomic"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"stickylab/lab/diag"
)

// tracer follows one program and all that it makes. All its ptrace calls are
// made by one thread, which is no other program's: two programs that had to wait
// for one tracer would be kept from overtaking each other.
type tracer struct {
	o         Options
	sockets   *table
	kernel    *diag.Diag
	attached  bool // to a process that ran before: it stops at every call
	tasks     map[int]*task
	processes map[int]*process
	pythons   pythons
	stdio     [3]string // where the lines go
	index     int       // of the program that was started, among all
	root      int       // the process that was started
	exit      Exit
	waits     func() // called once the program first waits; may be nil
	letGo     chan struct{}

	// What the sweep looks at.
	mu    sync.Mutex
	under map[int]*Call // by the thread that is in a call that may wait
	alive map[int]*process
}

// task is a traced thread.
type task struct {
	tid     int
	of      *process
	state         // of the call under way that is followed
	paused  state // of one that a signal interrupted, while its handler makes calls
	again   bool  // the call was interrupted by a signal and may be made again
	handled bool  // the handler of that signal has returned
	strand  int   // -1 before its first call
}

// process is a traced process.
type process struct {
	pid, parent int
	peer        int
	known       bool // the Teller was told
	launcher    bool // the program has not been started yet
	strands     int
	missing     map[string]int // calls that are not told, by the limit
	noted       map[NoteKind]bool
	waited      bool
	stopped     atomic.Bool // as a whole, see PTRACE_LISTEN
	held        []held      // calls that do not make it a peer, until another does
	program     Program     // what it was at the first of them
}

func newTracer(o Options, sockets *table) *tracer {
	t := &tracer{
		o: o, sockets: sockets, tasks: map[int]*task{}, processes: map[int]*process{}, pythons: newPythons(),
		under: map[int]*Call{}, alive: map[int]*process{}, letGo: make(chan struct{}),
	}
	if o.Probes {
		t.kernel, _ = diag.Open() // without it no queue is known, as each event then says
	}
	return t
}

func (t *tracer) close() {
	if t.kernel != nil {
		_ = t.kernel.Close()
	}
}

// follow goes on until every task has ended or was let go. It must be called by
// the thread that started or seized them.
func (t *tracer) follow() {
	for len(t.tasks) > 0 {
		tid, ws, err := wait()
		if err != nil {
			break // ECHILD: nothing is left
		}
		t.stopped(tid, ws, t.o.Now())
	}
	for _, p := range t.processes {
		t.ended(p)
	}
}

// spins is how often wait asks before it sleeps. The answer to most stops comes
// within microseconds; a thread that sleeps for it is woken much later.
const spins = 0

// wait waits for the next stop of a task of this thread.
func wait() (tid int, ws unix.WaitStatus, err error) {
	var status int32
	for i := range spins + 1 {
		flags := uintptr(unix.WALL | unix.WNOTHREAD)
		if i < spins {
			r, _, errno := unix.RawSyscall6(unix.SYS_WAIT4, ^uintptr(0), uintptr(unsafe.Pointer(&status)), flags|unix.WNOHANG, 0, 0, 0)
			if errno != 0 {
				return 0, 0, errno
			}
			if r != 0 {
				return int(r), unix.WaitStatus(status), nil
			}
			continue
		}
		for {
			r, _, errno := syscall.Syscall6(unix.SYS_WAIT4, ^uintptr(0), uintptr(unsafe.Pointer(&status)), flags, 0, 0, 0)
			if errno == syscall.EINTR {
				continue
			}
			if errno != 0 {
				return 0, 0, errno
			}
			return int(r), unix.WaitStatus(status), nil
		}
	}
	return 0, 0, unix.ECHILD // not reached
}

func (t *tracer) stopped(tid int, ws unix.WaitStatus, now int64) {
	k := t.tasks[tid]
	if ws.Exited() || ws.Signal() >= 0 {
		t.taskEnded(tid, k, ws, now)
		return
	}
	if !ws.Stopped() {
		return
	}
	if k == nil { // made by a task; its first stop may come before that of its maker
		k = &task{tid: tid, of: t.process(tgidOf(tid)), strand: -1}
		t.tasks[tid] = k
	}
	k.of.stopped.Store(false)
	if request, deliver := t.answer(k, ws, now); request != 0 {
		ptrace(request, tid, 0, uintptr(deliver))
	}
}

// goOn is the request with which a task goes on between calls that are followed.
func (t *tracer) goOn(k *task) int {
	if k.begun != nil || t.attached {
		return unix.PTRACE_SYSCALL
	}
	return unix.PTRACE_CONT
}

// answer says how a stopped task goes on; request 0: it was let go.
func (t *tracer) answer(k *task, ws unix.WaitStatus, now int64) (request, deliver int) {
	sig, event := int(ws.StopSignal()), int(uint32(ws)>>16)
	switch {
	case sig == int(unix.SIGTRAP)|0x80, event == unix.PTRACE_EVENT_SECCOMP:
		t.call(k, now)
	case event == unix.PTRACE_EVENT_STOP && stops(sig):
		k.of.stopped.Store(true)
		return unix.PTRACE_LISTEN, 0 // Ctrl-Z
	case event == unix.PTRACE_EVENT_EXEC:
		t.executed(k, eventMessage(k.tid))
	case event == unix.PTRACE_EVENT_FORK || event == unix.PTRACE_EVENT_VFORK || event == unix.PTRACE_EVENT_CLONE:
		t.made(k, eventMessage(k.tid))
	case event != 0:
	default:
		if t.leaving() {
			return t.release(k, sig)
		}
		return t.goOn(k), sig
	}
	if t.leaving() {
		return t.release(k, 0)
	}
	return t.goOn(k), 0
}

func stops(sig int) bool {
	return sig == int(unix.SIGSTOP) || sig == int(unix.SIGTSTP) || sig == int(unix.SIGTTIN) || sig == int(unix.SIGTTOU)
}

// made enters a process or thread that a task made.
func (t *tracer) made(k *task, tid int) {
	if tid == 0 || t.tasks[tid] != nil {
		if child := t.tasks[tid]; child != nil && child.of.pid == tid && child.of.parent == 0 {
			child.of.parent = k.of.pid
		}
		return
	}
	of := t.process(tgidOf(tid))
	if of.pid == tid {
		of.parent = k.of.pid
	}
	t.tasks[tid] = &task{tid: tid, of: of, strand: -1}
}

// executed: the process is another program now, with one thread.
func (t *tracer) executed(k *task, former int) {
	t.leaveOut(k.of)
	pid := k.of.pid
	if former != 0 && former != pid {
		t.drop(former)
	}
	t.drop(pid) // a call that a thread was in does not come back
	for tid, other := range t.tasks {
		if other.of == k.of && tid != pid {
			delete(t.tasks, tid)
		}
	}
	k.state, k.paused, k.again = state{}, state{}, false
	k.of.launcher, k.of.known = false, false
	t.tasks[pid] = k
	t.sockets.forgetAll(pid, 0, 1<<31-1)
	delete(t.pythons.processes, pid)
}

// drop ends the following of what a thread is in.
func (t *tracer) drop(tid int) {
	t.mu.Lock()
	delete(t.under, tid)
	t.mu.Unlock()
}

func (t *tracer) process(pid int) *process {
	p := t.processes[pid]
	if p == nil {
		p = &process{pid: pid, peer: -1, missing: map[string]int{}, noted: map[NoteKind]bool{}}
		t.processes[pid] = p
		t.mu.Lock()
		t.alive[pid] = p
		t.mu.Unlock()
	}
	return p
}

// taskEnded: a thread has ended, and with its last thread the process.
func (t *tracer) taskEnded(tid int, k *task, ws unix.WaitStatus, now int64) {
	if tid == t.root {
		t.exit = exitOf(ws)
	}
	if k == nil {
		return
	}
	if c := k.begun; c != nil { // it never returned
		t.cutOff(k, c, now)
	}
	t.drop(tid)
	delete(t.tasks, tid)
	for _, other := range t.tasks {
		if other.of == k.of {
			return
		}
	}
	t.processEnded(k.of, now)
}

func exitOf(ws unix.WaitStatus) Exit {
	if ws.Signal() >= 0 {
		return Exit{Code: 128 + int(ws.Signal()), Signal: int(ws.Signal())}
	}
	return Exit{Code: ws.ExitStatus()}
}
