package diag

import (
	"encoding/binary"
	"math"
	"net/netip"
	"os"
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// Sizes and places in the messages of linux/inet_diag.h.
//
//	struct inet_diag_req_v2 { u8 family, protocol, ext, pad; u32 states; inet_diag_sockid id; }
//	struct inet_diag_sockid { be16 sport, dport; be32 src[4], dst[4]; u32 if, cookie[2]; }
//	struct inet_diag_msg    { u8 family, state, timer, retrans; inet_diag_sockid id; u32 expires, rqueue, wqueue, uid, inode; }
const (
	requestLen = 56
	idLen      = 48
	answerLen  = 72
	queuesAt   = 4 + idLen + 4
	infoAttr   = 2 // INET_DIAG_INFO: struct tcp_info
)

// Diag asks about sockets of the network namespace of this process. It is safe for
// concurrent use.
type Diag struct {
	mu  sync.Mutex
	fd  int
	seq uint32
	buf [4096]byte
}

// Open makes a Diag. The caller closes it.
func Open() (*Diag, error) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_SOCK_DIAG)
	if err != nil {
		return nil, os.NewSyscallError("socket", err)
	}
	return &Diag{fd: fd}, nil
}

// Close releases the Diag.
func (d *Diag) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	fd := d.fd
	d.fd = -1
	return unix.Close(fd)
}

// TCP returns what the kernel holds for the TCP socket at the address local that is
// connected to remote. It is false where there is none: a listener at local is not the
// socket of a connection that is gone.
func (d *Diag) TCP(local, remote netip.AddrPort) (lab.Probe, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seq++
	answer, ok := d.ask(request(local, remote, d.seq))
	if !ok {
		return lab.NoProbe, false
	}
	return probeOf(answer, remote)
}

func request(local, remote netip.AddrPort, seq uint32) []byte {
	message := make([]byte, unix.SizeofNlMsghdr+requestLen)
	native := binary.NativeEndian
	native.PutUint32(message, uint32(len(message)))
	native.PutUint16(message[4:], unix.SOCK_DIAG_BY_FAMILY)
	native.PutUint16(message[6:], unix.NLM_F_REQUEST)
	native.PutUint32(message[8:], seq)
	r := message[unix.SizeofNlMsghdr:]
	r[0], r[1], r[2] = unix.AF_INET, unix.IPPROTO_TCP, 1<<(infoAttr-1)
	if local.Addr().Is6() {
		r[0] = unix.AF_INET6
	}
	native.PutUint32(r[4:], math.MaxUint32) // in any state
	putID(r[8:], local, remote)
	return message
}

func putID(id []byte, local, remote netip.AddrPort) {
	binary.BigEndian.PutUint16(id, local.Port())
	binary.BigEndian.PutUint16(id[2:], remote.Port())
	copy(id[4:20], local.Addr().AsSlice())
	copy(id[20:36], remote.Addr().AsSlice())
	for i := 40; i < idLen; i++ { // INET_DIAG_NOCOOKIE
		id[i] = 0xff
	}
}

// ask sends a question and returns the body of its answer. An answer to an earlier one,
// which a signal may have cut off, is passed over.
func (d *Diag) ask(message []byte) (answer []byte, ok bool) {
	if d.fd < 0 || unix.Sendto(d.fd, message, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}) != nil {
		return nil, false
	}
	for {
		n, _, err := unix.Recvfrom(d.fd, d.buf[:], 0)
		if err == unix.EINTR {
			continue
		}
		if err != nil || n < unix.SizeofNlMsghdr {
			return nil, false
		}
		native := binary.NativeEndian
		if native.Uint32(d.buf[8:]) != d.seq {
			continue
		}
		body := d.buf[unix.SizeofNlMsghdr:min(n, int(native.Uint32(d.buf[:])))]
		return body, native.Uint16(d.buf[4:]) == unix.SOCK_DIAG_BY_FAMILY && len(body) >= answerLen
	}
}

// probeOf reads an answer. The kernel counts a FIN as a byte of a queue.
func probeOf(answer []byte, remote netip.AddrPort) (lab.Probe, bool) {
	native := binary.NativeEndian
	state := answer[1]
	if state == unix.BPF_TCP_LISTEN || binary.BigEndian.Uint16(answer[6:]) != remote.Port() {
		return lab.NoProbe, false
	}
	p := lab.NoProbe
	p.InQ = clamp(native.Uint32(answer[queuesAt:]))
	p.OutQ = clamp(native.Uint32(answer[queuesAt+4:]))
	if p.InQ > 0 && finReceived(state) {
		p.InQ--
	}
	if p.OutQ > 0 && finUnacked(state) {
		p.OutQ--
	}
	if info, ok := infoOf(answer[answerLen:]); ok {
		p.Unacked, p.Cwnd = clamp(info.Unacked), clamp(info.Snd_cwnd)
		p.RTTMicro, p.MSS = clamp(info.Rtt), clamp(info.Snd_mss)
		p.SegsOut, p.SegsIn = clamp(info.Data_segs_out), clamp(info.Data_segs_in)
		p.Retrans, p.Unsent = clamp(info.Total_retrans), clamp(info.Notsent_bytes)
	}
	return p, true
}

// The states of include/net/tcp_states.h in which a FIN was received, and in which one
// was sent and not acknowledged.
func finReceived(state uint8) bool {
	return state == unix.BPF_TCP_CLOSE_WAIT || state == unix.BPF_TCP_LAST_ACK || state == unix.BPF_TCP_CLOSING
}

func finUnacked(state uint8) bool {
	return state == unix.BPF_TCP_FIN_WAIT1 || state == unix.BPF_TCP_LAST_ACK || state == unix.BPF_TCP_CLOSING
}

// infoOf finds the tcp_info among the attributes of an answer; false before Linux 4.9,
// which has a shorter one, and for a socket in TIME_WAIT, which has none.
func infoOf(attrs []byte) (info unix.TCPInfo, ok bool) {
	native := binary.NativeEndian
	for len(attrs) >= unix.SizeofRtAttr {
		n, kind := int(native.Uint16(attrs)), native.Uint16(attrs[2:])
		if n < unix.SizeofRtAttr || n > len(attrs) {
			return info, false
		}
		if kind == infoAttr {
			into := unsafe.Slice((*byte)(unsafe.Pointer(&info)), unsafe.Sizeof(info))
			got := copy(into, attrs[unix.SizeofRtAttr:n])
			return info, got >= int(unsafe.Offsetof(info.Delivery_rate))
		}
		attrs = attrs[min((n+3)&^3, len(attrs)):]
	}
	return info, false
}

func clamp(v uint32) int32 { return int32(min(v, math.MaxInt32)) }
