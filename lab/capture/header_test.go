package capture

import (
	"encoding/binary"
	"testing"

	"stickylab/lab"
)

var scale7 = []byte{2, 4, 0xff, 0xd7, 4, 2, 1, 3, 3, 7}

func TestDecode(t *testing.T) {
	syn := tcp{from: client, to: server, flags: lab.SYN, seq: 7, window: 65495, options: scale7}
	data := tcp{from: client, to: server, flags: lab.PSH | lab.ACK, seq: 8, ack: 99, window: 512, data: "hello"}
	fragment := data.bytes()
	binary.BigEndian.PutUint16(fragment[6:], 1)
	first := udp(client, server, "hello")
	binary.BigEndian.PutUint16(first[6:], 0x2000)                   // more fragments follow
	binary.BigEndian.PutUint16(first[ipv4Least+4:], udpHeader+4000) // of a datagram of 4000 bytes
	big := data.bytes()
	binary.BigEndian.PutUint16(big[2:], 0)
	short := syn.bytes()
	binary.BigEndian.PutUint16(short[2:], 30)
	for name, c := range map[string]struct {
		headers []byte
		length  int
		want    header
		not     bool
	}{
		"a SYN":                 {headers: syn.bytes(), want: header{from: client, to: server, flags: lab.SYN, seq: 7, window: 65495, scale: 7}},
		"data":                  {headers: data.bytes(), want: header{from: client, to: server, flags: lab.PSH | lab.ACK, seq: 8, ack: 99, window: 512, scale: -1, length: 5}},
		"data that was cut off": {headers: data.bytes()[:40], want: header{from: client, to: server, flags: lab.PSH | lab.ACK, seq: 8, ack: 99, window: 512, scale: -1, length: 5}},
		"beyond 64 KB":          {headers: big, length: 100_040, want: header{from: client, to: server, flags: lab.PSH | lab.ACK, seq: 8, ack: 99, window: 512, scale: -1, length: 100_000}},
		"a datagram":            {headers: udp(client, server, "hello"), want: header{from: client, to: server, udp: true, scale: -1, length: 5}},
		"an empty datagram":     {headers: udp(client, server, ""), want: header{from: client, to: server, udp: true, scale: -1}},
		"a first fragment":      {headers: first, want: header{from: client, to: server, udp: true, scale: -1, length: 4000}},
		"options before it":     {headers: ipv4(protoUDP, own, own, 8, udp(client, server, "hello")[ipv4Least:]), want: header{from: client, to: server, udp: true, scale: -1, length: 5}},
		"a later fragment":      {headers: fragment, not: true},
		"ICMP":                  {headers: ipv4(1, own, own, 0, make([]byte, 28)), not: true},
		"IPv6":                  {headers: append([]byte{0x60}, make([]byte, 60)...), not: true},
		"nothing":               {not: true},
		"half an IPv4 header":   {headers: syn.bytes()[:19], not: true},
		"half a TCP header":     {headers: data.bytes()[:39], not: true},
		"half a UDP header":     {headers: udp(client, server, "")[:27], not: true},
		"longer than its IP":    {headers: short, not: true},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := decode(packet{headers: c.headers, length: c.length})
			if ok == c.not || got != c.want {
				t.Errorf("got %+v, %v; want %+v", got, ok, c.want)
			}
		})
	}
}

func TestWindowScale(t *testing.T) {
	for name, c := range map[string]struct {
		options []byte
		want    int
	}{
		"none":                  {nil, -1},
		"alone":                 {[]byte{3, 3, 7}, 7},
		"behind others":         {scale7, 7},
		"0":                     {[]byte{3, 3, 0}, 0},
		"above 14, which is 14": {[]byte{3, 3, 15}, 14},
		"behind the end":        {[]byte{0, 3, 3, 7}, -1},
		"cut off":               {[]byte{3, 3}, -1},
		"a length of 0":         {[]byte{8, 0, 3, 3, 7}, -1},
		"a kind without length": {[]byte{8}, -1},
		"of the wrong length":   {[]byte{3, 4, 7, 7}, -1},
	} {
		if got := windowScale(c.options); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestSegmentsOfASuperSegment(t *testing.T) {
	for _, c := range []struct{ cut, data, want int }{
		{0, 0, 1},
		{0, 65000, 1},
		{1460, 0, 1},
		{1460, 1460, 1},
		{1460, 1461, 2},
		{1460, 2920, 2},
		{536, 20000, 38},
	} {
		if got := (packet{cut: c.cut}).segments(c.data); got != c.want {
			t.Errorf("%d bytes in pieces of %d: %d segments, want %d", c.data, c.cut, got, c.want)
		}
	}
}

// Whatever comes is either refused or makes sense.
func FuzzDecode(f *testing.F) {
	f.Add((tcp{from: client, to: server, flags: lab.SYN, options: scale7}).bytes(), 0)
	f.Add((tcp{from: client, to: server, flags: lab.ACK, data: "hello"}).bytes(), 5)
	f.Add(udp(client, server, "hello"), 0)
	f.Add(ipv4(protoTCP, own, other, 40, make([]byte, 60)), 1<<17)
	f.Fuzz(func(t *testing.T, headers []byte, length int) {
		h, ok := decode(packet{headers: headers, length: length})
		if !ok {
			if h != (header{}) {
				t.Errorf("refused and yet %+v", h)
			}
			return
		}
		if h.length < 0 || h.scale < -1 || h.scale > 14 || !h.from.Addr().Is4() || !h.to.Addr().Is4() {
			t.Errorf("%+v of % x", h, headers)
		}
		again, ok := decode(packet{headers: (tcp{
			from: h.from, to: h.to, flags: h.flags, seq: h.seq, ack: h.ack, window: uint16(h.window),
		}).bytes()})
		if !h.udp && (!ok || again.seq != h.seq || again.ack != h.ack || again.flags != h.flags || again.from != h.from || again.to != h.to) {
			t.Errorf("got %+v, written and read again %+v", h, again)
		}
	})
}
