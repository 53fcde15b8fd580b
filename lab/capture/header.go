package capture

import (
	"encoding/binary"
	"net/netip"

	"stickylab/lab"
)

// The numbers of the protocols (RFC 790) and the shortest headers.
const (
	protoTCP = 6
	protoUDP = 17

	ipv4Least = 20
	ipv6Size  = 40
	tcpLeast  = 20
	udpHeader = 8
)

// packet is what the ring gives of one packet.
type packet struct {
	unix    int64  // time stamp, ns since 1970
	headers []byte // from the IP header on, valid until the next packet
	length  int    // of the whole packet from the IP header on
	cut     int    // bytes of data that each segment of a super-segment has; 0 when it is none
}

// header is what the headers of a packet say.
type header struct {
	from, to netip.AddrPort
	udp      bool
	flags    lab.TCPFlags
	seq, ack uint32
	window   int // as it stands there, unscaled
	scale    int // of the window scale option of a SYN (RFC 7323 2.2), -1 without one
	length   int // of the data
}

// decode reads the headers; it gives false for what is not a whole TCP or UDP
// header over IP, or not the first fragment of one.
func decode(p packet) (h header, ok bool) {
	if len(p.headers) > 0 && p.headers[0]>>4 == 6 {
		return decode6(p)
	}
	ip := p.headers
	if len(ip) < ipv4Least || ip[0]>>4 != 4 {
		return h, false
	}
	size := int(ip[0]&0xf) * 4
	if size < ipv4Least || len(ip) < size || binary.BigEndian.Uint16(ip[6:])&0x1fff != 0 {
		return h, false
	}
	total := int(binary.BigEndian.Uint16(ip[2:]))
	if total == 0 { // a super-segment beyond 65535 bytes
		total = p.length
	}
	return inside(ip[9], ip[size:], total-size, netip.AddrFrom4([4]byte(ip[12:16])), netip.AddrFrom4([4]byte(ip[16:20])))
}

// decode6 reads those of a packet of IPv6 (RFC 8200 3). What has extension headers, as a
// fragment, is none of what the filter lets in.
func decode6(p packet) (h header, ok bool) {
	ip := p.headers
	if len(ip) < ipv6Size {
		return h, false
	}
	total := int(binary.BigEndian.Uint16(ip[4:]))
	if total == 0 { // a super-segment beyond 65535 bytes
		total = p.length - ipv6Size
	}
	return inside(ip[6], ip[ipv6Size:], total, netip.AddrFrom16([16]byte(ip[8:24])), netip.AddrFrom16([16]byte(ip[24:40])))
}

// inside reads what the packet of total bytes behind an IP header begins with.
func inside(proto byte, b []byte, total int, from, to netip.Addr) (h header, ok bool) {
	switch proto {
	case protoTCP:
		ok = h.readTCP(b, total)
	case protoUDP:
		ok = h.readUDP(b)
	}
	if !ok {
		return header{}, false
	}
	h.from = netip.AddrPortFrom(from, binary.BigEndian.Uint16(b))
	h.to = netip.AddrPortFrom(to, binary.BigEndian.Uint16(b[2:]))
	return h, true
}

// readTCP reads a header of RFC 9293 3.1 in a packet of total bytes.
func (h *header) readTCP(b []byte, total int) bool {
	if len(b) < tcpLeast {
		return false
	}
	size := int(b[12]>>4) * 4
	if size < tcpLeast || total < size {
		return false
	}
	h.seq, h.ack = binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:])
	h.flags = lab.TCPFlags(b[13])
	h.window = int(binary.BigEndian.Uint16(b[14:]))
	h.scale = windowScale(b[tcpLeast:min(size, len(b))])
	h.length = total - size
	return true
}

// windowScale looks for the option in a TCP header's options.
func windowScale(options []byte) int {
	const end, nothing, scale, largest = 0, 1, 3, 14
	for len(options) > 0 && options[0] != end {
		if options[0] == nothing {
			options = options[1:]
			continue
		}
		if len(options) < 2 || options[1] < 2 || int(options[1]) > len(options) {
			break
		}
		if options[0] == scale && options[1] == 3 {
			return min(int(options[2]), largest)
		}
		options = options[options[1]:]
	}
	return -1
}

// readUDP reads a header of RFC 768. Its length counts the header and, in a
// first fragment, also what the others bring.
func (h *header) readUDP(b []byte) bool {
	if len(b) < udpHeader {
		return false
	}
	h.udp, h.scale = true, -1
	h.length = int(binary.BigEndian.Uint16(b[4:])) - udpHeader
	return h.length >= 0
}

// segments counts what a packet with so much data stands for.
func (p packet) segments(data int) int {
	if p.cut == 0 || data <= p.cut {
		return 1
	}
	return (data + p.cut - 1) / p.cut
}
