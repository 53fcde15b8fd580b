package capture

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"unsafe"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// etherSize is the header that loopback packets have before the IPv4 one.
const etherSize = 14

// Where a packet has what the filter looks at, from the Ethernet header on.
const (
	sourceAt      = etherSize + 12
	destinationAt = etherSize + 16
	fragmentAt    = etherSize + 6
	protocolAt    = etherSize + 9
)

// headersOf lets the headers of TCP and UDP packets from and to the address in,
// and neither their payload nor anything else. All sockets of a run are bound
// to its address, so what others send there does not pass either. Those of TCP to and
// from the door pass, too, whoever is at the other end; one that is not valid is none. The
// socket takes IPv4 only.
func headersOf(address netip.Addr, door netip.AddrPort) []bpf.Instruction {
	own := numberOf(address)
	outside := drop()
	if door.IsValid() {
		outside = through(door)
	}
	return slices.Concat([]bpf.Instruction{
		bpf.LoadAbsolute{Off: sourceAt, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: own, SkipTrue: 2},
		bpf.LoadAbsolute{Off: destinationAt, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: own, SkipTrue: uint8(len(outside))},
	}, outside, headersOnly())
}

// headersOnly lets the headers of TCP and UDP packets in, and neither their payload nor
// anything else.
func headersOnly() []bpf.Instruction {
	return slices.Concat([]bpf.Instruction{
		bpf.LoadAbsolute{Off: fragmentAt, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpBitsSet, Val: 0x1fff, SkipTrue: 12},
		bpf.LoadMemShift{Off: etherSize}, // X is the length of the IPv4 header
		bpf.LoadAbsolute{Off: protocolAt, Size: 1},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: protoUDP, SkipTrue: 5},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: protoTCP, SkipTrue: 8},
		bpf.LoadIndirect{Off: etherSize + 12, Size: 1}, // the length of the TCP header, in words
		bpf.ALUOpConstant{Op: bpf.ALUOpAnd, Val: 0xf0},
		bpf.ALUOpConstant{Op: bpf.ALUOpShiftRight, Val: 2},
		bpf.Jump{Skip: 1},
		bpf.LoadConstant{Dst: bpf.RegA, Val: udpHeader},
		bpf.ALUOpX{Op: bpf.ALUOpAdd},
		bpf.ALUOpConstant{Op: bpf.ALUOpAdd, Val: etherSize},
		bpf.RetA{},
	}, drop())
}

// headersOfAll lets in what headersOnly does, whoever sends it, but not what goes from or
// to the address ignored; one that is not valid is none.
func headersOfAll(ignored netip.AddrPort) []bpf.Instruction {
	if !ignored.IsValid() || !ignored.Addr().Is4() {
		return headersOnly()
	}
	at, port := numberOf(ignored.Addr()), uint32(ignored.Port())
	return slices.Concat([]bpf.Instruction{
		bpf.LoadAbsolute{Off: fragmentAt, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpBitsSet, Val: 0x1fff, SkipTrue: 10},
		bpf.LoadMemShift{Off: etherSize},
		bpf.LoadAbsolute{Off: sourceAt, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: at, SkipTrue: 2},
		bpf.LoadIndirect{Off: etherSize, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: port, SkipTrue: 4},
		bpf.LoadAbsolute{Off: destinationAt, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: at, SkipTrue: 3},
		bpf.LoadIndirect{Off: etherSize + 2, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: port, SkipTrue: 1},
	}, drop(), headersOnly())
}

// through ends with a jump behind it for packets of TCP to or from the door, and drops all
// others.
func through(door netip.AddrPort) []bpf.Instruction {
	at, port := numberOf(door.Addr()), uint32(door.Port())
	return slices.Concat([]bpf.Instruction{
		bpf.LoadAbsolute{Off: fragmentAt, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpBitsSet, Val: 0x1fff, SkipTrue: 11},
		bpf.LoadAbsolute{Off: protocolAt, Size: 1},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: protoTCP, SkipTrue: 9},
		bpf.LoadMemShift{Off: etherSize},
		bpf.LoadAbsolute{Off: sourceAt, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: at, SkipTrue: 2},
		bpf.LoadIndirect{Off: etherSize, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: port, SkipTrue: 5},
		bpf.LoadAbsolute{Off: destinationAt, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: at, SkipTrue: 2},
		bpf.LoadIndirect{Off: etherSize + 2, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: port, SkipTrue: 1},
	}, drop())
}

func drop() []bpf.Instruction { return []bpf.Instruction{bpf.RetConstant{Val: 0}} }

func numberOf(address netip.Addr) uint32 {
	a := address.As4()
	return binary.BigEndian.Uint32(a[:])
}

// nothing lets nothing in.
func nothing() []bpf.Instruction { return drop() }

// attach gives the packet socket its filter.
func attach(fd int, program []bpf.Instruction) error {
	raw, err := bpf.Assemble(program)
	if err != nil {
		return err
	}
	// The two types have the same layout: struct sock_filter of linux/filter.h.
	return unix.SetsockoptSockFprog(fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{
		Len: uint16(len(raw)), Filter: (*unix.SockFilter)(unsafe.Pointer(&raw[0])),
	})
}
