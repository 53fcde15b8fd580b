package tap

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// Datagrams is what is done to datagrams on their way, as a network may do it. The same
// Seed does the same to the same datagrams of a way.
type Datagrams struct {
	// Drop, Duplicate and Reorder are percents. One that is reordered goes after the next
	// one of its way, or after lateDatagram.
	Drop, Duplicate, Reorder int
	Seed                     uint64
}

// The limits of a tap for datagrams.
const (
	// MaxClients bounds the addresses that clients send from: each has a socket.
	MaxClients = 64
	// MaxQuiet is how long a client may have no datagrams before its socket is closed.
	MaxQuiet = 30 * time.Second

	LimitClients = "tap-clients"
	LimitQuiet   = "tap-quiet"
)

const (
	// lateDatagram is how long one that is to be late waits for the next.
	lateDatagram = 50 * time.Millisecond
	// mostLate bounds the datagrams of one way that are delayed at once.
	mostLate     = 1024
	mostDatagram = 64 << 10
	// serverConn is the server's socket; there is no connection to number.
	serverConn = 2
	// connsOfClient are a client's socket and the one that stands for it.
	connsOfClient = 2
)

// talkers are the clients of a tap for datagrams, by their addresses.
type talkers struct {
	tap    *Tap
	toward sync.Mutex // one send after another on the tap's own socket

	mu    sync.Mutex
	all   map[netip.AddrPort]*talker
	count int
}

// talker is one client, and the socket that stands for it towards the server.
type talker struct {
	of           *talkers
	client       netip.AddrPort
	far, id      int // the client's socket, and the one for it
	strand       int // the first of its four
	back         *net.UDPConn
	sending      sync.Mutex
	active       atomic.Int64
	there, again *path
	gone         context.CancelFunc
}

// relayDatagrams receives from clients until the tap ends.
func (t *Tap) relayDatagrams() {
	defer func() { _ = t.front.Close() }()
	t.rec.Conn(lab.Conn{ID: serverConn, Peer: serverPeer, Outside: true, Local: t.options.To.String()})
	t.rec.Conn(lab.Conn{ID: listenerConn, Peer: tapPeer, Local: t.Addr().String()})
	now := t.clock.Now()
	t.append(&lab.Event{Conn: listenerConn, Call: lab.CallBind, Start: now, End: now, Address: t.Addr().String()})
	of := &talkers{tap: t, all: map[netip.AddrPort]*talker{}}
	buf := make([]byte, mostDatagram)
	for t.ctx.Err() == nil {
		start := t.clock.Now()
		t.rec.Waiting(record.Waiting{Peer: tapPeer, Conn: listenerConn, Call: lab.CallRecvFrom, Asked: len(buf), Start: start, Strand: 1})
		n, from, err := t.front.ReadFromUDPAddrPort(buf)
		if t.ctx.Err() != nil {
			return
		}
		from = netip.AddrPortFrom(from.Addr().Unmap(), from.Port())
		e := t.received(lab.CallRecvFrom, listenerConn, start, buf[:max(n, 0)], err)
		e.Strand = 1
		if err != nil { // of a datagram to a client that is gone
			t.append(e)
			continue
		}
		e.Address = from.String()
		k := of.from(from)
		if k != nil {
			e.FarConn = k.far
		}
		seq := t.append(e)
		if k == nil {
			t.tell(Notice{Kind: LimitClients, Max: MaxClients})
			t.unmade(listenerConn, 1, 0, lab.ErrLimit)
			continue
		}
		k.there.take(append([]byte(nil), buf[:n]...), lab.Origin{Seq: seq, Len: n})
	}
}

// received is the event of a receive of a datagram.
func (t *Tap) received(call lab.Call, conn int, start int64, data []byte, err error) *lab.Event {
	e := &lab.Event{Conn: conn, Call: call, Start: start, End: t.clock.Now(), Waited: true, Asked: mostDatagram, Err: t.errName(err)}
	if err == nil {
		e.Got, e.Data, e.Datagram = len(data), data, len(data)
		t.pass(len(data))
	}
	return e
}

// unmade records a datagram that is not sent.
func (t *Tap) unmade(conn, strand, to int, why string) {
	now := t.clock.Now()
	t.append(&lab.Event{Conn: conn, Call: lab.CallNone, Unmade: lab.CallSendTo, Strand: strand, Start: now, End: now, FarConn: to, Err: why})
}

// from returns the client at an address, a new one where there is none; nil where there
// are too many.
func (s *talkers) from(at netip.AddrPort) *talker {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k := s.all[at]; k != nil {
		k.active.Store(s.tap.clock.Now())
		return k
	}
	if len(s.all) == MaxClients {
		return nil
	}
	k := s.newTalker(at)
	if k != nil {
		s.all[at] = k
	}
	return k
}

func (s *talkers) newTalker(at netip.AddrPort) *talker {
	t, n := s.tap, s.count
	k := &talker{of: s, client: at, far: serverConn + 1 + connsOfClient*n, id: serverConn + 2 + connsOfClient*n, strand: 1 + strandsEach*n}
	back, err := net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(t.options.To))
	if err != nil || !t.rec.Conn(lab.Conn{ID: k.far, Peer: clientPeer, Outside: true, Local: at.String()}) {
		if err == nil {
			_ = back.Close()
		}
		return nil
	}
	t.rec.Conn(lab.Conn{ID: k.id, Peer: tapPeer, Local: back.LocalAddr().String(), Remote: back.RemoteAddr().String()})
	s.count++
	k.back = back
	k.active.Store(t.clock.Now())
	ctx, gone := context.WithCancel(t.ctx)
	k.gone = gone
	k.there = newPath(t, k.strand, k.toServer)
	k.again = newPath(t, k.strand+2, k.toClient)
	t.wait.Go(func() { k.there.run(ctx) })
	t.wait.Go(func() { k.again.run(ctx) })
	t.wait.Go(k.answers)
	context.AfterFunc(ctx, func() { _ = back.SetReadDeadline(past) })
	return k
}

// answers receives from the server until the client is quiet or the tap ends.
func (k *talker) answers() {
	t := k.of.tap
	defer func() {
		k.gone()
		start := t.clock.Now()
		err := k.back.Close()
		t.append(&lab.Event{Conn: k.id, Call: lab.CallClose, Strand: k.strand + 2, Start: start, Err: t.errName(err), Cut: t.ctx.Err() != nil})
	}()
	buf := make([]byte, mostDatagram)
	for t.ctx.Err() == nil {
		quiet := time.Duration(t.clock.Now() - k.active.Load())
		_ = k.back.SetReadDeadline(time.Now().Add(t.options.Quiet - quiet))
		start := t.clock.Now()
		n, err := k.back.Read(buf)
		switch {
		case t.ctx.Err() != nil:
			return
		case errors.Is(err, os.ErrDeadlineExceeded):
			if k.of.leave(k) {
				t.tell(Notice{Kind: LimitQuiet, Max: int(t.options.Quiet / time.Second)})
				return
			}
			continue
		}
		e := t.received(lab.CallRecv, k.id, start, buf[:max(n, 0)], err)
		e.Strand, e.FarConn = k.strand+2, serverConn
		seq := t.append(e)
		if err != nil {
			t.tell(Notice{Kind: NoServer, Err: e.Err})
			continue
		}
		k.active.Store(e.End)
		k.again.take(append([]byte(nil), buf[:n]...), lab.Origin{Seq: seq, Len: n})
	}
}

// leave removes a client that has been quiet for too long.
func (s *talkers) leave(k *talker) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Duration(s.tap.clock.Now()-k.active.Load()) < s.tap.options.Quiet {
		return false
	}
	delete(s.all, k.client)
	return true
}

// toServer sends a datagram, or records that it is not sent, with why.
func (k *talker) toServer(d datagram, why string) {
	k.sending.Lock()
	defer k.sending.Unlock()
	k.of.tap.sendDatagram(&lab.Event{Conn: k.id, Call: lab.CallSend, Strand: k.strand + 1, FarConn: serverConn}, d, why, func() (int, error) {
		return k.back.Write(d.data)
	})
}

func (k *talker) toClient(d datagram, why string) {
	k.of.toward.Lock()
	defer k.of.toward.Unlock()
	t := k.of.tap
	t.sendDatagram(&lab.Event{Conn: listenerConn, Call: lab.CallSendTo, Strand: k.strand + 3, FarConn: k.far, Address: k.client.String()}, d, why, func() (int, error) {
		return t.front.WriteToUDPAddrPort(d.data, k.client)
	})
}

func (t *Tap) sendDatagram(e *lab.Event, d datagram, why string, send func() (int, error)) {
	if why != "" {
		t.unmade(e.Conn, e.Strand, e.FarConn, why)
		return
	}
	t.rec.Begin(e.Conn, e.FarConn, record.Piece{Data: d.data, Whole: len(d.data)})
	e.Start, e.Asked = t.clock.Now(), len(d.data)
	n, err := send()
	e.End, e.Got, e.Err = t.clock.Now(), max(n, 0), t.errName(err)
	e.Data, e.Via = d.data[:e.Got], []lab.Origin{d.via}
	t.append(e)
}

// datagram is one on its way.
type datagram struct {
	data []byte
	via  lab.Origin
	due  time.Time
}

// path is what happens to the datagrams of one way of a client.
type path struct {
	tap    *Tap
	random *rand.Rand
	in     chan datagram
	send   func(d datagram, why string)
}

func newPath(t *Tap, number int, send func(datagram, string)) *path {
	return &path{tap: t, random: rand.New(rand.NewPCG(t.options.Datagrams.Seed, uint64(number))), in: make(chan datagram, mostLate), send: send}
}

// take takes a datagram; with too many on their way it is thrown away.
func (p *path) take(data []byte, via lab.Origin) {
	d := datagram{data, via, time.Now().Add(p.tap.options.Delay)}
	select {
	case p.in <- d:
	default:
		p.send(d, lab.ErrLimit)
	}
}

// run sends what comes, each as its luck has it.
func (p *path) run(ctx context.Context) {
	o := p.tap.options.Datagrams
	var late *datagram
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		var d datagram
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			if late != nil {
				p.send(*late, "")
				late = nil
			}
			continue
		case d = <-p.in:
		}
		p.tap.pause(time.Until(d.due))
		drop, again, after := p.percent() < o.Drop, p.percent() < o.Duplicate, p.percent() < o.Reorder
		switch {
		case drop:
			p.send(d, lab.ErrDropped)
			continue
		case after && late == nil:
			late = &d
			timer.Reset(lateDatagram)
			continue
		}
		p.send(d, "")
		if again {
			p.send(d, "")
		}
		if late != nil {
			p.send(*late, "")
			late = nil
		}
	}
}

func (p *path) percent() int { return p.random.IntN(100) }
