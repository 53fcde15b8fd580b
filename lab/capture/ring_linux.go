package capture

import (
	"encoding/binary"
	"math/bits"
	"net"
	"net/netip"
	"sync/atomic"
	"unsafe"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// The ring holds some 3700 packets. A frame has room for the kernel's own
// header (66 bytes), that of a super-segment (10) and the longest headers of a
// TCP packet without IPv4 options (14 + 20 + 60), in multiples of 16; of one of IPv6
// all but the last options of a segment with 40 bytes of them. A block holds whole
// frames and is a power of two of pages.
const (
	frameSize      = 176
	blockSize      = 64 << 10
	blocks         = 10
	framesPerBlock = blockSize / frameSize
	frames         = framesPerBlock * blocks

	// vnetHeader is the size of struct virtio_net_hdr (linux/virtio_net.h),
	// which the kernel puts before the packet, and vnetCut where gso_size is.
	vnetHeader = 10
	vnetCut    = 4
)

// ring is a packet socket on the loopback interface and the memory in which
// the kernel leaves what it lets in. It belongs to one goroutine at a time.
type ring struct {
	fd     int
	memory []byte
	next   int // the frame that the kernel fills next
}

// openRing opens a ring for packets of IPv4 that lets nothing in yet. The error is an
// errno: EPERM without CAP_NET_RAW.
func openRing() (*ring, error) { return openRingFor(unix.ETH_P_IP) }

// openRing6 opens one for packets of IPv6.
func openRing6() (*ring, error) { return openRingFor(unix.ETH_P_IPV6) }

func openRingFor(protocol uint16) (*ring, error) {
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	r := &ring{fd: fd}
	if err := r.setUp(protocol); err != nil {
		r.close()
		return nil, err
	}
	return r, nil
}

func (r *ring) setUp(protocol uint16) error {
	lo, err := net.InterfaceByName("lo")
	if err != nil {
		return unix.ENODEV
	}
	if err := attach(r.fd, nothing()); err != nil {
		return err
	}
	for _, option := range [][2]int{{unix.PACKET_VERSION, unix.TPACKET_V2}, {unix.PACKET_VNET_HDR, 1}} {
		if err := unix.SetsockoptInt(r.fd, unix.SOL_PACKET, option[0], option[1]); err != nil {
			return err
		}
	}
	err = unix.SetsockoptTpacketReq(r.fd, unix.SOL_PACKET, unix.PACKET_RX_RING, &unix.TpacketReq{
		Block_size: blockSize, Block_nr: blocks, Frame_size: frameSize, Frame_nr: frames,
	})
	if err != nil {
		return err
	}
	if r.memory, err = unix.Mmap(r.fd, 0, blockSize*blocks, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED); err != nil {
		return err
	}
	return unix.Bind(r.fd, &unix.SockaddrLinklayer{Protocol: networkOrder(protocol), Ifindex: lo.Index})
}

func networkOrder(v uint16) uint16 {
	if binary.NativeEndian.Uint16([]byte{0, 1}) == 1 {
		return v
	}
	return bits.ReverseBytes16(v)
}

// listen lets in what belongs to the address and to the door, and forgets what was before.
func (r *ring) listen(address netip.Addr, door netip.AddrPort) error {
	return r.let(headersOf(address, door))
}

// listenToAll lets in what is of anybody but the address ignored, and forgets what was before.
func (r *ring) listenToAll(ignored netip.AddrPort) error { return r.let(headersOfAll(ignored)) }

// listenToAll6 is listenToAll of a ring for IPv6.
func (r *ring) listenToAll6(ignored netip.AddrPort) error { return r.let(headersOfAll6(ignored)) }

func (r *ring) let(in []bpf.Instruction) error {
	if err := attach(r.fd, in); err != nil {
		return err
	}
	r.clear()
	return nil
}

// clear throws away what is there, and its count.
func (r *ring) clear() {
	for r.read(func(packet) {}) > 0 {
	}
	r.lost()
}

// lost gives how many packets the ring had no room for since it was last
// asked.
func (r *ring) lost() int {
	stats, err := unix.GetsockoptTpacketStats(r.fd, unix.SOL_PACKET, unix.PACKET_STATISTICS)
	if err != nil {
		return 0
	}
	return int(stats.Drops)
}

// read hands on each packet that is there, at most one round of the ring, and
// gives back their number.
func (r *ring) read(each func(packet)) (n int) {
	for ; n < frames; n++ {
		frame := r.memory[r.next/framesPerBlock*blockSize+r.next%framesPerBlock*frameSize:][:frameSize]
		head := (*unix.Tpacket2Hdr)(unsafe.Pointer(&frame[0]))
		if atomic.LoadUint32(&head.Status)&unix.TP_STATUS_USER == 0 {
			return n
		}
		link := int(head.Mac)
		each(packet{
			unix:    int64(head.Sec)*1e9 + int64(head.Nsec),
			headers: frame[head.Net : link+int(head.Snaplen)],
			length:  int(head.Len) - etherSize,
			cut:     int(binary.NativeEndian.Uint16(frame[link-vnetHeader+vnetCut:])),
		})
		atomic.StoreUint32(&head.Status, unix.TP_STATUS_KERNEL)
		r.next = (r.next + 1) % frames
	}
	return n
}

func (r *ring) close() {
	if r.memory != nil {
		_ = unix.Munmap(r.memory) // it was mapped by us
	}
	_ = unix.Close(r.fd) // nothing is written that could be lost
}
