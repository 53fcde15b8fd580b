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
	of    *Socket
	look  func(fd uintptr)
	found lab.Probe
	count int32

	info     *unix.TCPInfo // of TCP sockets
	synAcked uint64        // how many more bytes were acknowledged than sent
	synKnown bool

	memory *memoryInfo // of UDP sockets
}

// memoryInfo is what SO_MEMINFO tells of a socket's memory, in the order of the
// kernel's SK_MEMINFO_ numbers (linux/sock_diag.h).
type memoryInfo [9]uint32

// memoryDrops is SK_MEMINFO_DROPS: the count that SO_RXQ_OVFL hands out with a
// datagram (socket(7)), here as it is now and without asking for one.
const memoryDrops = 8

// memoryReceive is SK_MEMINFO_RMEM_ALLOC: what lies in the receive queue, with what
// the kernel needs for it.
const memoryReceive = 0

func newSensor(s *Socket) *sensor {
	k := &sensor{of: s}
	k.look = k.lookAt
	switch s.transport {
	case lab.TCP, lab.TCP6:
		k.look, k.info = k.lookAtTCP, new(unix.TCPInfo)
	case lab.UDP, lab.UDP6:
		k.look, k.memory = k.lookAtUDP, new(memoryInfo)
	}
	return k
}

func (k *sensor) read() lab.Probe {
	s := k.of
	k.mu.Lock()
	defer k.mu.Unlock()
	k.found = lab.NoProbe
	if !s.using.TryRLock() { // it is being closed; to wait for that in OnWait could last for ever
		return lab.NoProbe
	}
	defer s.using.RUnlock()
	if s.closed.Load() {
		return lab.NoProbe
	}
	k.look(uintptr(s.fd))
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
	_, _, errno := unix.RawSyscall6(unix.SYS_GETSOCKOPT, fd, unix.SOL_SOCKET, unix.SO_MEMINFO,
		uintptr(unsafe.Pointer(k.memory)), uintptr(unsafe.Pointer(&size)), 0)
	if errno == 0 && uintptr(size) == unsafe.Sizeof(*k.memory) { // else a kernel before 4.12
		k.found.Drops, k.found.Memory = clamp(k.memory[memoryDrops]), clamp(k.memory[memoryReceive])
	}
}

// lookAtTCP asks as little as it can, for each question holds the session up:
// mostly tcp_info answers all of it.
func (k *sensor) lookAtTCP(fd uintptr) {
	before := k.of.taken.look()
	size := uint32(unsafe.Sizeof(*k.info))
	_, _, errno := unix.RawSyscall6(unix.SYS_GETSOCKOPT, fd, unix.IPPROTO_TCP, unix.TCP_INFO,
		uintptr(unsafe.Pointer(k.info)), uintptr(unsafe.Pointer(&size)), 0)
	f, info := &k.found, k.info
	if errno != 0 || uintptr(size) < unsafe.Offsetof(info.Delivery_rate) {
		f.InQ = k.ioctl(fd, unix.SIOCINQ)
		return // kernels before 4.9 give a shorter tcp_info
	}
	f.Unacked, f.Cwnd = clamp(info.Unacked), clamp(info.Snd_cwnd)
	f.RTTMicro, f.MSS = clamp(info.Rtt), clamp(info.Snd_mss)
	f.SegsOut, f.SegsIn = clamp(info.Data_segs_out), clamp(info.Data_segs_in)
	f.Retrans = clamp(info.Total_retrans)
	f.Unsent = clamp(info.Notsent_bytes)
	f.OutQ = k.outQ(fd, uintptr(size))
	k.window(uintptr(size))
	if before.certain(k.of.taken.look()) && receives(info.State) {
		f.InQ = int32(min(info.Bytes_received-before.bytes, math.MaxInt32))
	} else {
		f.InQ = k.ioctl(fd, unix.SIOCINQ)
	}
}

// window: what the receiver allows is only of interest while something waits to be
// sent.
func (k *sensor) window(size uintptr) {
	f, info := &k.found, k.info
	if size >= unsafe.Offsetof(info.Sndbuf_limited) {
		f.Limited = int32(min(info.Rwnd_limited, math.MaxInt32))
	}
	if f.Unsent > 0 && size > unsafe.Offsetof(info.Snd_wnd) { // a kernel from 5.4 on
		f.Window = clamp(info.Snd_wnd)
	}
}

// accepts asks a listener how many connections wait in it.
func (k *sensor) accepts() (q lab.AcceptQueue, ok bool) {
	s := k.of
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.info == nil || !s.using.TryRLock() {
		return q, false
	}
	defer s.using.RUnlock()
	if s.closed.Load() {
		return q, false
	}
	size := uint32(unsafe.Sizeof(*k.info))
	_, _, errno := unix.RawSyscall6(unix.SYS_GETSOCKOPT, uintptr(s.fd), unix.IPPROTO_TCP, unix.TCP_INFO,
		uintptr(unsafe.Pointer(k.info)), uintptr(unsafe.Pointer(&size)), 0)
	if errno != 0 || k.info.State != unix.BPF_TCP_LISTEN {
		return q, false
	}
	return lab.AcceptQueue{Conn: s.ID, Waiting: int(k.info.Unacked), Max: int(k.info.Sacked)}, true
}

// The states in which no FIN was received, and in which none was sent: it counts
// as a byte in what follows (include/net/tcp_states.h).
func receives(state uint8) bool {
	return state == unix.BPF_TCP_ESTABLISHED || state == unix.BPF_TCP_FIN_WAIT1 || state == unix.BPF_TCP_FIN_WAIT2
}

func sends(state uint8) bool {
	return state == unix.BPF_TCP_ESTABLISHED || state == unix.BPF_TCP_CLOSE_WAIT
}

// outQ is what SIOCOUTQ would say: bytes that were not sent, and those under
// way, of which tcp_info counts the sent and the acknowledged. The SYN is among
// the acknowledged or not; that shows while nothing is under way.
func (k *sensor) outQ(fd, size uintptr) int32 {
	info := k.info
	unsent := clamp(info.Notsent_bytes)
	counts := size >= unsafe.Offsetof(info.Dsack_dups) && sends(info.State) // a kernel from 4.19 on
	sent := info.Bytes_sent - info.Bytes_retrans
	switch {
	case info.Unacked == 0:
		k.synAcked, k.synKnown = info.Bytes_acked-sent, counts
		return unsent
	case counts && k.synKnown:
		return unsent + int32(min(sent+k.synAcked-info.Bytes_acked, math.MaxInt32))
	}
	return k.ioctl(fd, unix.SIOCOUTQ)
}

func (k *sensor) ioctl(fd uintptr, request uintptr) int32 {
	_, _, errno := unix.RawSyscall(unix.SYS_IOCTL, fd, request, uintptr(unsafe.Pointer(&k.count)))
	if errno != 0 {
		return lab.Missing
	}
	return k.count
}

func clamp(v uint32) int32 { return int32(min(v, math.MaxInt32)) }
