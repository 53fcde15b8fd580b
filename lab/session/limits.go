package session

import (
	"cmp"
	"time"

	"stickylab/lab/sock"
)

// Limits bound what runs may take. A field of 0 stands for its default.
type Limits struct {
	// Runs.
	Runs          int           // runs at once
	RunsPerClient int           // runs at once of one client
	RunTime       time.Duration // of one run

	// What one run may do.
	Events      int // of one run
	Bytes       int // sent and received by one run, and held to be sent
	Sockets     int // open at once in one run
	Threads     int // begun by the programs of one run, beside the first of each
	Descriptors int // open at once in all runs
	LiveEvents  int // of all runs that go on
	LiveBytes   int // held in memory by all runs that go on
	FileBytes   int // of the files of all runs that go on

	// The capture of segments.
	Captures  int  // runs at once whose segments are captured; the others go on without
	Segments  int  // captured of one run; the others are counted
	NoCapture bool // capture nothing, though the process may

	// Ended runs.
	KeptRuns   int // that can still be looked at
	KeptEvents int // in all of those
	KeptBytes  int // sent and received bytes, and those of the wire, in all of those
}

// Default are the limits of a lab for a class.
var Default = Limits{
	Runs: 256, RunsPerClient: 32, RunTime: 30 * time.Second, Events: 250_000, Bytes: 96 << 20,
	Sockets: sock.DefaultSockets, Threads: 256, Descriptors: 8192, Captures: 32, Segments: 100_000, KeptRuns: 10_000, KeptEvents: 4_000_000,
	KeptBytes: 256 << 20, LiveEvents: 8_000_000, LiveBytes: 512 << 20, FileBytes: 256 << 20,
}

// Within returns the limits with budgets that fit a process which may use so many
// bytes of memory: what runs hold is once more in queues of the kernel, and much is
// for a moment in a second form, as answers.
func (l Limits) Within(memory int64) Limits {
	fits := func(budget int, of int64) int { return int(min(int64(budget), of)) }
	l.LiveBytes = fits(l.LiveBytes, memory/4)
	l.KeptBytes = fits(l.KeptBytes, memory/6)
	l.FileBytes = fits(l.FileBytes, memory/8) // a temp folder may be in memory, beside all else
	l.Bytes = fits(l.Bytes, int64(l.LiveBytes/4))
	return l
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Runs: cmp.Or(l.Runs, Default.Runs), RunsPerClient: cmp.Or(l.RunsPerClient, Default.RunsPerClient),
		RunTime: cmp.Or(l.RunTime, Default.RunTime), Events: cmp.Or(l.Events, Default.Events),
		Bytes: cmp.Or(l.Bytes, Default.Bytes), Sockets: cmp.Or(l.Sockets, Default.Sockets),
		Threads: cmp.Or(l.Threads, Default.Threads), Descriptors: cmp.Or(l.Descriptors, Default.Descriptors),
		Captures: cmp.Or(l.Captures, Default.Captures), Segments: cmp.Or(l.Segments, Default.Segments), NoCapture: l.NoCapture,
		KeptRuns: cmp.Or(l.KeptRuns, Default.KeptRuns), KeptEvents: cmp.Or(l.KeptEvents, Default.KeptEvents),
		KeptBytes: cmp.Or(l.KeptBytes, Default.KeptBytes), LiveEvents: cmp.Or(l.LiveEvents, Default.LiveEvents),
		LiveBytes: cmp.Or(l.LiveBytes, Default.LiveBytes), FileBytes: cmp.Or(l.FileBytes, Default.FileBytes),
	}
}
