package sock

import (
	"net"
	"net/netip"
	"testing"

	"stickylab/lab"
)

func TestAnAddressThatSomebodyElseUsesIsLeftOut(t *testing.T) {
	const start = 12345
	first := NewAddresses(start)
	addr, err := first.Acquire()
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(addr, lab.DefaultPort)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = foreign.Close() }()
	for transport, want := range map[lab.Transport]bool{lab.TCP: true, lab.UDP: false, lab.UnixStream: false} {
		got, err := NewAddresses(start).AcquireFor(transport)
		if err != nil || (got != addr) != want {
			t.Errorf("%s: got %v %v, the first address is %v", transport, got, err, addr)
		}
	}
}

// Another lab goes through its addresses in order, so many in a row are taken:
// more than AcquireFor looks at.
func TestAStretchOfTakenAddressesIsLeft(t *testing.T) {
	const start = 54321
	other := NewAddresses(start)
	taken := map[netip.Addr]bool{}
	for range 2 * maxTaken {
		addr, err := other.Acquire()
		if err != nil {
			t.Fatal(err)
		}
		foreign, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(addr, lab.DefaultPort)))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = foreign.Close() }()
		taken[addr] = true
	}
	if got, err := NewAddresses(start).AcquireFor(lab.TCP); err != nil || taken[got] {
		t.Errorf("got %v %v, which is taken", got, err)
	}
}
