package follow

import (
	"encoding/binary"
	"net/netip"
	"slices"
)

// link is what packets of a file begin with (tcpdump.org/linktypes.html).
type link uint32

const (
	linkNull     link = 0 // loopback of BSD: the family in the byte order of the machine
	linkEthernet link = 1
	linkRaw      link = 101
	linkLoop     link = 108 // the same with the family in network byte order
	linkCooked   link = 113
	linkIPv4     link = 228
	linkIPv6     link = 229
	linkCooked2  link = 276

	// Numbers that some systems write for linkRaw.
	linkRawOther   link = 12
	linkRawOpenBSD link = 14
)

// known reports whether packets of a link type can be read: Ethernet, loopback of BSD,
// IP without anything in front, and what Linux writes for all interfaces.
func (l link) known() bool {
	return slices.Contains([]link{
		linkNull, linkEthernet, linkRaw, linkLoop, linkCooked, linkIPv4, linkIPv6, linkCooked2,
		linkRawOther, linkRawOpenBSD,
	}, l)
}

// tcp is what is read of a segment.
type tcp struct {
	from, to           netip.AddrPort
	seq                uint32
	syn, ack, fin, rst bool
	payload            []byte
}

// found is what a packet is.
type found int

const (
	foundOther found = iota
	foundTCP
	foundFragment
)

// Types of Ethernet (IEEE 802 Numbers), and those of PPP (RFC 2516, RFC 1661).
const (
	etherIPv4  = 0x0800
	etherIPv6  = 0x86dd
	etherVLAN  = 0x8100
	etherQinQ  = 0x88a8
	etherPPPoE = 0x8864
	pppIPv4    = 0x0021
	pppIPv6    = 0x0057
)

// The protocols of IP (Assigned Internet Protocol Numbers).
const (
	protocolOptions  = 0
	protocolTCP      = 6
	protocolRouting  = 43
	protocolFragment = 44
	protocolAH       = 51
	protocolToEnd    = 60
)

// dissect reads the segment of a packet. Tunnels are not looked into: what is in them
// has other addresses.
func dissect(data []byte, l link) (tcp, found) {
	switch l {
	case linkEthernet:
		if len(data) >= 14 {
			return ofEther(binary.BigEndian.Uint16(data[12:]), data[14:])
		}
	case linkCooked:
		if len(data) >= 16 {
			return ofEther(binary.BigEndian.Uint16(data[14:]), data[16:])
		}
	case linkCooked2:
		if len(data) >= 20 {
			return ofEther(binary.BigEndian.Uint16(data), data[20:])
		}
	case linkNull, linkLoop:
		if len(data) >= 4 {
			return ofFamily(data[:4], data[4:])
		}
	default:
		if l.known() {
			return ofIP(data)
		}
	}
	return tcp{}, foundOther
}

// ofEther reads what stands behind a type of Ethernet.
func ofEther(kind uint16, data []byte) (tcp, found) {
	for (kind == etherVLAN || kind == etherQinQ) && len(data) >= 4 {
		kind, data = binary.BigEndian.Uint16(data[2:]), data[4:]
	}
	if kind == etherPPPoE && len(data) >= 8 {
		switch binary.BigEndian.Uint16(data[6:]) {
		case pppIPv4:
			kind, data = etherIPv4, data[8:]
		case pppIPv6:
			kind, data = etherIPv6, data[8:]
		}
	}
	switch kind {
	case etherIPv4:
		return ofIPv4(data)
	case etherIPv6:
		return ofIPv6(data)
	}
	return tcp{}, foundOther
}

// ofFamily reads what stands behind a family of addresses: that of IPv6 is another number
// on each BSD.
func ofFamily(family, data []byte) (tcp, found) {
	n := binary.LittleEndian.Uint32(family)
	if n > 0xffff {
		n = binary.BigEndian.Uint32(family)
	}
	switch n {
	case 2:
		return ofIPv4(data)
	case 10, 24, 28, 30:
		return ofIPv6(data)
	}
	return tcp{}, foundOther
}

// ofIP reads a packet whose first bits say which IP it is.
func ofIP(data []byte) (tcp, found) {
	if len(data) == 0 {
		return tcp{}, foundOther
	}
	switch data[0] >> 4 {
	case 4:
		return ofIPv4(data)
	case 6:
		return ofIPv6(data)
	}
	return tcp{}, foundOther
}

// ofIPv4 reads a packet (RFC 791). A length of 0 is one that the network card was to
// write: all there is.
func ofIPv4(data []byte) (tcp, found) {
	if len(data) < 20 {
		return tcp{}, foundOther
	}
	head, whole := int(data[0]&15)*4, int(binary.BigEndian.Uint16(data[2:]))
	if whole == 0 {
		whole = len(data)
	}
	if head < 20 || head > whole || head > len(data) {
		return tcp{}, foundOther
	}
	const moreOrOffset = 0x3fff
	if binary.BigEndian.Uint16(data[6:])&moreOrOffset != 0 {
		return tcp{}, foundFragment
	}
	if data[9] != protocolTCP {
		return tcp{}, foundOther
	}
	from, to := netip.AddrFrom4([4]byte(data[12:])), netip.AddrFrom4([4]byte(data[16:]))
	return ofTCP(data[head:min(whole, len(data))], from, to)
}

// ofIPv6 reads a packet (RFC 8200) and goes past the headers in front of the segment. A
// length of 0 is all there is, as above.
func ofIPv6(data []byte) (tcp, found) {
	if len(data) < 40 {
		return tcp{}, foundOther
	}
	next, rest := data[6], data[40:]
	if length := int(binary.BigEndian.Uint16(data[4:])); length > 0 {
		rest = rest[:min(length, len(rest))]
	}
	for next != protocolTCP {
		if len(rest) < 8 {
			return tcp{}, foundOther
		}
		size := (int(rest[1]) + 1) * 8
		switch next {
		case protocolOptions, protocolRouting, protocolToEnd:
		case protocolAH:
			size = (int(rest[1]) + 2) * 4
		case protocolFragment:
			const offsetOrMore = 0xfff9
			if size = 8; binary.BigEndian.Uint16(rest[2:])&offsetOrMore != 0 {
				return tcp{}, foundFragment
			}
		default:
			return tcp{}, foundOther
		}
		if size > len(rest) {
			return tcp{}, foundOther
		}
		next, rest = rest[0], rest[size:]
	}
	return ofTCP(rest, netip.AddrFrom16([16]byte(data[8:])), netip.AddrFrom16([16]byte(data[24:])))
}

// ofTCP reads a segment (RFC 9293 3.1).
func ofTCP(data []byte, from, to netip.Addr) (tcp, found) {
	if len(data) < 20 {
		return tcp{}, foundOther
	}
	head := int(data[12]>>4) * 4
	if head < 20 || head > len(data) {
		return tcp{}, foundOther
	}
	flags := data[13]
	return tcp{
		from: netip.AddrPortFrom(from, binary.BigEndian.Uint16(data)),
		to:   netip.AddrPortFrom(to, binary.BigEndian.Uint16(data[2:])),
		seq:  binary.BigEndian.Uint32(data[4:]),
		fin:  flags&1 != 0, syn: flags&2 != 0, rst: flags&4 != 0, ack: flags&16 != 0,
		payload: data[head:],
	}, foundTCP
}
