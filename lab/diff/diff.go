// Package diff lists how two ended runs differ: in what was asked for, in what
// their programs received, and in what only the kernel saw.
package diff

import (
	"bytes"
	"slices"

	"stickylab/lab"
)

// The kinds of a Difference, in the order in which Differences lists them.
const (
	DiffTransport  = "transport"  // the runs were made over different transports
	DiffPeer       = "peer"       // one run has a peer that the other has not
	DiffOption     = "option"     // a peer set a socket option to another value
	DiffSame       = "same"       // every program received the same and met the same errors
	DiffReceived   = "received"   // a program's receives returned other bytes
	DiffErrors     = "errors"     // a program's calls failed differently
	DiffEnding     = "ending"     // the runs ended for different reasons
	DiffCoalesced  = "coalesced"  // receives that took bytes of several messages, or where these met
	DiffSplit      = "split"      // receives of a part of a message
	DiffTruncated  = "truncated"  // datagrams that were cut
	DiffUnreceived = "unreceived" // bytes that were sent and never received
	DiffDropped    = "dropped"    // datagrams that a full receive buffer threw away
	DiffSegments   = "segments"   // data segments that a peer sent
	DiffArrived    = "arrived"    // data segments that came to a peer, where as many were sent
	DiffRetrans    = "retrans"    // segments that a peer sent again
	DiffUnsent     = "unsent"     // the most bytes that a peer's kernel held back unsent
	DiffWait       = "wait"       // the longest call that had to wait, but accept
	DiffTime       = "time"       // how long the run took
)

// Side is an ended run that is compared with another.
type Side struct {
	Transport lab.Transport
	Peers     []string
	Events    []lab.Event
	End       lab.End
}

// Difference is one thing that differs between two runs, A at index 0 and B at
// index 1. What was not measured in both runs is no difference.
type Difference struct {
	Kind string
	// Peer is whose calls or sockets the difference is of; empty where it is
	// of the whole run.
	Peer string
	// Option names the socket option of a DiffOption.
	Option string
	// Value is the count, the bytes or the nanoseconds of each run; of a
	// DiffOption the value that was set, of a DiffPeer 1 in the run that has
	// the peer. lab.Missing stands for an option that was not set.
	Value [2]int64
	// Transport is that of each run.
	Transport [2]lab.Transport
	// Received is what the receives of the peer returned, in order, At the
	// first place, from 0, where the runs differ.
	Received [2][][]byte
	At       int
	// Errors are the failed calls of the peer, in order.
	Errors [2][]Failure
	// End is how each run ended.
	End [2]lab.End
	// Queues are the places, without repetition, where the messages of
	// coalesced receives ran together.
	Queues [2][]lab.Joined
	// Wait is the longest wait of each run.
	Wait [2]Waiting
}

// Failure is a call that gave an error.
type Failure struct {
	Call lab.Call
	Err  string
}

// Waiting is a socket call that had to wait; the zero value where none had.
type Waiting struct {
	Peer string
	Call lab.Call
	Ns   int64
}

// Two durations differ when one is longer by leastNs and leastTimes as long:
// what is less may be the machine's doing and not the experiment's.
const (
	leastNs    = 5_000_000
	leastTimes = 2
)

// Differences lists what two runs do not have in common, what their programs
// saw first. It has a DiffSame, and then what only the kernel saw, where the
// programs saw the same.
func Differences(a, b Side) []Difference {
	c := comparison{sides: [2]*facts{collect(a), collect(b)}}
	c.setting()
	c.seen()
	c.verdicts()
	c.kernel()
	c.times()
	return c.found
}

type comparison struct {
	sides [2]*facts
	found []Difference
}

func (c *comparison) add(d Difference) { c.found = append(c.found, d) }

// count adds a difference of a number.
func (c *comparison) count(kind, peer string, value func(*facts) int64) bool {
	a, b := value(c.sides[0]), value(c.sides[1])
	if a == b || a == lab.Missing || b == lab.Missing {
		return false
	}
	c.add(Difference{Kind: kind, Peer: peer, Value: [2]int64{a, b}})
	return true
}

// peers lists the peers of both runs, those of A first.
func (c *comparison) peers() []string {
	all := slices.Clone(c.sides[0].names)
	for _, name := range c.sides[1].names {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// both lists the peers that are in both runs.
func (c *comparison) both() []string {
	return slices.DeleteFunc(c.peers(), func(name string) bool {
		return c.sides[0].peers[name] == nil || c.sides[1].peers[name] == nil
	})
}

// setting is what was asked for.
func (c *comparison) setting() {
	if a, b := c.sides[0].transport, c.sides[1].transport; a != b {
		c.add(Difference{Kind: DiffTransport, Transport: [2]lab.Transport{a, b}})
	}
	for _, name := range c.peers() {
		a, b := c.sides[0].peers[name] != nil, c.sides[1].peers[name] != nil
		if a != b {
			c.add(Difference{Kind: DiffPeer, Peer: name, Value: [2]int64{number(a), number(b)}})
		}
	}
	for _, name := range c.both() {
		c.options(name)
	}
}

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

func (c *comparison) options(name string) {
	a, b := c.sides[0].peers[name], c.sides[1].peers[name]
	for _, option := range lab.Options {
		if x, y := a.option(option), b.option(option); x != y {
			c.add(Difference{Kind: DiffOption, Peer: name, Option: option, Value: [2]int64{x, y}})
		}
	}
}

// seen is what the programs themselves could notice.
func (c *comparison) seen() {
	known := len(c.found)
	for _, name := range c.both() {
		a, b := c.sides[0].peers[name], c.sides[1].peers[name]
		if at := firstOther(a.received, b.received); at >= 0 {
			c.add(Difference{Kind: DiffReceived, Peer: name, Received: [2][][]byte{a.received, b.received}, At: at})
		}
		if !slices.Equal(a.errors, b.errors) {
			c.add(Difference{Kind: DiffErrors, Peer: name, Errors: [2][]Failure{a.errors, b.errors}})
		}
	}
	if a, b := c.sides[0].end, c.sides[1].end; a.Reason != b.Reason {
		c.add(Difference{Kind: DiffEnding, End: [2]lab.End{a, b}})
	}
	if len(c.found) == known {
		c.add(Difference{Kind: DiffSame})
	}
}

// firstOther gives the first place where two lists differ, -1 for none.
func firstOther(a, b [][]byte) int {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || !bytes.Equal(a[i], b[i]) {
			return i
		}
	}
	return -1
}

func (c *comparison) verdicts() {
	a, b := c.sides[0], c.sides[1]
	if a.coalesced != b.coalesced || !slices.Equal(a.queues(), b.queues()) {
		c.add(Difference{
			Kind: DiffCoalesced, Value: [2]int64{a.coalesced, b.coalesced},
			Queues: [2][]lab.Joined{a.queues(), b.queues()},
		})
	}
	c.count(DiffSplit, "", func(f *facts) int64 { return f.split })
	c.count(DiffTruncated, "", func(f *facts) int64 { return f.truncated })
	c.count(DiffUnreceived, "", func(f *facts) int64 { return f.sent - f.got })
}

// kernel is what the probes read, where both runs were probed.
func (c *comparison) kernel() {
	counted := false
	for _, name := range c.both() {
		c.probed(DiffDropped, name, func(k kernel) int64 { return k.drops })
		counted = c.probed(DiffSegments, name, func(k kernel) int64 { return k.segsOut }) || counted
		c.probed(DiffRetrans, name, func(k kernel) int64 { return k.retrans })
		c.probed(DiffUnsent, name, func(k kernel) int64 { return k.unsent })
	}
	for _, name := range c.both() {
		if !counted {
			c.probed(DiffArrived, name, func(k kernel) int64 { return k.segsIn })
		}
	}
}

func (c *comparison) probed(kind, name string, value func(kernel) int64) bool {
	return c.count(kind, name, func(f *facts) int64 { return value(f.peers[name].kernel()) })
}

func (c *comparison) times() {
	a, b := c.sides[0], c.sides[1]
	if apart(a.wait.Ns, b.wait.Ns) {
		c.add(Difference{Kind: DiffWait, Wait: [2]Waiting{a.wait, b.wait}, Value: [2]int64{a.wait.Ns, b.wait.Ns}})
	}
	if apart(a.last, b.last) {
		c.add(Difference{Kind: DiffTime, Value: [2]int64{a.last, b.last}})
	}
}

// apart reports whether two durations are too far apart for chance.
func apart(a, b int64) bool {
	shorter, longer := min(a, b), max(a, b)
	return longer-shorter >= leastNs && longer >= leastTimes*shorter
}
