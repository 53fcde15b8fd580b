package sock

import (
	"net"
	"net/netip"
	"testing"

	"stickylab/lab"
)

// mustDoorNet makes the world of a run with a door, by which port 8080 is meant.
func mustDoorNet(t *testing.T, at string) *Net {
	t.Helper()
	n := mustNet(t)
	if err := n.OpenDoor(8080, netip.MustParseAddrPort(at)); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestDoorsThatDoNotOpen(t *testing.T) {
	for _, at := range []string{"0.0.0.0:80", "10.0.0.1:80", "128.0.0.1:80", "255.255.255.255:80", "127.0.0.1:0", "[::1]:80", "[::ffff:127.0.0.1]:80"} {
		if err := mustNet(t).OpenDoor(8080, netip.MustParseAddrPort(at)); err == nil {
			t.Errorf("%s is a door", at)
		}
	}
	for _, port := range []int{-1, 0, 65536} {
		if err := mustNet(t).OpenDoor(port, netip.MustParseAddrPort("127.0.0.1:80")); err == nil {
			t.Errorf("port %d is a door", port)
		}
	}
}

// A door widens what is the run's by one address of TCP, and by nothing else.
func TestADoorIsOneAddress(t *testing.T) {
	n := mustDoorNet(t, "127.0.0.1:9000")
	door := endpointOf(netip.MustParseAddrPort("127.0.0.1:9000"))
	if got := n.at(lab.TCP, 8080); got.inet != door || !n.own(lab.TCP, got) {
		t.Errorf("port 8080 is %v", got)
	}
	for _, other := range []struct {
		t  lab.Transport
		at string
	}{
		{lab.UDP, "127.0.0.1:9000"}, {lab.TCP, "127.0.0.1:9001"}, {lab.TCP, "127.0.0.1:8080"}, {lab.TCP, "127.0.0.2:9000"}, {lab.TCP, "10.0.0.1:9000"}, {lab.TCP6, "[::1]:9000"},
	} {
		a := Addr{inet: endpointOf(netip.MustParseAddrPort(other.at))}
		if other.t != lab.TCP6 && n.own(other.t, a) || n.IsDoor(other.t, a) {
			t.Errorf("%v %s is the run's", other.t, other.at)
		}
	}
	for _, tt := range []struct {
		t    lab.Transport
		port int
	}{{lab.TCP, 8081}, {lab.TCP, 9000}, {lab.UDP, 8080}} {
		if got := n.at(tt.t, tt.port); got.inet.ip != n.ip {
			t.Errorf("%v port %d is %v", tt.t, tt.port, got)
		}
	}
	if mustNet(t).IsDoor(lab.TCP, Addr{}) {
		t.Error("without a door no address is one")
	}
	if got := mustNet(t).at(lab.TCP, 8080); got.inet == door {
		t.Errorf("without a door port 8080 is %v", got)
	}
}

// Who listens at the door at every address is met there: no other port stands for it.
func TestADoorIsNotSubstituted(t *testing.T) {
	server, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	at := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), uint16(server.Addr().(*net.TCPAddr).Port))
	n, port := mustNet(t), int(at.Port())
	if err := n.OpenDoor(port, at); err != nil {
		t.Fatal(err)
	}
	client := mustSocket(t, n, lab.TCP)
	must(t, client.BindFor(client.At(port)))
	res := must(t, client.Connect(port))
	if far, ok := client.Stranger(); !ok || far.Local != at.String() || res.Address != at.String() || client.Peer() != nil {
		t.Errorf("connected to %+v, %v, %+v", far, ok, res)
	}
	wantErr(t, mustSocket(t, n, lab.TCP).Bind(port), "EADDRINUSE")
}

// Each connection through the door has an end of its own, also from the same port; one
// between sockets of the run has none.
func TestStrangers(t *testing.T) {
	n := mustNet(t)
	at := netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, n.ip[2], n.ip[3]}), 8080)
	if err := n.OpenDoor(8080, at); err != nil {
		t.Fatal(err)
	}
	listener := mustSocket(t, n, lab.TCP)
	must(t, listener.Bind(8080))
	must(t, listener.Listen(5))
	seen := map[int]bool{}
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, n.ip[3], n.ip[2]), Port: 8081}}
	for range 3 {
		far, err := dialer.Dial("tcp4", at.String())
		if err != nil {
			t.Fatal(err)
		}
		_ = far.(*net.TCPConn).SetLinger(0) // nothing of it is left in the way of the next
		conn, res := listener.Accept()
		must(t, res)
		s, ok := conn.Stranger()
		from := far.LocalAddr().(*net.TCPAddr).AddrPort()
		if !ok || seen[s.ID] || s.Local != from.String() || res.Far != nil || conn.Peer() != nil {
			t.Errorf("the other end is %+v, %v, known as %v", s, ok, seen)
		}
		first := res.End
		if len(seen) == 0 {
			first = 0 // of its handshake, too
		}
		seen[s.ID] = true
		for _, then := range []int64{first, res.End} {
			if a, b := n.Ends(lab.TCP, from, at, then); a != s.ID || b != conn.ID {
				t.Errorf("a segment goes from %d to %d, want %d and %d", a, b, s.ID, conn.ID)
			}
			if a, b := n.Ends(lab.TCP, at, from, then); a != conn.ID || b != s.ID {
				t.Errorf("a segment back goes from %d to %d", a, b)
			}
		}
		_ = far.Close()
		must(t, conn.Close())
	}
	inside := mustConnect(t, n, lab.TCP)
	conn, res := listener.Accept()
	must(t, res)
	if _, is := conn.Stranger(); is || conn.Peer() != inside {
		t.Errorf("a socket of the run is a stranger: %v", conn.Peer())
	}
}

// Segments that come before the connection is accepted are of the same end.
func TestAStrangerIsKnownBeforeItIsAccepted(t *testing.T) {
	n := mustNet(t)
	at := netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, n.ip[2], n.ip[3]}), 8080)
	if err := n.OpenDoor(8080, at); err != nil {
		t.Fatal(err)
	}
	from := netip.MustParseAddrPort("127.0.0.1:1")
	if a, b := n.Ends(lab.TCP, from, at, 1); a != 0 || b != 0 {
		t.Errorf("nobody listens, and yet from %d to %d", a, b)
	}
	listener := mustSocket(t, n, lab.TCP)
	must(t, listener.Bind(8080))
	must(t, listener.Listen(5))
	far, err := net.Dial("tcp4", at.String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = far.Close() }()
	first, _ := n.Ends(lab.TCP, far.LocalAddr().(*net.TCPAddr).AddrPort(), at, n.clock())
	conn, res := listener.Accept()
	must(t, res)
	if s, _ := conn.Stranger(); first == 0 || s.ID != first {
		t.Errorf("before %d, accepted %d", first, s.ID)
	}
}
