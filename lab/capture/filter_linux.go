package capture

import (
	"encoding/binary"
	"net/netip"
	"unsafe"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// etherSize is the header that loopback packets have before the IPv4 one.
const etherSize = 14

// headersOf lets the headers of TCP and UDP packets from and to the address in,
// and neither their payload nor anything else. All sockets of a run are bound
// to its address, so what others send there does not pass either. The socket
// takes IPv4 only.
func headersOf(address netip.Addr) []bpf.Instruction {
	const source, destination, fragment, protocol = etherSize + 12, etherSize + 16, etherSize + 6, etherSize + 9
	a := address.As4()
	own := binary.BigEndian.Uint32(a[:])
	return []bpf.Instruction{
		bpf.LoadAbsolute{Off: source, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: own, SkipTrue: 16},
		bpf.LoadAbsolute{Off: destination, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: own, SkipTrue: 14},
		bpf.LoadAbsolute{Off: fragment, Size: 2},
		bpf.JumpIf{Cond: bpf.JumpBitsSet, Val: 0x1fff, SkipTrue: 12},
		bpf.LoadMemShift{Off: etherSize}, // X is the length of the IPv4 header
		bpf.LoadAbsolute{Off: protocol, Size: 1},
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
		bpf.RetConstant{Val: 0},
	}
}

// nothing lets nothing in.
func nothing() []bpf.Instruction { return []bpf.Instruction{bpf.RetConstant{Val: 0}} }

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
