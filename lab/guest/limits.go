package guest

import (
	"cmp"
	"time"
)

// Limits bound what guests may take. A field of 0 stands for its default.
type Limits struct {
	// Time is the longest time of a run that has guests, Idle how long none of them may
	// ask for anything, unless one waits for a line of input.
	Time, Idle time.Duration
	// Lease is how long nothing may be heard of a guest before it is taken for gone.
	Lease time.Duration
	// Slice is the longest time that an answer over HTTP takes; what takes longer is
	// asked for again.
	Slice time.Duration
	// Turn is how long a guest may go on without waiting before the next one begins.
	Turn time.Duration
}

// DefaultLimits are for a class.
func DefaultLimits() Limits {
	return Limits{Time: 10 * time.Minute, Idle: 2 * time.Minute, Lease: 15 * time.Second, Slice: 10 * time.Second, Turn: 3 * time.Second}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	return Limits{
		Time: cmp.Or(l.Time, d.Time), Idle: cmp.Or(l.Idle, d.Idle), Lease: cmp.Or(l.Lease, d.Lease),
		Slice: cmp.Or(l.Slice, d.Slice), Turn: cmp.Or(l.Turn, d.Turn),
	}
}

const (
	// maxStrands is how many threads a program may have at once, the first among them.
	maxStrands = 16
	// maxCalls is how many of its calls may be under way, answers that nobody has
	// fetched yet among them.
	maxCalls = 32
	// maxAgain is how often a program may be run again within its run.
	maxAgain = 32
	// maxPolled is how many sockets one select may look at.
	maxPolled = 64
	// maxLines is how many lines of input may lie ready, maxLine the bytes of each.
	maxLines = 64
	maxLine  = 4 << 10
	// maxPrinted is how many bytes of a printed line are kept, maxPrints those of all
	// that the programs of a run print.
	maxPrinted = 4 << 10
	maxPrints  = 256 << 10
	// maxOption is how many bytes of a socket option can be asked for.
	maxOption = 256
	// maxWord bounds what runs a program, and what ended it.
	maxWord = 1 << 10
)

// Bounds are the limits of a program that are no flags, by the names that they have in
// errors and in the gaps of a log.
func Bounds() map[string]int {
	return map[string]int{
		"threads": maxStrands, "calls": maxCalls, "poll": maxPolled, "message": maxPayload, "print-bytes": maxPrints,
		"input-lines": maxLines, "input-line": maxLine, "again": maxAgain,
	}
}
