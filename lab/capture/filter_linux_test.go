package capture

import (
	"net/netip"
	"testing"

	"golang.org/x/net/bpf"

	"stickylab/lab"
)

// The kernel's filter lets headers of the run's own packets in, and nothing
// else: no byte of a payload, and no packet of anybody else.
func TestFilter(t *testing.T) {
	vm, err := bpf.NewVM(headersOf(own, netip.AddrPort{}))
	if err != nil {
		t.Fatal(err)
	}
	stranger := netip.AddrPortFrom(other, 8080)
	data := tcp{from: client, to: server, flags: lab.ACK, data: "hello"}
	syn := tcp{from: client, to: server, flags: lab.SYN, options: scale7}
	later := data.bytes()
	later[7] = 1
	for name, c := range map[string]struct {
		packet []byte
		want   int // bytes let in
	}{
		"TCP":                    {data.bytes(), etherSize + 40},
		"TCP with options":       {syn.bytes(), etherSize + 52},
		"UDP":                    {udp(client, server, "hello"), etherSize + 28},
		"UDP with IP options":    {ipv4(protoUDP, own, own, 8, udp(client, server, "hello")[ipv4Least:]), etherSize + 36},
		"a later fragment":       {later, 0},
		"ICMP":                   {ipv4(1, own, own, 0, make([]byte, 28)), 0},
		"TCP from somebody else": {tcp{from: stranger, to: server, data: "hello"}.bytes(), 0},
		"TCP to somebody else":   {tcp{from: client, to: stranger, data: "hello"}.bytes(), 0},
		"TCP of others":          {tcp{from: stranger, to: stranger, data: "hello"}.bytes(), 0},
		"UDP of others":          {udp(stranger, stranger, "hello"), 0},
		"nothing":                {nil, 0},
	} {
		got, err := vm.Run(append(make([]byte, etherSize), c.packet...))
		if err != nil || got != c.want {
			t.Errorf("%s: %d bytes, %v; want %d", name, got, err, c.want)
		}
	}
}

func TestTheIdleFilterLetsNothingIn(t *testing.T) {
	vm, err := bpf.NewVM(nothing())
	if err != nil {
		t.Fatal(err)
	}
	packet := tcp{from: client, to: server}.bytes()
	if got, err := vm.Run(append(make([]byte, etherSize), packet...)); err != nil || got != 0 {
		t.Errorf("%d bytes, %v; want 0", got, err)
	}
}

// With a door the headers of TCP through it pass, whoever is at the other end, and
// nothing else that is not of the run.
func TestFilterOfADoor(t *testing.T) {
	door, far := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), 9000), netip.AddrPortFrom(other, 40000)
	vm, err := bpf.NewVM(headersOf(own, door))
	if err != nil {
		t.Fatal(err)
	}
	beside := netip.AddrPortFrom(door.Addr(), 9001)
	elsewhere := netip.AddrPortFrom(other, 9000)
	later := tcp{from: far, to: door, flags: lab.ACK, data: "hello"}.bytes()
	later[7] = 1
	for name, c := range map[string]struct {
		packet []byte
		want   int
	}{
		"of the run":                    {tcp{from: client, to: server, data: "hello"}.bytes(), etherSize + 40},
		"UDP of the run":                {udp(client, server, "hello"), etherSize + 28},
		"to the door":                   {tcp{from: far, to: door, data: "hello"}.bytes(), etherSize + 40},
		"from the door":                 {tcp{from: door, to: far, data: "hello"}.bytes(), etherSize + 40},
		"from its own host":             {tcp{from: beside, to: door, data: "hello"}.bytes(), etherSize + 40},
		"to its own host":               {tcp{from: door, to: beside, data: "hello"}.bytes(), etherSize + 40},
		"a socket of the run":           {tcp{from: client, to: door, data: "hello"}.bytes(), etherSize + 40},
		"UDP to the door":               {udp(far, door, "hello"), 0},
		"another port":                  {tcp{from: far, to: beside, data: "hello"}.bytes(), 0},
		"the port at another address":   {tcp{from: far, to: elsewhere, data: "hello"}.bytes(), 0},
		"from the port at another one":  {tcp{from: elsewhere, to: far, data: "hello"}.bytes(), 0},
		"somebody else to the run":      {tcp{from: far, to: server, data: "hello"}.bytes(), 0},
		"a later fragment for the door": {later, 0},
		"ICMP of the door's host":       {ipv4(1, door.Addr(), door.Addr(), 0, make([]byte, 28)), 0},
	} {
		got, err := vm.Run(append(make([]byte, etherSize), c.packet...))
		if err != nil || got != c.want {
			t.Errorf("%s: %d bytes, %v; want %d", name, got, err, c.want)
		}
	}
}

// Of IPv6, too, headers pass and no byte of a payload; what goes to the page does not.
func TestFilterOfIPv6(t *testing.T) {
	loopback := netip.IPv6Loopback()
	page, beside := netip.AddrPortFrom(loopback, 8080), netip.AddrPortFrom(loopback, 8081)
	vm, err := bpf.NewVM(headersOfAll6(page))
	if err != nil {
		t.Fatal(err)
	}
	ipv6 := func(next byte, from, to netip.AddrPort, ipv4 []byte) []byte {
		head := append([]byte{0x60, 0, 0, 0, 0, byte(len(ipv4) - ipv4Least), next, 64}, from.Addr().AsSlice()...)
		return append(append(head, to.Addr().AsSlice()...), ipv4[ipv4Least:]...)
	}
	port := func(at netip.AddrPort) netip.AddrPort { return netip.AddrPortFrom(own, at.Port()) }
	stream := func(from, to netip.AddrPort) []byte {
		return ipv6(protoTCP, from, to, tcp{from: port(from), to: port(to), options: scale7, data: "hello"}.bytes())
	}
	far, elsewhere := netip.AddrPortFrom(loopback, 40000), netip.AddrPortFrom(netip.MustParseAddr("::2"), 8080)
	for name, c := range map[string]struct {
		packet []byte
		want   int
	}{
		"TCP":                         {stream(far, beside), etherSize + 40 + 32},
		"UDP":                         {ipv6(protoUDP, far, beside, udp(port(far), port(beside), "hello")), etherSize + 40 + 8},
		"to the page":                 {stream(far, page), 0},
		"from the page":               {stream(page, far), 0},
		"its port at another address": {stream(far, elsewhere), etherSize + 40 + 32},
		"a fragment":                  {ipv6(44, far, beside, udp(client, server, "hello")), 0},
		"nothing":                     {nil, 0},
	} {
		got, err := vm.Run(append(make([]byte, etherSize), c.packet...))
		if err != nil || got != c.want {
			t.Errorf("%s: %d bytes, %v; want %d", name, got, err, c.want)
		}
		h, ok := decode(packet{headers: c.packet})
		if is := c.want > 0; is && (!ok || h.length != len("hello") || h.from != far) {
			t.Errorf("%s: read as %+v, %v", name, h, ok)
		}
	}
}
