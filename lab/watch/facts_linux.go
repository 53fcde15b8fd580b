//go:build amd64 || arm64

package watch

import (
	"encoding/binary"
	"net/netip"
	"unsafe"

	"golang.org/x/sys/unix"
)

// copied asks a socket through a copy of the program's descriptor
// (pidfd_getfd(2)). While the copy is there a close by the program would not end
// the connection, so it is used and closed at once, while the thread is stopped.
func (t *table) copied(pid, fd int) (f facts, ok bool) {
	pidfd, ok := t.pidfds[pid]
	if !ok {
		var err error
		if pidfd, err = unix.PidfdOpen(pid, 0); err != nil {
			return f, false
		}
		t.pidfds[pid] = pidfd
	}
	own, err := unix.PidfdGetfd(pidfd, fd, 0)
	if err != nil {
		return f, false
	}
	defer func() { _ = unix.Close(own) }()
	if f.domain, err = unix.GetsockoptInt(own, unix.SOL_SOCKET, unix.SO_DOMAIN); err != nil {
		return f, false
	}
	f.kind, _ = unix.GetsockoptInt(own, unix.SOL_SOCKET, unix.SO_TYPE)
	listens, _ := unix.GetsockoptInt(own, unix.SOL_SOCKET, unix.SO_ACCEPTCONN)
	f.listens = listens != 0
	if sa, err := unix.Getsockname(own); err == nil {
		f.local, f.path = addressOf(sa)
	}
	if sa, err := unix.Getpeername(own); err == nil {
		f.remote, _ = addressOf(sa)
		f.sent = sentOf(own)
	}
	return f, true
}

// sentOf is how many bytes a TCP socket has taken from its program so far.
func sentOf(fd int) int64 {
	var info unix.TCPInfo
	size := uint32(unsafe.Sizeof(info))
	_, _, errno := unix.RawSyscall6(unix.SYS_GETSOCKOPT, uintptr(fd), unix.IPPROTO_TCP, unix.TCP_INFO,
		uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)), 0)
	if errno != 0 || uintptr(size) < unsafe.Offsetof(info.Dsack_dups) {
		return 0
	}
	return int64(info.Bytes_sent-info.Bytes_retrans) + int64(info.Notsent_bytes)
}

func addressOf(sa unix.Sockaddr) (at netip.AddrPort, path string) {
	switch a := sa.(type) {
	case *unix.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(a.Addr), uint16(a.Port)), ""
	case *unix.SockaddrInet6:
		return netip.AddrPortFrom(netip.AddrFrom16(a.Addr).Unmap(), uint16(a.Port)), ""
	case *unix.SockaddrUnix:
		return at, a.Name
	}
	return at, ""
}

// maxAddress is the size of the largest socket address that is read.
const maxAddress = 110

// parseAddress reads a socket address as programs give it to the kernel.
func parseAddress(raw []byte) (at netip.AddrPort, path string) {
	if len(raw) < 2 {
		return at, ""
	}
	switch binary.NativeEndian.Uint16(raw) {
	case unix.AF_INET:
		if len(raw) >= 8 {
			at = netip.AddrPortFrom(netip.AddrFrom4([4]byte(raw[4:8])), binary.BigEndian.Uint16(raw[2:]))
		}
	case unix.AF_INET6:
		if len(raw) >= 24 {
			at = netip.AddrPortFrom(netip.AddrFrom16([16]byte(raw[8:24])).Unmap(), binary.BigEndian.Uint16(raw[2:]))
		}
	case unix.AF_UNIX:
		return at, unixPath(raw[2:])
	}
	return at, ""
}

// unixPath is the path of a Unix address; an abstract one begins with @.
func unixPath(raw []byte) string {
	if len(raw) > 1 && raw[0] == 0 {
		return "@" + string(raw[1:])
	}
	for i, b := range raw {
		if b == 0 {
			return string(raw[:i])
		}
	}
	return string(raw)
}
