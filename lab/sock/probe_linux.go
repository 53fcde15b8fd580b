package sock

import (
	"math"
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// sensor reads what the kernel holds for a socket. What it reads into stays
// with the socket, so that a probe allocates nothing.
type sensor struct {
	mu    sync.Mutex
	look  func(fd uintptr)
	found lab.Probe
	count int32

	info   *unix.TCPInfo // of TCP sockets that were probed
	memory *memoryInfo   // of UDP sockets that were probed
}

// memoryInfo is what SO_MEMINFO tells of a socket's memory, in the order of the
// kernel's SK_MEMINFO_ numbers (linux/sock_diag.h).
type memoryInfo [9]uint32

// memoryDrops is SK_MEMINFO_DROPS: the count that SO_RXQ_OVFL hands out with a
// datagram (socket(7)), here as it is now and without asking for one.
const memoryDrops = 8

func (k *sensor) read(s *Socket) lab.Probe {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.look == nil {
		k.look = k.lookAt
		switch s.transport {
		case lab.TCP:
			k.look, k.info = k.lookAtTCP, new(unix.TCPInfo)
		case lab.UDP:
			k.look, k.memory = k.lookAtUDP, new(memoryInfo)
		}
	}
	k.found = lab.NoProbe
	if s.raw.Control(k.look) != nil {
		return lab.NoProbe
	}
	return k.found
}

// lookAt: only the receive queue counts bytes; what SIOCOUTQ says of UDP and
// Unix sockets is memory, headers and all.
func (k *sensor) lookAt(fd uintptr) { k.found.InQ = k.ioctl(fd, unix.SIOCINQ) }

// lookAtUDP also counts what the kernel threw away, for nobody else can: the
// sender was told that all went well, and the receiver is told nothing.
func (k *sensor) lookAtUDP(fd uintptr) {
	k.lookAt(fd)
	size := uint32(unsafe.Sizeof(*k.memory))
	_, _, errno := unix.Syscall6(unix.SYS_GETSOCKOPT, fd, unix.SOL_SOCKET, unix.SO_MEMINFO,
		uintptr(unsafe.Pointer(k.memory)), uintptr(unsafe.Pointer(&size)), 0)
	if errno == 0 && uintptr(size) == unsafe.Sizeof(*k.memory) { // else a kernel before 4.12
		k.found.Drops = clamp(k.memory[memoryDrops])
	}
}

// lookAtTCP asks as little as it can, for each question holds the session up:
// tcp_info knows what SIOCOUTQNSD would say, and SIOCOUTQ too while nothing
// waits to be acknowledged.
func (k *sensor) lookAtTCP(fd uintptr) {
	k.found.InQ = k.ioctl(fd, unix.SIOCINQ)
	size := uint32(unsafe.Sizeof(*k.info))
	_, _, errno := unix.Syscall6(unix.SYS_GETSOCKOPT, fd, unix.IPPROTO_TCP, unix.TCP_INFO,
		uintptr(unsafe.Pointer(k.info)), uintptr(unsafe.Pointer(&size)), 0)
	f, info := &k.found, k.info
	if errno != 0 || uintptr(size) < unsafe.Offsetof(info.Delivery_rate) {
		return // kernels before 4.9 give a shorter tcp_info
	}
	f.Unacked, f.Cwnd = clamp(info.Unacked), clamp(info.Snd_cwnd)
	f.RTTMicro, f.MSS = clamp(info.Rtt), clamp(info.Snd_mss)
	f.SegsOut, f.SegsIn = clamp(info.Data_segs_out), clamp(info.Data_segs_in)
	f.Retrans = clamp(info.Total_retrans)
	f.Unsent, f.OutQ = clamp(info.Notsent_bytes), clamp(info.Notsent_bytes)
	if f.Unacked > 0 {
		f.OutQ = k.ioctl(fd, unix.SIOCOUTQ)
	}
}

func (k *sensor) ioctl(fd uintptr, request uintptr) int32 {
	_, _, errno := unix.Syscall(unix.SYS_IOCTL, fd, request, uintptr(unsafe.Pointer(&k.count)))
	if errno != 0 {
		return lab.Missing
	}
	return k.count
}

func clamp(v uint32) int32 { return int32(min(v, math.MaxInt32)) }
