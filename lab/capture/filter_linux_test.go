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
	vm, err := bpf.NewVM(headersOf(own))
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
