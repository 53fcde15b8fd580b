package capture

import (
	"net"
	"net/netip"
	"testing"

	"stickylab/lab"
)

// mustLoopback is a capture of the whole interface that tells h.
func mustLoopback(t *testing.T, h *heard, ignored netip.AddrPort) *Loopback {
	t.Helper()
	l, err := mustPool(t, 1).OpenLoopback(ignored)
	if err != nil {
		t.Fatalf("%v: the tests of capture need CAP_NET_RAW", err)
	}
	run := h.run(0)
	l.Begin(Wire{Now: run.Now, Told: h.told, Lost: run.Lost})
	return l
}

// mustPair is a connection at any port of the address.
func mustPair(t *testing.T, address string) (near, far *net.TCPConn) {
	t.Helper()
	listener, err := net.Listen("tcp", net.JoinHostPort(address, "0"))
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, listener)
	c, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	s, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	return c.(*net.TCPConn), s.(*net.TCPConn)
}

// Of two connections and two pairs of datagram sockets, one each is told of: all of its
// bytes are taken, those from before it was told of, too, and no segment of the others.
func TestOnlyConnsThatWereToldOfHaveSegments(t *testing.T) {
	t.Run("IPv4", func(t *testing.T) { onlyToldOf(t, "127.0.0.1", lab.TCP, lab.UDP) })
	t.Run("IPv6", func(t *testing.T) { onlyToldOf(t, "::1", lab.TCP6, lab.UDP6) })
}

func onlyToldOf(t *testing.T, address string, stream, datagram lab.Transport) {
	var h heard
	l := mustLoopback(t, &h, netip.AddrPort{})
	near, far := mustPair(t, address)
	other, others := mustPair(t, address)
	say := func(c net.Conn, text string) {
		if _, err := c.Write([]byte(text)); err != nil {
			t.Error(err)
		}
	}
	say(near, "hello")
	say(other, "not for us")
	l.Conn(lab.Conn{ID: 1, Transport: stream, Local: near.LocalAddr().String(), Remote: near.RemoteAddr().String()})
	say(near, "feng")
	say(others, "nor this")
	l.Conn(lab.Conn{ID: 2, Transport: stream, Local: far.LocalAddr().String(), Remote: far.RemoteAddr().String()})
	say(far, "!")
	server, err := net.ListenPacket("udp", net.JoinHostPort(address, "0"))
	if err != nil {
		t.Fatal(err)
	}
	l.Conn(lab.Conn{ID: 3, Transport: datagram, Local: server.LocalAddr().String()})
	for id, text := range map[int]string{4: "told", 0: "not told of at all"} {
		c, err := net.Dial("udp", server.LocalAddr().String())
		if err != nil {
			t.Fatal(err)
		}
		if id != 0 {
			l.Conn(lab.Conn{ID: id, Transport: datagram, Local: c.LocalAddr().String()})
		}
		say(c, text)
		mustClose(t, c)
	}
	mustClose(t, near, far, other, others, server)
	l.End()
	carried := map[[2]int]int{}
	for _, s := range h.segments {
		carried[[2]int{s.From, s.To}] += s.Len
	}
	want := map[[2]int]int{{1, 2}: 9, {2, 1}: 1, {4, 3}: 4}
	if len(carried) != len(want) {
		t.Errorf("bytes %v, want %v", carried, want)
	}
	for pair, n := range want {
		if carried[pair] != n {
			t.Errorf("from %d to %d went %d bytes, want %d", pair[0], pair[1], carried[pair], n)
		}
	}
	if h.lost != 1 {
		t.Errorf("%d lost, want the datagram of somebody unknown", h.lost)
	}
	if !l.held.over() || l.held.count != 0 {
		t.Errorf("%d are held", l.held.count)
	}
}

// What goes to the page does not take the room of anything.
func TestTheIgnoredAddressDoesNotPass(t *testing.T) {
	for address, other := range map[string]string{"127.0.0.1": "127.0.0.2", "::1": "::2"} {
		ignored(t, address, netip.MustParseAddr(other))
	}
}

func ignored(t *testing.T, address string, other netip.Addr) {
	listener, err := net.Listen("tcp", net.JoinHostPort(address, "0"))
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, listener)
	page := listener.Addr().(*net.TCPAddr).AddrPort()
	for ignored, want := range map[netip.AddrPort]bool{page: false, netip.AddrPortFrom(other, page.Port()): true} {
		var h heard
		l := mustLoopback(t, &h, ignored)
		c, err := net.Dial("tcp", page.String())
		if err != nil {
			t.Fatal(err)
		}
		l.Conn(lab.Conn{ID: 1, Transport: lab.TCP, Local: c.LocalAddr().String(), Remote: page.String()})
		mustClose(t, c)
		l.End()
		if got := len(h.segments) > 0; got != want {
			t.Errorf("with %v ignored a connection of %v is seen: %v", ignored, page, got)
		}
	}
}
