package capture

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"

	"stickylab/lab"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 10 * time.Second

// heard is what a capture told.
type heard struct {
	mu       sync.Mutex
	segments []lab.Segment
	lost     int
}

func (h *heard) told(s lab.Segment) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.segments = append(h.segments, s)
}

func (h *heard) bytes() (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range h.segments {
		n += s.Len
	}
	return n
}

// run is a Run whose sockets are told by their ports: 1 has the one that the
// tests listen on, 2 any other.
func (h *heard) run(port uint16) Run {
	start := time.Now()
	number := func(a netip.AddrPort) int {
		if a.Port() == port {
			return 1
		}
		return 2
	}
	return Run{
		Now: func() (unix, run int64) {
			now := time.Now()
			return now.UnixNano(), int64(now.Sub(start))
		},
		Ends: func(_ bool, from, to netip.AddrPort, _ int64) (int, int) { return number(from), number(to) },
		Told: h.told,
		Lost: func(n int) { h.lost += n },
		Max:  1 << 20,
	}
}

func mustPool(t *testing.T, max int) *Pool {
	t.Helper()
	p := NewPool(max)
	t.Cleanup(p.Close)
	return p
}

func mustOpen(t *testing.T, p *Pool, address netip.Addr) *Capture {
	t.Helper()
	c, err := p.Open(address, netip.AddrPort{})
	if err != nil {
		t.Fatalf("%v: the tests of capture need CAP_NET_RAW", err)
	}
	return c
}

// ownAddress is one that no other test uses.
func ownAddress() netip.Addr {
	return netip.AddrFrom4([4]byte{127, 0, byte(1 + rand.IntN(254)), byte(1 + rand.IntN(254))})
}

// talk opens a connection on the address, sends the text in a message each and
// closes both ends.
func talk(t *testing.T, address netip.Addr, begin func(port uint16), texts ...string) {
	t.Helper()
	listener, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(address, 0)))
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, listener)
	at := listener.Addr().(*net.TCPAddr)
	begin(at.AddrPort().Port())
	client, err := net.DialTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(address, 0)), at)
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, client)
	server, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, server)
	got := make([]byte, 1<<16)
	for _, text := range texts {
		if _, err := client.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		for have := 0; have < len(text); {
			n, err := server.Read(got)
			if err != nil {
				t.Fatal(err)
			}
			have += n
		}
	}
}

func mustClose(t *testing.T, all ...io.Closer) {
	t.Helper()
	for _, c := range all {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestSegmentsOfAConnection(t *testing.T) {
	address := ownAddress()
	c := mustOpen(t, mustPool(t, 1), address)
	var h heard
	talk(t, address, func(port uint16) { c.Begin(h.run(port)) }, "hello", "feng")
	c.End()
	if h.lost != 0 {
		t.Errorf("%d lost", h.lost)
	}
	var words []string
	last := int64(0)
	for _, s := range h.segments {
		if s.At < last || s.At > int64(patience) {
			t.Errorf("at %d after %d", s.At, last)
		}
		last = s.At
		if s.From != 2 || s.Len == 0 && s.Flags&(lab.SYN|lab.FIN) == 0 {
			continue // acknowledgements come as they like
		}
		words = append(words, strings.Join(s.Flags.Names(), " "))
		if s.Len > 0 {
			words = append(words, []string{"hello", "feng"}[s.Seq/5][:s.Len])
		}
	}
	if got, want := strings.Join(words, ", "), "SYN, PSH ACK, hello, PSH ACK, feng, FIN ACK"; got != want {
		t.Errorf("the client sent %s; want %s", got, want)
	}
	if !c.flows.over() {
		t.Error("a segment of the connection's end is missing")
	}
}

// What others send on the loopback interface is in nobody's capture, not even
// when it goes to the run's address; and a ring that changes hands brings
// nothing along.
func TestForeignTrafficIsNotSeen(t *testing.T) {
	pool := mustPool(t, 2)
	mine, theirs := ownAddress(), netip.MustParseAddr("127.0.0.1")
	c := mustOpen(t, pool, mine)
	var h, none heard
	talk(t, mine, func(port uint16) { c.Begin(h.run(port)) }, "mine")
	c.End()
	before := len(h.segments)

	next := mustOpen(t, pool, ownAddress())
	next.Begin(none.run(1))
	talk(t, theirs, func(uint16) {}, "theirs")
	talk(t, mine, func(uint16) {}, "mine, but late")
	listener, err := net.Listen("tcp4", netip.AddrPortFrom(next.address, 0).String())
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := net.Dial("tcp4", listener.Addr().String()) // from 127.0.0.1
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, stranger, listener)
	next.End()
	if len(none.segments) != 0 || len(h.segments) != before {
		t.Errorf("%d foreign segments, and %d after the end", len(none.segments), len(h.segments)-before)
	}
}

// Somebody who has the run's address without being of the run stays out.
func TestOnlySocketsOfTheRunAreTold(t *testing.T) {
	address := ownAddress()
	c := mustOpen(t, mustPool(t, 1), address)
	var h heard
	run := h.run(0)
	run.Ends = func(bool, netip.AddrPort, netip.AddrPort, int64) (int, int) { return 0, 0 }
	talk(t, address, func(uint16) { c.Begin(run) }, "hello")
	c.End()
	if len(h.segments) != 0 || len(c.flows) != 0 {
		t.Errorf("%d segments and %d connections of nobody", len(h.segments), len(c.flows))
	}
}

func TestSuperSegmentsAreCounted(t *testing.T) {
	address := ownAddress()
	c := mustOpen(t, mustPool(t, 1), address)
	var h heard
	listener, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(address, 0)))
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, listener)
	c.Begin(h.run(listener.Addr().(*net.TCPAddr).AddrPort().Port()))
	small := net.Dialer{
		LocalAddr: net.TCPAddrFromAddrPort(netip.AddrPortFrom(address, 0)),
		Control: func(_, _ string, raw syscall.RawConn) (err error) {
			_ = raw.Control(func(fd uintptr) { err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_MAXSEG, 536) })
			return err
		},
	}
	client, err := small.Dial("tcp4", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	server, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	const size = 20_000
	if _, err := client.Write(make([]byte, size)); err != nil {
		t.Fatal(err)
	}
	var info *unix.TCPInfo
	raw, err := client.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if err := raw.Control(func(fd uintptr) { info, err = unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO) }); err != nil {
		t.Fatal(err)
	}
	mustClose(t, client, server)
	c.End()
	super, count := 0, 0
	for _, s := range h.segments {
		if s.Len > 0 {
			super, count = super+1, count+s.Count
		}
	}
	if h.bytes() < size || count < size/536 || super >= count {
		t.Errorf("%d bytes in %d packets that stand for %d segments", h.bytes(), super, count)
	}
	if int(info.Data_segs_out) != count {
		t.Errorf("%d segments were counted, the kernel says %d", count, info.Data_segs_out)
	}
}

// The payload stays in the kernel.
func TestNoPayloadInTheRing(t *testing.T) {
	address := ownAddress()
	pool := mustPool(t, 1)
	c := mustOpen(t, pool, address)
	secret := "a secret that nobody else has to know: " + strconv.FormatUint(rand.Uint64(), 36)
	talk(t, address, func(uint16) {}, secret)
	if !bytes.Contains(c.ring.memory, address.AsSlice()) {
		t.Error("the ring has no packet of the run")
	}
	if bytes.Contains(c.ring.memory, []byte(secret[:8])) {
		t.Error("the ring has bytes of the payload")
	}
	c.End()
}

// What does not fit is counted: told and lost are all there was.
func TestAFullRingIsTold(t *testing.T) {
	address := ownAddress()
	c := mustOpen(t, mustPool(t, 1), address)
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(address, 0)))
	if err != nil {
		t.Fatal(err)
	}
	const sent = frames + 500
	for range sent {
		if _, err := conn.WriteTo([]byte("x"), conn.LocalAddr()); err != nil {
			t.Fatal(err)
		}
	}
	mustClose(t, conn)
	var h heard
	c.Begin(h.run(0))
	c.End()
	if len(h.segments) != frames || len(h.segments)+h.lost != sent {
		t.Errorf("%d told and %d lost of %d, want %d told", len(h.segments), h.lost, sent, frames)
	}
}

func TestSegmentsBeyondTheLimitAreCounted(t *testing.T) {
	address := ownAddress()
	c := mustOpen(t, mustPool(t, 1), address)
	var h heard
	run := h.run(0)
	run.Max = 3
	c.Begin(run)
	talk(t, address, func(uint16) {}, "hello")
	c.End()
	if len(h.segments) != 3 || h.lost < 4 {
		t.Errorf("%d told and %d lost, want 3 and the rest", len(h.segments), h.lost)
	}
}

func TestCapturesAtOnceAreLimited(t *testing.T) {
	pool := mustPool(t, 2)
	first, second := mustOpen(t, pool, ownAddress()), mustOpen(t, pool, ownAddress())
	_, err := pool.Open(ownAddress(), netip.AddrPort{})
	var limit *lab.LimitError
	if !errors.As(err, &limit) || limit.Name != "captures" || limit.Max != 2 {
		t.Errorf("got %v, want the limit of 2 captures", err)
	}
	first.End()
	mustOpen(t, pool, ownAddress()).End()
	second.End()
}

// A thread without the capability gets the errno that says so.
func TestWithoutTheCapability(t *testing.T) {
	failed := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlock: the thread ends with the goroutine
		header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
		var none [2]unix.CapUserData
		if err := unix.Capset(&header, &none[0]); err != nil {
			failed <- err
			return
		}
		pool := NewPool(1)
		_, err := pool.Open(own, netip.AddrPort{})
		pool.Close()
		failed <- err
	}()
	if err := <-failed; !errors.Is(err, unix.EPERM) {
		t.Errorf("got %v, want EPERM", err)
	}
}
