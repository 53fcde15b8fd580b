package diff

import (
	"context"
	"hash/maphash"
	"iter"
	"slices"

	"stickylab/lab"
)

// Run is what is read of a run. It may be read again and again.
type Run interface {
	// Events yields the events from the Seq on, in the order of their Seq. One is
	// valid until the next is asked for.
	Events(ctx context.Context, from int) iter.Seq2[*lab.Event, error]
}

// Side is an ended run that is compared with another.
type Side struct {
	Transport lab.Transport
	Peers     []string
	End       lab.End
	Run       Run
}

// Two durations differ when one is longer by leastNs and leastTimes as long:
// what is less may be the machine's doing and not the experiment's.
const (
	leastNs    = 5_000_000
	leastTimes = 2
)

// Differences lists what two runs do not have in common, what their programs
// saw first. It has a Same, and then what only the kernel saw, where the programs
// saw the same. The error is that of a run or of the context.
func Differences(ctx context.Context, a, b Side) ([]Found, error) {
	c := comparison{ctx: ctx, runs: [2]Run{a.Run, b.Run}}
	seed := maphash.MakeSeed()
	for i, side := range []Side{a, b} {
		collected, err := collect(ctx, side, seed)
		if err != nil {
			return nil, err
		}
		c.sides[i] = collected
	}
	c.setting()
	c.seen()
	c.verdicts()
	c.kernel()
	c.times()
	return c.found, c.err
}

type comparison struct {
	ctx   context.Context
	runs  [2]Run
	sides [2]*facts
	found []Found
	err   error
}

func (c *comparison) add(d Difference, at [2][]int) {
	c.found = append(c.found, Found{d, at})
}

// count adds a difference of a number, and reports whether there is one.
func (c *comparison) count(what, peer string, value func(*facts) reading) bool {
	a, b := value(c.sides[0]), value(c.sides[1])
	if a.n == b.n || a.n == lab.Missing || b.n == lab.Missing {
		return false
	}
	c.add(Count{what, peer, [2]int64{a.n, b.n}}, [2][]int{a.at, b.at})
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

// setting compares what was asked for.
func (c *comparison) setting() {
	if a, b := c.sides[0].transport, c.sides[1].transport; a != b {
		c.add(Transport{[2]lab.Transport{a, b}}, [2][]int{c.sides[0].sockets, c.sides[1].sockets})
	}
	for _, name := range c.peers() {
		a, b := c.sides[0].peers[name], c.sides[1].peers[name]
		if (a != nil) != (b != nil) {
			c.add(Peer{name, int(number(b != nil))}, [2][]int{a.begin(), b.begin()})
		}
	}
	for _, name := range c.both() {
		c.options(name)
	}
}

// ends are the calls that ended last.
func (c *comparison) ends() [2][]int {
	return [2][]int{one(c.sides[0].lastSeq), one(c.sides[1].lastSeq)}
}

// one is the place of an event, none of event 0.
func one(seq int) []int {
	if seq == 0 {
		return nil
	}
	return []int{seq}
}

// begin is where the peer begins; nil has no place.
func (p *peerFacts) begin() []int {
	if p == nil {
		return nil
	}
	return one(p.first)
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
		if x, y := a.option(option), b.option(option); x.value != y.value {
			c.add(Option{name, option, [2]int64{x.value, y.value}}, [2][]int{one(x.seq), one(y.seq)})
		}
	}
}

// seen compares what the programs themselves could notice.
func (c *comparison) seen() {
	known := len(c.found)
	for _, name := range c.both() {
		a, b := c.sides[0].peers[name], c.sides[1].peers[name]
		c.received(name, &a.results, &b.results)
		if a.failures.differ(&b.failures) {
			c.add(Errors{name, [2]Failures{a.failures.Failures, b.failures.Failures}}, [2][]int{a.failures.at, b.failures.at})
		}
	}
	if a, b := c.sides[0].end, c.sides[1].end; a.Reason != b.Reason {
		c.add(Ending{[2]lab.End{a, b}}, c.ends())
	}
	if len(c.found) == known {
		c.add(Same{}, [2][]int{})
	}
}

func (c *comparison) verdicts() {
	a, b := c.sides[0], c.sides[1]
	if a.coalesced.n != b.coalesced.n || !slices.Equal(a.joined.All(), b.joined.All()) {
		d := Coalesced{[2]int64{a.coalesced.n, b.coalesced.n}, [2][]lab.Joined{a.joined.All(), b.joined.All()}}
		c.add(d, [2][]int{a.coalesced.at, b.coalesced.at})
	}
	c.count(CountSplit, "", func(f *facts) reading { return reading(f.split) })
	c.count(CountTruncated, "", func(f *facts) reading { return reading(f.truncated) })
	c.count(CountUnreceived, "", func(f *facts) reading { return reading{n: f.sent - f.got} })
}

// kernel compares what the probes read, where both runs were probed.
func (c *comparison) kernel() {
	counted := false
	for _, name := range c.both() {
		c.probed(CountDropped, name, func(k kernel) reading { return k.drops })
		counted = c.probed(CountSegments, name, func(k kernel) reading { return k.segsOut }) || counted
		c.probed(CountSentAgain, name, func(k kernel) reading { return k.retrans })
		c.probed(CountUnsent, name, func(k kernel) reading { return k.unsent })
	}
	for _, name := range c.both() {
		if !counted {
			c.probed(CountArrived, name, func(k kernel) reading { return k.segsIn })
		}
	}
}

func (c *comparison) probed(what, name string, value func(kernel) reading) bool {
	return c.count(what, name, func(f *facts) reading { return value(f.peers[name].kernel) })
}

func (c *comparison) times() {
	a, b := c.sides[0], c.sides[1]
	if apart(a.wait.Ns, b.wait.Ns) {
		c.add(Wait{[2]Waiting{a.wait, b.wait}}, [2][]int{one(a.waited), one(b.waited)})
	}
	if apart(a.last, b.last) {
		c.add(Time{[2]int64{a.last, b.last}}, c.ends())
	}
}

// apart reports whether two durations are too far apart for chance.
func apart(a, b int64) bool {
	shorter, longer := min(a, b), max(a, b)
	return longer-shorter >= leastNs && longer >= leastTimes*shorter
}
