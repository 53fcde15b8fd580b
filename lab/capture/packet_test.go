package capture

import (
	"encoding/binary"
	"net/netip"
	"slices"

	"stickylab/lab"
)

// The sockets of the tests' packets.
var (
	own    = netip.MustParseAddr("127.9.8.7")
	other  = netip.MustParseAddr("127.9.8.8")
	client = netip.AddrPortFrom(own, 40000)
	server = netip.AddrPortFrom(own, 8080)
)

// ipv4 makes an IPv4 packet; options is a multiple of four zero bytes.
func ipv4(proto byte, from, to netip.Addr, options int, body []byte) []byte {
	b := make([]byte, ipv4Least+options)
	b[0] = 0x40 | byte(len(b)/4)
	b[9] = proto
	copy(b[12:], from.AsSlice())
	copy(b[16:], to.AsSlice())
	b = slices.Concat(b, body)
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
	return b
}

// tcp is a TCP header to make, and what follows it.
type tcp struct {
	from, to netip.AddrPort
	flags    lab.TCPFlags
	seq, ack uint32
	window   uint16
	options  []byte
	data     string
}

func (p tcp) bytes() []byte {
	size := (tcpLeast + len(p.options) + 3) / 4 * 4
	b := make([]byte, size)
	binary.BigEndian.PutUint16(b, p.from.Port())
	binary.BigEndian.PutUint16(b[2:], p.to.Port())
	binary.BigEndian.PutUint32(b[4:], p.seq)
	binary.BigEndian.PutUint32(b[8:], p.ack)
	copy(b[tcpLeast:], p.options)
	b[12] = byte(size/4) << 4
	b[13] = byte(p.flags)
	binary.BigEndian.PutUint16(b[14:], p.window)
	return ipv4(protoTCP, p.from.Addr(), p.to.Addr(), 0, slices.Concat(b, []byte(p.data)))
}

func udp(from, to netip.AddrPort, data string) []byte {
	b := make([]byte, udpHeader)
	binary.BigEndian.PutUint16(b, from.Port())
	binary.BigEndian.PutUint16(b[2:], to.Port())
	binary.BigEndian.PutUint16(b[4:], uint16(udpHeader+len(data)))
	return ipv4(protoUDP, from.Addr(), to.Addr(), 0, slices.Concat(b, []byte(data)))
}
