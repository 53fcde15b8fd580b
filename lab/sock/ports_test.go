package sock

import (
	"net"
	"testing"

	"stickylab/lab"
)

// hostAtSix listens at ::1 as a program of the host does. Where the host has no ::1 it
// holds that a run is told so, and returns nil.
func hostAtSix(t *testing.T) net.Listener {
	t.Helper()
	host, err := net.Listen("tcp6", "[::1]:0")
	if err == nil {
		t.Cleanup(func() { _ = host.Close() })
		return host
	}
	s, res := mustNet(t).Socket(lab.TCP6)
	if res.Err == nil {
		res = s.Bind(lab.DefaultPort)
	}
	if name := ErrName(res.Err); name != "EADDRNOTAVAIL" && name != "EAFNOSUPPORT" {
		t.Errorf("without ::1 (%v) a bind gives %q", err, name)
	}
	return nil
}

// Two runs at once each have the same port at ::1, which are two ports of it; one that a
// program of the host has is nobody's.
func TestRunsShareTheLoopbackOfIPv6(t *testing.T) {
	host := hostAtSix(t)
	if host == nil {
		return
	}
	taken := host.Addr().(*net.TCPAddr).Port
	chosen, err := freePort(lab.TCP6, 0)
	if err != nil {
		t.Fatal(err)
	}
	free := int(chosen)
	budget := NewBudget(100)
	seen := map[Addr]bool{}
	nets := []*Net{mustNetWith(t, Limits{}, budget), mustNetWith(t, Limits{}, budget), mustNetWith(t, Limits{}, budget)}
	for _, n := range nets { // before anybody binds one
		n.at(lab.TCP6, free)
	}
	for _, n := range nets {
		for _, port := range []int{free, taken} {
			listener, res := n.Socket(lab.TCP6)
			must(t, res)
			must(t, listener.Bind(port))
			must(t, listener.Listen(1))
			if a := listener.Local(); seen[a] || a != n.at(lab.TCP6, port) || a.Port() == taken {
				t.Errorf("port %d of a run is %v, another run's too or not always the same", port, a)
			} else {
				seen[a] = true
			}
			client, res := n.Socket(lab.TCP6)
			must(t, res)
			must(t, client.BindAnywhere())
			must(t, client.Connect(port))
			conn, res := listener.Accept()
			must(t, res)
			if conn.Peer() != client || res.Address != client.Local().String() {
				t.Errorf("the listener at %v accepted %v at %s", listener.Local(), conn.Peer(), res.Address)
			}
		}
	}
}

// A port at ::1 that the run did not bind is refused, and what another program has
// there is not reached.
func TestIPv6StaysWithinTheRun(t *testing.T) {
	host := hostAtSix(t)
	if host == nil {
		return
	}
	n := mustNetWith(t, Limits{}, nil)
	client, res := n.Socket(lab.TCP6)
	must(t, res)
	must(t, client.BindAnywhere())
	if res := client.Connect(host.Addr().(*net.TCPAddr).Port); ErrName(res.Err) != "ECONNREFUSED" {
		t.Errorf("connect gave %v", res.Err)
	}
	a, res := n.Socket(lab.UDP6)
	must(t, res)
	must(t, a.BindAnywhere())
	outside := Addr{inet: endpoint{port: uint16(host.Addr().(*net.TCPAddr).Port), six: true}}
	if res := a.SendTo([]byte("x"), outside); res.Err != nil {
		t.Errorf("a datagram to a port that nobody has: %v", res.Err)
	}
	foreign, err := net.ListenPacket("udp6", "[::1]:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = foreign.Close() }()
	outside.inet.port = uint16(foreign.LocalAddr().(*net.UDPAddr).Port)
	if res := a.SendTo([]byte("x"), outside); res.Err != ErrOutside {
		t.Errorf("a datagram to another program: %v", res.Err)
	}
}
