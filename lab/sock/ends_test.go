package sock

import (
	"net/netip"
	"testing"

	"stickylab/lab"
)

func addrPort(a Addr) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4(a.inet.ip), a.inet.port)
}

// ends asks who a packet between two addresses of the run went between.
func ends(n *Net, tr lab.Transport, from, to Addr, then int64) [2]int {
	a, b := n.Ends(tr, addrPort(from), addrPort(to), then)
	return [2]int{a, b}
}

func TestEndsOfAConnection(t *testing.T) {
	n := mustNet(t)
	listener := mustListener(t, n, lab.TCP, 5)
	port := listener.Local()
	client := mustSocket(t, n, lab.TCP)
	must(t, named(client).Connect(8080))
	wantEnds := func(when string, from, to Addr, want [2]int) {
		t.Helper()
		if got := ends(n, lab.TCP, from, to, n.clock()); got != want {
			t.Errorf("%s: %v, want %v", when, got, want)
		}
	}
	wantEnds("not accepted yet", client.Local(), port, [2]int{client.ID, 0})
	wantEnds("the answer to it", port, client.Local(), [2]int{0, client.ID})
	conn, res := listener.Accept()
	must(t, res)
	wantEnds("accepted", client.Local(), port, [2]int{client.ID, conn.ID})
	wantEnds("the way back", port, client.Local(), [2]int{conn.ID, client.ID})
	wantEnds("nobody of the run", Addr{inet: endpoint{ip: n.Address().As4(), port: 9}}, port, [2]int{})
	must(t, client.Close())
	must(t, conn.Close())
	wantEnds("closed: the last segments", client.Local(), port, [2]int{client.ID, conn.ID})
}

func TestEndsOfASocketThatWasRefusedFirst(t *testing.T) {
	n := mustNet(t)
	client := mustSocket(t, n, lab.TCP)
	must(t, client.Bind(9000)) // else each try has a port of its own
	wantErr(t, named(client).Connect(8081), "ECONNREFUSED")
	wantErr(t, named(client).Connect(8080), "ECONNREFUSED")
	refused := n.clock()
	listener := mustListener(t, n, lab.TCP, 5)
	must(t, named(client).Connect(8080))
	conn, res := listener.Accept()
	must(t, res)
	for port, c := range map[int]struct {
		then int64
		want [2]int
	}{
		8081: {n.clock(), [2]int{client.ID, 0}},
		8080: {refused, [2]int{client.ID, 0}},
	} {
		if got := ends(n, lab.TCP, client.Local(), client.At(port), c.then); got != c.want {
			t.Errorf("refused at %d: %v, want %v", port, got, c.want)
		}
	}
	if got, want := ends(n, lab.TCP, client.Local(), client.At(8080), n.clock()), [2]int{client.ID, conn.ID}; got != want {
		t.Errorf("accepted: %v, want %v", got, want)
	}
}

// The kernel takes the port that it chose back when a connect is refused.
func TestASocketThatWasRefusedIsKnownWhenItIsAccepted(t *testing.T) {
	n := mustNet(t)
	client := mustSocket(t, n, lab.TCP)
	wantErr(t, named(client).Connect(8080), "ECONNREFUSED")
	listener := mustListener(t, n, lab.TCP, 5)
	must(t, named(client).Connect(8080))
	conn, res := listener.Accept()
	must(t, res)
	if conn.Peer() != client || client.Peer() != conn {
		t.Errorf("peers %v and %v, want each other", conn.Peer(), client.Peer())
	}
	if res.Address != client.Local().String() {
		t.Errorf("accepted %s, want %s", res.Address, client.Local())
	}
}

func TestEndsOfDatagrams(t *testing.T) {
	n := mustNet(t)
	before := n.clock()
	first, sender := mustSocket(t, n, lab.UDP), mustSocket(t, n, lab.UDP)
	must(t, first.Bind(8080))
	must(t, named(sender).SendTo([]byte("x"), sender.At(8080)))
	whileFirst := n.clock()
	must(t, first.Close())
	closed := n.clock()
	second := mustSocket(t, n, lab.UDP)
	must(t, second.Bind(8080))
	for _, c := range []struct {
		when string
		then int64
		want [2]int
	}{
		{"before anything", before - 1, [2]int{}},
		{"to the first", whileFirst, [2]int{sender.ID, first.ID}},
		{"to nobody", closed, [2]int{sender.ID, 0}},
		{"to the second", n.clock(), [2]int{sender.ID, second.ID}},
	} {
		if got := ends(n, lab.UDP, sender.Local(), sender.At(8080), c.then); got != c.want {
			t.Errorf("%s: %v, want %v", c.when, got, c.want)
		}
	}
}

func TestEndsOfASocketConnectedToItself(t *testing.T) {
	n := mustNet(t)
	s := mustSocket(t, n, lab.TCP)
	must(t, s.Bind(8080))
	must(t, named(s).Connect(8080))
	if got, want := ends(n, lab.TCP, s.Local(), s.Local(), n.clock()), [2]int{s.ID, s.ID}; got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestTermsAreBounded(t *testing.T) {
	n := mustNet(t)
	s := mustSocket(t, n, lab.TCP)
	must(t, s.Bind(9000))
	for range 2 * maxTerms {
		wantErr(t, named(s).Connect(8080), "ECONNREFUSED")
	}
	if n.owners.routes.Len() != 1 {
		t.Errorf("%d routes, want 1", n.owners.routes.Len())
	}
	for route, all := range n.owners.routes.All() {
		if len(all) != maxTerms {
			t.Errorf("%v has %d terms, want %d", route, len(all), maxTerms)
		}
	}
}
