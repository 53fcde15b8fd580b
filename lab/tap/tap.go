// Package tap is a proxy on loopback between a client and a server of somebody's own: it
// passes bytes on as they are, in the pieces that are asked for, and records what can be
// known from the middle.
//
// Known are the calls of the tap and, by sock_diag(7), the queues of the two programs'
// sockets. Their calls are not: so a receive of the tap has no verdict, and only a
// codec says where messages end.
package tap

import (
	"context"
	"net"
	"net/netip"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/diag"
	"stickylab/lab/frame"
	"stickylab/lab/record"
)

// The limits of a tap, by the names that its End and its events have for them.
const (
	// MaxConns bounds the connections at once; one more is reset.
	MaxConns = 64
	// MaxBytes bounds the bytes that a run passes on, both ways. It ends the run.
	MaxBytes = 16 << 20
	// MaxIdle is how long a connection may have no bytes before it is closed.
	MaxIdle = 60 * time.Second

	LimitConns = "tap-connections"
	LimitBytes = "tap-bytes"
	LimitIdle  = "tap-idle"
)

// Options say what a tap does.
type Options struct {
	// Listen and To are loopback addresses, see ParseEnd. The port of Listen may be 0.
	Listen, To netip.AddrPort
	Pieces     Pieces
	// Delay passes before each piece is sent.
	Delay time.Duration
	// Join holds what comes until that long after its first byte, and then sends it at
	// once; 0 holds nothing.
	Join time.Duration
	// Codec cuts the bytes of both directions into frames; nil makes none.
	Codec frame.Codec
	// Datagrams is what is done to datagrams, with UDP.
	UDP       bool
	Datagrams Datagrams

	// Tell is called with what somebody at a terminal should read; it may be nil, and is
	// called by several goroutines.
	Tell func(Notice)

	// 0 stands for MaxConns, MaxBytes, MaxIdle, MaxQuiet, MaxUnread.
	Conns  int
	Bytes  int64
	Idle   time.Duration
	Quiet  time.Duration
	Unread time.Duration

	looked func() // for tests: a piece was seen to lie in the receiver's queue
}

// The peers of a tap's run, by their index.
const (
	clientPeer = iota
	tapPeer
	serverPeer
)

// Peers are the names of the peers of a tap's run, in their order.
func Peers() []string { return []string{"client", "tap", "server"} }

// Tap passes bytes on. It is made by Listen.
type Tap struct {
	options  Options
	listener *net.TCPListener // nil with UDP
	front    *net.UDPConn
	rec      record.Recorder
	clock    record.Clock
	diag     *diag.Diag // nil where the kernel has none

	stop context.CancelFunc
	ctx  context.Context
	wait sync.WaitGroup

	mu     sync.Mutex
	open   map[*relay]bool
	count  int // connections so far
	passed int64
	missed int // events of connections that were not recorded
	end    lab.End
}

// Listen makes a tap, which takes connections from now on. Run or Close releases it.
func Listen(o Options) (*Tap, error) {
	t := &Tap{options: o.withDefaults(), open: map[*relay]bool{}}
	var err error
	if o.UDP {
		t.front, err = net.ListenUDP("udp", net.UDPAddrFromAddrPort(o.Listen))
	} else {
		t.listener, err = net.ListenTCP("tcp", net.TCPAddrFromAddrPort(o.Listen))
	}
	if err != nil {
		return nil, err
	}
	t.ctx, t.stop = context.WithCancel(context.Background())
	return t, nil
}

func (o Options) withDefaults() Options {
	if o.Conns == 0 {
		o.Conns = MaxConns
	}
	if o.Bytes == 0 {
		o.Bytes = MaxBytes
	}
	if o.Idle == 0 {
		o.Idle = MaxIdle
	}
	if o.Quiet == 0 {
		o.Quiet = MaxQuiet
	}
	if o.Unread == 0 {
		o.Unread = MaxUnread
	}
	return o
}

// Addr is the address that the tap listens at.
func (t *Tap) Addr() netip.AddrPort {
	if t.front != nil {
		return t.front.LocalAddr().(*net.UDPAddr).AddrPort()
	}
	return t.listener.Addr().(*net.TCPAddr).AddrPort()
}

// Transport is that of the sockets.
func (t *Tap) Transport() lab.Transport {
	switch six := t.options.Listen.Addr().Is6(); {
	case t.options.UDP && six:
		return lab.UDP6
	case t.options.UDP:
		return lab.UDP
	case six:
		return lab.TCP6
	}
	return lab.TCP
}

// Stop ends the tap and all its connections. It does not wait, and may be called at any
// time and by anybody.
func (t *Tap) Stop() { t.stop() }

// Close releases a tap that was never run.
func (t *Tap) Close() error {
	t.stop()
	if t.front != nil {
		return t.front.Close()
	}
	return t.listener.Close()
}

// Run passes bytes on and records it until Stop or a limit ends it, and returns when no
// goroutine and no socket of the tap is left. It ends the recorder.
func (t *Tap) Run(rec record.Recorder, clock record.Clock) {
	t.rec, t.clock = rec, clock
	if d, err := diag.Open(); err == nil { // else the queues of others are unknown
		t.diag = d
		defer func() { _ = d.Close() }()
	}
	for i, name := range Peers() {
		kind := lab.Outside
		if i == tapPeer {
			kind = lab.Scripted
		}
		rec.Peer(lab.Peer{Name: name, Kind: kind})
	}
	unhook := context.AfterFunc(t.ctx, t.closeAll)
	defer unhook()
	if t.front != nil {
		t.relayDatagrams()
	} else {
		t.acceptAll()
	}
	t.stop()
	t.wait.Wait()
	t.mu.Lock()
	end, missed := t.end, t.missed
	t.mu.Unlock()
	if missed > 0 {
		rec.Gap(tapPeer, missed, lab.ErrLimit)
	}
	if end.Reason == "" {
		end.Reason = lab.EndDone
	}
	rec.End(end)
}

// closeAll ends every call that waits.
func (t *Tap) closeAll() {
	if t.front != nil {
		_ = t.front.SetDeadline(past)
	} else {
		_ = t.listener.SetDeadline(past)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for r := range t.open {
		r.interrupt()
	}
}

// past as a deadline ends a call at once.
var past = time.Unix(1, 0)

// pass counts bytes that are about to be passed on. Over the limit it ends the tap.
func (t *Tap) pass(n int) {
	t.mu.Lock()
	t.passed += int64(n)
	over := t.passed > t.options.Bytes
	if over && t.end.Reason == "" {
		t.end = lab.End{Reason: lab.EndLimit, Detail: LimitBytes}
	}
	t.mu.Unlock()
	if over {
		t.stop()
	}
}

// miss counts events of a connection that was not recorded.
func (t *Tap) miss(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.missed += n
}

// append records an event of the tap.
func (t *Tap) append(e *lab.Event) int {
	e.Peer = tapPeer
	if e.End == 0 {
		e.End = t.clock.Now()
	}
	seq, _ := t.rec.Append(e)
	return seq
}

// probe asks the kernel for the queues of a connection: of the tap's end and of the far
// one, which is somebody else's.
func (t *Tap) probe(local, remote netip.AddrPort) (near, far *lab.Probe) {
	if t.diag == nil {
		return nil, nil
	}
	if p, ok := t.diag.TCP(local, remote); ok {
		near = &p
	}
	if p, ok := t.diag.TCP(remote, local); ok {
		far = &p
	}
	return near, far
}
