// Package diff lists how two ended runs differ: in what was asked for, in what
// their programs received, and in what only the kernel saw.
package diff

import "stickylab/lab"

// Difference is one thing that differs between two runs, A at index 0 and B at
// index 1: a value of one of the types below. What was not measured in both runs
// is no difference.
type Difference interface {
	// Kind is the difference's word in the API and in the catalogues.
	Kind() string
}

// Found is a difference and where it shows.
type Found struct {
	Difference
	// Events are the Seqs of events of each run that show it, a few at most, the
	// first first; none where a run has none that does.
	Events [2][]int
}

// MaxEvents bounds the events that are kept of each run for one difference.
const MaxEvents = 8

// Transport is that of each run, where they differ.
type Transport struct{ Of [2]lab.Transport }

// Peer is one that only the run with the index In has.
type Peer struct {
	Peer string
	In   int
}

// Option is a socket option that a peer set to another value; lab.Missing where
// it set none.
type Option struct {
	Peer, Option string
	Values       [2]int64
}

// Same is no difference: every program received the same and got the same errors.
type Same struct{}

// Received is what a program's receives returned, where that differs.
type Received struct {
	Peer  string
	Count [2]int // receives
	// Listed is what each of them returned, where neither run has more than
	// MaxListed.
	Listed [2][]Value
	// At is the first place, from 0, where the runs differ, and Other what each
	// received there; nil where it had no such receive.
	At    int
	Other [2]*Value
}

// MaxListed bounds what is listed of a run: what receives returned, and failed
// calls.
const MaxListed = 4

// MaxValue bounds the bytes that a Value keeps.
const MaxValue = 24

// Value is what a receive returned.
type Value struct {
	Data []byte // the first MaxValue bytes
	Len  int    // of all
}

// Errors are a program's failed calls, where they differ.
type Errors struct {
	Peer  string
	Calls [2]Failures
}

// Failures are failed calls in order, the same ones in a row as one.
type Failures struct {
	Listed []Failure // the first MaxListed
	Count  int       // of all
}

// Failure is a call that returned an error, Times times in a row.
type Failure struct {
	Call  lab.Call
	Err   string
	Times int
}

// Ending is how each run ended, where the reasons differ.
type Ending struct{ Of [2]lab.End }

// Coalesced counts the receives that took bytes of several messages, where their
// number differs, or the queues that these were joined in.
type Coalesced struct {
	Receives [2]int64
	Queues   [2][]lab.Joined // without repetition
}

// Count is a number that differs: of a peer, or of the whole run where Peer is
// empty.
type Count struct {
	What string // one of the CountX words
	Peer string
	Of   [2]int64
}

// What a Count counts. It is its Kind.
const (
	CountSplit      = "split"      // receives of a part of a message
	CountTruncated  = "truncated"  // datagrams that were cut
	CountUnreceived = "unreceived" // bytes that were sent and never received
	CountDropped    = "dropped"    // datagrams that a full receive buffer threw away
	CountSegments   = "segments"   // data segments that a peer sent
	CountArrived    = "arrived"    // data segments that reached a peer, where as many were sent
	CountSentAgain  = "retrans"    // segments that a peer sent again
	CountUnsent     = "unsent"     // the most bytes that a peer's kernel held back unsent
)

// Wait is the longest call that had to wait, but accept, where one run waited
// much longer.
type Wait struct{ Of [2]Waiting }

// Waiting is a socket call that had to wait; the zero value where none had.
type Waiting struct {
	Peer string
	Call lab.Call
	Ns   int64
}

// Time is how long each run took, where one took much longer.
type Time struct{ Ns [2]int64 }

// Kind implements Difference.
func (Transport) Kind() string { return "transport" }

// Kind implements Difference.
func (Peer) Kind() string { return "peer" }

// Kind implements Difference.
func (Option) Kind() string { return "option" }

// Kind implements Difference.
func (Same) Kind() string { return "same" }

// Kind implements Difference.
func (Received) Kind() string { return "received" }

// Kind implements Difference.
func (Errors) Kind() string { return "errors" }

// Kind implements Difference.
func (Ending) Kind() string { return "ending" }

// Kind implements Difference.
func (Coalesced) Kind() string { return "coalesced" }

// Kind implements Difference.
func (c Count) Kind() string { return c.What }

// Kind implements Difference.
func (Wait) Kind() string { return "wait" }

// Kind implements Difference.
func (Time) Kind() string { return "time" }
