package capture

import (
	"errors"
	"net/netip"
	"slices"
	"sync"
	"time"

	"stickylab/lab"
)

// Wire is what a capture of the whole loopback interface needs to know, and whom it tells.
type Wire struct {
	// Now gives the wall clock's time and the run's, both in nanoseconds and of one
	// moment.
	Now func() (unix, run int64)
	// Told takes each segment, and Lost how many more there were.
	Told func(lab.Segment)
	Lost func(n int)
}

// Loopback takes the segments of conns that it learns of by and by: those of programs that
// the lab only watches, which have any address. What it takes before it knows whose it is
// is held, within HeldMost and HeldFor. What is not of such a conn is told to nobody.
type Loopback struct {
	pool    *Pool
	ring    *ring // of IPv4
	ring6   *ring
	wire    Wire
	held    *held
	stop    chan struct{}
	stopped chan struct{}
	arrived []arrival // by the look under way

	mu        sync.Mutex
	news      []news
	datagrams map[int]bool // by conn: that it has no connection
}

// news is a conn, or a call of one.
type news struct {
	conn lab.Conn
	call *called // nil of a conn
	at   int64
}

// called is a call of a datagram socket that gave it its address, or took it away, or a
// connect of another that did not succeed at once.
type called struct {
	conn       int
	closed     bool
	start, end int64
	to         netip.AddrPort // where the connect went
}

// arrival is a packet that was taken.
type arrival struct {
	header
	at    int64 // of the run's clock
	count int   // segments that it stands for
}

// OpenLoopback begins to capture what goes over the loopback interface, without what goes
// from and to the address ignored, where that is a valid one. The caller calls Begin
// and, in any case, End. The error is as that of Open.
func (p *Pool) OpenLoopback(ignored netip.AddrPort) (*Loopback, error) {
	r, err := p.take()
	if err != nil {
		return nil, err
	}
	l := &Loopback{pool: p, ring: r, datagrams: map[int]bool{}}
	if l.ring6, err = openRing6(); err == nil {
		err = errors.Join(r.listenToAll(ignored), l.ring6.listenToAll6(ignored))
	}
	if err != nil {
		l.giveBack()
		return nil, err
	}
	return l, nil
}

func (l *Loopback) giveBack() {
	l.pool.giveBack(l.ring)
	if l.ring6 != nil {
		l.ring6.close()
	}
}

// Begin starts to tell.
func (l *Loopback) Begin(w Wire) {
	l.wire, l.held = w, newHeld(w.Told, w.Lost)
	l.stop, l.stopped = make(chan struct{}), make(chan struct{})
	go l.follow()
}

// Conn tells of a conn, or news of one, as soon as that is known. It does not wait.
func (l *Loopback) Conn(c lab.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.datagrams[c.ID] = !c.Transport.Connects()
	_, at := l.wire.Now()
	l.news = append(l.news, news{conn: c, at: at})
}

// Called tells of a call that has returned: it may have given a socket its address, or
// taken it away, or tried to connect it. It does not wait.
func (l *Loopback) Called(e *lab.Event) {
	if e.Call != lab.CallClose && !opens(e.Call) {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	datagrams, known := l.datagrams[e.Conn]
	c := called{conn: e.Conn, closed: e.Call == lab.CallClose, start: e.Start, end: e.End}
	switch {
	case !known:
		return
	case datagrams && e.Err == "":
	case !datagrams && e.Err != "" && e.Call == lab.CallConnect:
		if c.to = endOf(e.Address); !c.to.IsValid() {
			return
		}
	default:
		return
	}
	l.news = append(l.news, news{call: &c})
}

// End tells what is left and gives back what the capture holds.
func (l *Loopback) End() {
	if l.stop != nil {
		close(l.stop)
		<-l.stopped
		l.look()
		for waited := time.Duration(0); !l.held.over() && waited < settle; waited += settleStep {
			time.Sleep(settleStep)
			l.look()
		}
		l.held.flush()
		if lost := l.ring.lost() + l.ring6.lost(); lost > 0 {
			l.wire.Lost(lost)
		}
	}
	l.giveBack()
}

func (l *Loopback) follow() {
	defer close(l.stopped)
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	for {
		select {
		case <-l.stop:
			return
		case <-ticker.C:
			l.look()
		}
	}
}

// look takes what came since the last look. What was told before it is of packets that the
// ring has by then.
func (l *Loopback) look() {
	l.mu.Lock()
	told := l.news
	l.news = nil
	l.mu.Unlock()
	unix, now := l.wire.Now()
	l.arrived = l.arrived[:0]
	for _, r := range []*ring{l.ring, l.ring6} {
		r.read(func(p packet) {
			if h, ok := decode(p); ok {
				l.arrived = append(l.arrived, arrival{header: h, at: p.unix - (unix - now), count: p.segments(h.length)})
			}
		})
	}
	slices.SortStableFunc(l.arrived, func(a, b arrival) int { return int(a.at - b.at) })
	for _, a := range l.arrived {
		l.held.take(a)
	}
	for _, n := range told {
		switch {
		case n.call == nil:
			l.held.learn(n.conn, n.at)
		case n.call.to.IsValid():
			l.held.calls.calls = append(l.held.calls.calls, *n.call)
		default:
			l.held.udp.called(*n.call)
		}
	}
	l.held.settle(now)
}
