//go:build amd64 || arm64

package watch

import (
	"encoding/binary"
	"math"
	"net/netip"

	"golang.org/x/sys/unix"
)

// dump asks the kernel of all sockets of this network namespace (sock_diag(7)).
type dump struct {
	fd  int
	seq uint32
	ask []byte
	buf []byte
}

func newDump() (*dump, error) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_SOCK_DIAG)
	if err != nil {
		return nil, err
	}
	return &dump{fd: fd, ask: make([]byte, headerSize+requestSize), buf: make([]byte, 32<<10)}, nil
}

func (d *dump) close() { _ = unix.Close(d.fd) }

// The layout of struct nlmsghdr, inet_diag_req_v2 and inet_diag_msg.
const (
	headerSize  = 16
	requestSize = 56
	messageSize = 72

	diagByFamily = 20 // SOCK_DIAG_BY_FAMILY
	noCookie     = math.MaxUint32
	atState      = 1
	atInode      = 68
)

// request writes the question after the sockets of a protocol.
func (d *dump) request(family, protocol uint8) {
	d.seq++
	m, ne := d.ask, binary.NativeEndian
	clear(m)
	ne.PutUint32(m[0:], uint32(len(m)))
	ne.PutUint16(m[4:], diagByFamily)
	ne.PutUint16(m[6:], unix.NLM_F_REQUEST|unix.NLM_F_DUMP)
	ne.PutUint32(m[8:], d.seq)
	r := m[headerSize:]
	r[0], r[1] = family, protocol
	ne.PutUint32(r[4:], math.MaxUint32) // in every state
	ne.PutUint32(r[48:], noCookie)
	ne.PutUint32(r[52:], noCookie)
}

// dumped finds what the kernel says of a socket by its inode alone, where its
// descriptor cannot be copied: a kernel before 5.6, or a container that does not
// allow it.
func dumped(inode uint64) (f facts, ok bool) {
	d, err := newDump()
	if err != nil {
		return f, false
	}
	defer d.close()
	for _, family := range []uint8{unix.AF_INET, unix.AF_INET6} {
		for _, protocol := range []uint8{unix.IPPROTO_TCP, unix.IPPROTO_UDP} {
			d.request(family, protocol)
			if f, ok = d.find(inode); ok {
				f.domain, f.kind = int(family), unix.SOCK_STREAM
				if protocol == unix.IPPROTO_UDP {
					f.kind = unix.SOCK_DGRAM
				}
				return f, true
			}
		}
	}
	return f, false
}

// find reads the answers to a dump until one is about the inode, and to the end.
func (d *dump) find(inode uint64) (f facts, ok bool) {
	if err := unix.Send(d.fd, d.ask, 0); err != nil {
		return f, false
	}
	for {
		n, _, err := unix.Recvfrom(d.fd, d.buf, 0)
		if err != nil || n == 0 {
			return f, ok
		}
		for rest := d.buf[:n]; len(rest) >= headerSize; {
			size := int(binary.NativeEndian.Uint32(rest))
			if size < headerSize || size > len(rest) || binary.NativeEndian.Uint16(rest[4:]) != diagByFamily {
				return f, ok // the end, or an error
			}
			if body := rest[headerSize:size]; len(body) >= messageSize && uint64(binary.NativeEndian.Uint32(body[atInode:])) == inode {
				f, ok = factsOf(body), true
			}
			rest = rest[min((size+3)&^3, len(rest)):]
		}
	}
}

func factsOf(body []byte) (f facts) {
	address := func(raw []byte) netip.Addr {
		if body[0] == unix.AF_INET {
			return netip.AddrFrom4([4]byte(raw))
		}
		return netip.AddrFrom16([16]byte(raw)).Unmap()
	}
	f.local = netip.AddrPortFrom(address(body[8:]), binary.BigEndian.Uint16(body[4:]))
	f.remote = netip.AddrPortFrom(address(body[24:]), binary.BigEndian.Uint16(body[6:]))
	f.listens = body[atState] == unix.BPF_TCP_LISTEN
	return f
}
