package capture

import (
	"encoding/binary"
	"net/netip"
	"slices"

	"golang.org/x/net/bpf"
)

// Where a packet of IPv6 has what the filter looks at, from the Ethernet header on.
const (
	nextAt         = etherSize + 6
	source6At      = etherSize + 8
	destination6At = etherSize + 24
	inside6At      = etherSize + ipv6Size
)

// headersOnly6 is headersOnly of a socket that takes IPv6 only. What has extension headers
// does not pass.
func headersOnly6() []bpf.Instruction {
	return slices.Concat([]bpf.Instruction{
		bpf.LoadAbsolute{Off: nextAt, Size: 1},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: protoUDP, SkipTrue: 5},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: protoTCP, SkipTrue: 7},
		bpf.LoadAbsolute{Off: inside6At + 12, Size: 1}, // the length of the TCP header, in words
		bpf.ALUOpConstant{Op: bpf.ALUOpAnd, Val: 0xf0},
		bpf.ALUOpConstant{Op: bpf.ALUOpShiftRight, Val: 2},
		bpf.Jump{Skip: 1},
		bpf.LoadConstant{Dst: bpf.RegA, Val: udpHeader},
		bpf.ALUOpConstant{Op: bpf.ALUOpAdd, Val: inside6At},
		bpf.RetA{},
	}, drop())
}

// headersOfAll6 lets in what headersOnly6 does, but not what goes from or to the address
// ignored; one that is not valid, or of IPv4, is none.
func headersOfAll6(ignored netip.AddrPort) []bpf.Instruction {
	if !ignored.IsValid() || !ignored.Addr().Is6() || ignored.Addr().Is4In6() {
		return headersOnly6()
	}
	return slices.Concat(dropEnd6(ignored, source6At, inside6At), dropEnd6(ignored, destination6At, inside6At+2), headersOnly6())
}

// dropEnd6 drops what has one end there, and goes on with all else.
func dropEnd6(at netip.AddrPort, addressAt, portAt uint32) []bpf.Instruction {
	a := at.Addr().As16()
	var all []bpf.Instruction
	for i := uint32(0); i < 16; i += 4 {
		all = append(all,
			bpf.LoadAbsolute{Off: addressAt + i, Size: 4},
			bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: binary.BigEndian.Uint32(a[i:]), SkipTrue: uint8(9 - i/2)})
	}
	return slices.Concat(all, []bpf.Instruction{
		bpf.LoadAbsolute{Off: portAt, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: uint32(at.Port()), SkipTrue: 1},
	}, drop())
}
