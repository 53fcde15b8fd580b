package tap

import (
	"context"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"stickylab/lab"
)

// side is one of the two sockets of a connection through the tap.
type side struct {
	conn          *net.TCPConn
	id            int // of the tap's socket
	far           int // of that of the program at the other end
	local, remote netip.AddrPort

	closing sync.Once
}

// relay is one connection through the tap: two sockets of the tap, and the two programs
// at their other ends.
type relay struct {
	tap         *Tap
	strand      int // the first of its strands
	front, back *side
	ways        [2]*way
	over        chan struct{} // closed when nothing more can be passed on

	silent  bool         // there are more sockets than a run may show
	missing atomic.Int64 // events that were therefore not recorded
	active  atomic.Int64 // when bytes came last
	hurried atomic.Bool  // it was told to end
	whole   atomic.Bool  // it has both sockets
}

// newRelay makes the relay of the connection with the number n.
func newRelay(t *Tap, n int, c *net.TCPConn) *relay {
	first := listenerConn + 1 + connsEach*n
	r := &relay{tap: t, strand: 1 + strandsEach*n, over: make(chan struct{})}
	r.front = newSide(c, first+1, first)
	r.back = &side{id: first + 2, far: first + 3}
	return r
}

func newSide(c *net.TCPConn, id, far int) *side {
	s := &side{id: id, far: far}
	s.use(c)
	return s
}

func (s *side) use(c *net.TCPConn) {
	s.conn = c
	s.local, s.remote = c.LocalAddr().(*net.TCPAddr).AddrPort(), c.RemoteAddr().(*net.TCPAddr).AddrPort()
}

// recorded enters the sockets of the two programs.
func (r *relay) recorded() {
	rec := r.tap.rec
	r.silent = !rec.Conn(lab.Conn{ID: r.front.far, Peer: clientPeer, Outside: true, Local: r.front.remote.String(), Remote: r.front.local.String()}) ||
		!rec.Conn(lab.Conn{ID: r.back.far, Peer: serverPeer, Outside: true, Local: r.tap.options.To.String()})
	if !r.silent {
		rec.Conn(r.front.entry())
		rec.Pair(r.front.id, r.front.far)
		rec.Pair(r.back.id, r.back.far)
	}
}

// entry is what is known of the tap's socket.
func (s *side) entry() lab.Conn {
	return lab.Conn{ID: s.id, Peer: tapPeer, Local: s.local.String(), Remote: s.remote.String()}
}

// append records an event, or counts it.
func (r *relay) append(e *lab.Event) int {
	if r.silent {
		r.missing.Add(1)
		return 0
	}
	return r.tap.append(e)
}

// run relays until both ways are over.
func (r *relay) run() {
	defer r.finish()
	if !r.connect() {
		return
	}
	t := r.tap
	r.active.Store(t.clock.Now())
	r.ways = [2]*way{newWay(r, r.front, r.back, r.strand), newWay(r, r.back, r.front, r.strand+2)}
	var readers, writers sync.WaitGroup
	for _, w := range r.ways {
		readers.Go(w.read)
		writers.Go(w.write)
	}
	writers.Wait()
	close(r.over)
	if r.ended() {
		r.interrupt()
	}
	for _, w := range r.ways { // a reader that nobody writes for any more
		_ = w.from.conn.SetReadDeadline(past)
	}
	readers.Wait()
}

// connect connects to the server.
func (r *relay) connect() bool {
	t := r.tap
	start := t.clock.Now()
	dialer := net.Dialer{Timeout: connectTime}
	c, err := dialer.DialContext(t.ctx, "tcp", t.options.To.String())
	e := &lab.Event{Conn: r.back.id, Call: lab.CallConnect, Strand: r.strand, Start: start, Address: t.options.To.String(), FarConn: r.back.far}
	if err != nil {
		e.Err = t.errName(err)
		if t.ctx.Err() != nil {
			e.Err = lab.ErrStopped
		} else {
			t.tell(Notice{Kind: NoServer, Err: e.Err})
		}
		r.append(e)
		r.abort(r.front)
		return false
	}
	r.back.use(c.(*net.TCPConn))
	if !r.silent {
		t.rec.Conn(lab.Conn{ID: r.back.far, Peer: serverPeer, Outside: true, Local: r.back.remote.String(), Remote: r.back.local.String()})
		t.rec.Conn(r.back.entry())
	}
	r.whole.Store(true)
	if r.ended() { // interrupted before
		r.interrupt()
	}
	_ = r.back.conn.SetNoDelay(true) // Go's default; else Nagle would put pieces together again
	r.append(e)
	return true
}

// connectTime bounds a connect: a server with a full backlog does not answer.
const connectTime = 10 * time.Second

// interrupt ends every call of the relay that waits. It may be called at any time.
func (r *relay) interrupt() {
	r.hurried.Store(true)
	_ = r.front.conn.SetDeadline(past)
	if r.whole.Load() {
		_ = r.back.conn.SetDeadline(past)
	}
}

// ended reports whether the relay is to end before its programs end it.
func (r *relay) ended() bool { return r.tap.ctx.Err() != nil || r.hurried.Load() }

// abort closes a side with a reset, as a close with linger 0 does.
func (r *relay) abort(s *side) {
	s.closing.Do(func() {
		now := r.tap.clock.Now()
		_ = s.conn.SetLinger(0)
		r.append(&lab.Event{Conn: s.id, Call: lab.CallSetOption, Strand: r.strand, Start: now, Option: "linger"})
		r.close(s, false)
	})
}

func (r *relay) close(s *side, cut bool) {
	start := r.tap.clock.Now()
	err := s.conn.Close()
	r.append(&lab.Event{Conn: s.id, Call: lab.CallClose, Strand: r.strand, Start: start, Err: r.tap.errName(err), FarConn: s.far, Cut: cut})
}

// finish closes what is open.
func (r *relay) finish() {
	cut := r.ended()
	for _, s := range []*side{r.front, r.back} {
		if s.conn != nil {
			s.closing.Do(func() { r.close(s, cut) })
		}
	}
	if n := r.missing.Load(); n > 0 {
		r.tap.miss(int(n))
	}
}

// pause waits, or until the tap ends.
func (t *Tap) pause(d time.Duration) {
	if d <= 0 {
		return
	}
	ctx, cancel := context.WithTimeout(t.ctx, d)
	<-ctx.Done()
	cancel()
}
