// Package watch sees the socket calls of programs of the user's own while they
// run: it traces them with ptrace(2), stopped by a seccomp(2) filter at those
// calls alone, and tells each as an event.
package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"stickylab/lab"
)

// ErrUnsupported is the error of Run where system calls cannot be traced: it
// needs Linux on amd64 or arm64.
var ErrUnsupported = errors.New("tracing system calls needs Linux")

// The limits of what is watched.
const (
	// MaxProcesses bounds the processes that are told of, MaxThreads the threads
	// that are told apart in each. Calls of others are counted as missing.
	MaxProcesses = 64
	MaxThreads   = 256
	// MaxData bounds the bytes of one call that are read from a program. A call
	// that moved more is counted as missing.
	MaxData = 16 << 20
	// MaxText bounds the bytes of one line that a program printed or read.
	MaxText = 4 << 10
)

// The names of the limits above in a gap.
const (
	LimitProcesses = "watched-processes"
	LimitThreads   = "watched-threads"
	LimitData      = "watched-data"
	// LimitAfter is that of a send behind bytes of its connection that were not seen.
	LimitAfter = "watched-after"
)

// Options say what to watch and whom to tell.
type Options struct {
	Programs [][]string // to start: each a program and its arguments
	PIDs     []int      // that run already
	Lines    bool       // find the source lines of CPython programs
	Probes   bool       // ask the kernel for the queues of TCP sockets
	// Stdin, Stdout and Stderr are the programs'.
	Stdin, Stdout, Stderr *os.File
	Tell                  Teller
	// Now gives the nanoseconds since the run began.
	Now func() int64

	// For tests of systems that refuse: what PTRACE_SEIZE does instead, nil for that, and
	// the file that says who may, empty for that of the kernel.
	seize func(tid int, options uintptr) error
	yama  string
}

// Program is a process that is watched.
type Program struct {
	PID int
	// Index is its place among the programs that were to be started, -1 for others.
	Index int
	// Peer is what the process was until it became another program (execve(2)), -1
	// for a new one.
	Peer   int
	Parent int // the process that made it, 0 where that is not watched
	Argv   []string
	// Script is the path of the text that an interpreter runs, absolute or from the
	// process's folder, Folder; empty without one.
	Script, Folder string
	Runtime        string // "python3.11", "node"; empty for a program of its own
	Lines          bool   // source lines are found in it
}

// ProgramOf is what is known of a program before it is started.
func ProgramOf(index int, argv []string) Program {
	folder, _ := os.Getwd() // without it the text of the program is not found
	return Program{Index: index, Peer: -1, Argv: argv, Script: scriptOf(argv), Folder: folder}
}

// scriptOf is the argument that is the text of a program.
func scriptOf(argv []string) string {
	for _, arg := range argv[min(1, len(argv)):] {
		if slices.Contains([]string{".py", ".js", ".mjs", ".cjs", ".rb", ".pl", ".java", ".sh", ".lua", ".php"}, filepath.Ext(arg)) {
			return arg
		}
	}
	return ""
}

// Call is a call that was made or is under way. Only the Teller changes it.
type Call struct {
	lab.Event
	PID, TID int
	// Path is the source file that the Step counts in, empty where it is not known.
	Path string
}

// Teller is told what is seen, by several tracers at once.
type Teller interface {
	// Program tells of a process before its first call and gives the peer that it is,
	// -1 when there is no room for it: its calls are then counted as missing.
	Program(p Program) (peer int)
	// Socket tells of a socket before its first call, or news of one.
	Socket(c lab.Conn)
	// Pair tells that two connected sockets are the ends of one connection.
	Pair(a, b int)
	// Begin tells of a send before its system call, with FarConn where it is a datagram.
	Begin(c *Call)
	// Unsettled asks, after a receive, whether the far end is worth a question too.
	Unsettled(c *Call) bool
	// Done tells of a call that has returned.
	Done(c *Call)
	// Waiting tells of a call that sleeps in the kernel.
	Waiting(c *Call)
	// Ended tells of the end of a process.
	Ended(pid int)
	// Gap tells of n calls of a process that are missing, and why.
	Gap(peer, n int, why string)
	// LeftOut tells of a process that is no peer, and of the number of its calls:
	// with them the C library only looked something up (getpwuid(3) and its kin).
	LeftOut(calls int)
	// Note tells of something about a process that its calls do not show.
	Note(n Note)
}

// Note is something about a process that its calls do not show.
type Note struct {
	PID  int
	Peer int // -1 where it is none yet
	Kind NoteKind
	N    int // bytes of a sendfile
}

// NoteKind is what a Note is about.
type NoteKind string

// The kinds of notes.
const (
	NoteURing    NoteKind = "io-uring" // it sends and receives without system calls
	Note32Bit    NoteKind = "32-bit"   // its calls have other numbers
	NoteSetuid   NoteKind = "setuid"   // it does not get the rights that its file gives
	NoteSendfile NoteKind = "sendfile" // bytes that were never in its memory
	NoteNoLines  NoteKind = "no-lines" // a CPython whose memory is not known
	NoteNoHook   NoteKind = "no-hook"  // no call of a program that was started with the hook was told; N is its index
)

// Result is how the programs ended.
type Result struct {
	Exits []Exit // of the programs that were started, in their order
}

// Exit is how a program ended.
type Exit struct {
	Code   int // of exit(2), or 128 and the signal
	Signal int // that ended it, 0 for none
}

// ProblemKind says why a program cannot be watched.
type ProblemKind string

// The kinds of problems.
const (
	NotFound     ProblemKind = "not-found"
	NotPermitted ProblemKind = "not-permitted" // to attach
	NotHere      ProblemKind = "not-here"      // ptrace is not allowed at all
	Traced       ProblemKind = "traced"        // by another tracer
	Gone         ProblemKind = "gone"
)

// Problem is the error of Run when a program cannot be watched.
type Problem struct {
	Kind    ProblemKind
	Program string // of NotFound
	PID     int
	Tracer  string // of Traced: who traces it
	Scope   string // of NotPermitted: what kernel.yama.ptrace_scope is, empty without Yama
	Err     error
}

// Error is for logs; readers are told in their language.
func (p *Problem) Error() string {
	return fmt.Sprintf("%s %s%d: %v", p.Kind, p.Program, p.PID, p.Err)
}

// Unwrap returns the error of the system call.
func (p *Problem) Unwrap() error { return p.Err }

// Run watches until all programs have ended. When the context ends, those that
// run already are let go, and those that were started are ended: by SIGTERM, a
// while later by SIGKILL. The error is a *Problem or ErrUnsupported.
func Run(ctx context.Context, o Options) (Result, error) { return run(ctx, o) }

// Measure finds out what Run costs and changes on this machine, in about a second:
// it runs two programs of its own (Pair, of the executable that runs now) alone and
// watched in turn. Each watching has a Teller of its own; now is as that of Options.
func Measure(ctx context.Context, tell func() Teller, now func() int64) (lab.Watching, error) {
	return measure(ctx, tell, now)
}
