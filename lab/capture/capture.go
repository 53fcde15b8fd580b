package capture

import (
	"net/netip"
	"slices"
	"time"

	"stickylab/lab"
)

const (
	// look is how often the ring is looked at. It holds what a loopback
	// interface carries in several times as long.
	look = 5 * time.Millisecond
	// settle is how long the end of a run waits for the last segments of its
	// connections, which are as a rule there before close(2) returns.
	settle     = 20 * time.Millisecond
	settleStep = time.Millisecond
)

// Run is what a capture needs to know of the run, and whom it tells.
type Run struct {
	// Now gives the wall clock's time and the run's, both in nanoseconds and
	// of one moment.
	Now func() (unix, run int64)
	// Ends numbers the sockets at the two addresses at a time of the run's
	// clock; 0 stands for none. A segment whose two ends are 0 and a datagram
	// that comes from 0 are not of the run.
	Ends func(udp bool, from, to netip.AddrPort, at int64) (fromConn, toConn int)
	// Told takes each segment.
	Told func(lab.Segment)
	// Lost is told how many more there were that Told did not get.
	Lost func(n int)
	// Max bounds the segments; those beyond are told as lost.
	Max int
}

// Capture is a capture of one run.
type Capture struct {
	pool    *Pool
	ring    *ring
	address netip.Addr
	door    netip.AddrPort
	run     Run
	flows   flows
	told    int
	found   []lab.Segment // by the look under way
	sinceNs int64         // the wall clock's time at the run's zero, as of the look under way
	hurry   chan struct{}
	stop    chan struct{} // nil before Begin
	stopped chan struct{}
}

// Begin starts to tell. What came before is told too.
func (c *Capture) Begin(run Run) {
	c.run = run
	c.stop, c.stopped = make(chan struct{}), make(chan struct{})
	go c.follow()
}

// Hurry asks for a look before the next one is due: much has happened. It does
// not wait.
func (c *Capture) Hurry() {
	select {
	case c.hurry <- struct{}{}:
	default:
	}
}

// End tells what is left and gives back what the capture holds. The sockets of
// the run must be closed; no segment of theirs is missed, unless it comes more
// than some milliseconds later.
func (c *Capture) End() {
	if c.stop != nil {
		close(c.stop)
		<-c.stopped
		c.finish()
	}
	c.pool.giveBack(c.ring)
}

func (c *Capture) follow() {
	defer close(c.stopped)
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	for {
		select {
		case <-c.stop:
			return
		case <-c.hurry:
		case <-ticker.C:
		}
		c.look()
	}
}

// finish looks until every connection is over, but not for ever.
func (c *Capture) finish() {
	c.look()
	for waited := time.Duration(0); !c.flows.over() && waited < settle; waited += settleStep {
		time.Sleep(settleStep)
		c.look()
	}
	if lost := c.ring.lost(); lost > 0 {
		c.run.Lost(lost)
	}
}

// look tells what came since the last look. The processors of a machine do not
// wait for each other when they fill the ring, so it is put in order of time.
func (c *Capture) look() {
	unix, now := c.run.Now()
	c.sinceNs = unix - now
	c.found = c.found[:0]
	beyond := 0
	c.ring.read(func(p packet) {
		s, ok := c.segment(p)
		switch {
		case !ok:
		case c.full():
			beyond++
		default:
			c.found = append(c.found, s)
		}
	})
	slices.SortStableFunc(c.found, func(a, b lab.Segment) int { return int(a.At - b.At) })
	for _, s := range c.found {
		c.run.Told(s)
	}
	c.told += len(c.found)
	if beyond > 0 {
		c.run.Lost(beyond)
	}
}

// segment makes a Segment of a packet of the run.
func (c *Capture) segment(p packet) (s lab.Segment, ok bool) {
	h, ok := decode(p)
	if !ok || (h.from.Addr() != c.address || h.to.Addr() != c.address) && (h.udp || h.from != c.door && h.to != c.door) {
		return s, false // of the run that had the ring before
	}
	s = lab.Segment{At: p.unix - c.sinceNs, Seq: -1, Ack: -1, Len: h.length, Count: p.segments(h.length)}
	if s.From, s.To = c.run.Ends(h.udp, h.from, h.to, s.At); s.From == 0 && (h.udp || s.To == 0) {
		return s, false // somebody who has the run's address and is not of it
	}
	if !h.udp && !c.full() { // a flood of connections must not be remembered for ever
		c.flows.number(h, &s)
	}
	return s, true
}

// full reports whether what comes now is only counted.
func (c *Capture) full() bool { return c.told+len(c.found) >= c.run.Max }
