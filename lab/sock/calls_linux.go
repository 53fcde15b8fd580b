package sock

import (
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

const (
	supported    = true
	ownAddresses = true // every address of 127/8 is local
)

func openSocket(t lab.Transport) (int, error) {
	const flags = unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC
	switch t {
	case lab.TCP:
		return unix.Socket(unix.AF_INET, unix.SOCK_STREAM|flags, unix.IPPROTO_TCP)
	case lab.UDP:
		return unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|flags, unix.IPPROTO_UDP)
	case lab.TCP6:
		return unix.Socket(unix.AF_INET6, unix.SOCK_STREAM|flags, unix.IPPROTO_TCP)
	case lab.UDP6:
		return unix.Socket(unix.AF_INET6, unix.SOCK_DGRAM|flags, unix.IPPROTO_UDP)
	case lab.UnixStream:
		return unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|flags, 0)
	case lab.UnixDatagram:
		return unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|flags, 0)
	case lab.UnixSeqpacket:
		return unix.Socket(unix.AF_UNIX, unix.SOCK_SEQPACKET|flags, 0)
	}
	return -1, syscall.EPROTONOSUPPORT
}

func bind(fd int, to *sockaddr) error {
	_, _, errno := unix.Syscall(unix.SYS_BIND, uintptr(fd), uintptr(unsafe.Pointer(&to.raw)), uintptr(to.size))
	return failure(errno)
}

// connect never blocks, so it is not interrupted.
func connect(fd int, to *sockaddr) error {
	_, _, errno := unix.Syscall(unix.SYS_CONNECT, uintptr(fd), uintptr(unsafe.Pointer(&to.raw)), uintptr(to.size))
	return failure(errno)
}

// connectOutcome takes the outcome of a connect that is over by making the
// call again, which starts nothing. SO_ERROR would leave a refused socket in a
// state that makes its next connect fail with ECONNABORTED, which a connect
// that blocks in the kernel does not do.
func connectOutcome(fd int, to *sockaddr) error { return connect(fd, to) }

func accept(fd int) (int, Addr, error) {
	var from sockaddr
	from.size = uint32(unsafe.Sizeof(from.raw))
	for {
		conn, _, errno := unix.Syscall6(unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&from.raw)),
			uintptr(unsafe.Pointer(&from.size)), unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0, 0)
		if errno != unix.EINTR {
			return int(conn), from.addr(""), failure(errno)
		}
	}
}

// localPort returns the port that a socket is bound to, 0 when it has none.
func localPort(fd int) uint16 {
	var name sockaddr
	name.size = uint32(unsafe.Sizeof(name.raw))
	_, _, errno := unix.RawSyscall(unix.SYS_GETSOCKNAME, uintptr(fd), uintptr(unsafe.Pointer(&name.raw)), uintptr(unsafe.Pointer(&name.size)))
	if errno != 0 {
		return 0
	}
	return name.addr("").inet.port
}

// send makes one sendto(2), with MSG_MORE if there is more to come; to may be
// nil.
// MSG_NOSIGNAL: a broken connection is EPIPE, never SIGPIPE.
func send(fd int, p []byte, more bool, to *sockaddr) (int, error) {
	flags := uintptr(unix.MSG_NOSIGNAL)
	if more {
		flags |= unix.MSG_MORE
	}
	var name unsafe.Pointer
	size := uintptr(0)
	if to != nil && to.size > 0 {
		name, size = unsafe.Pointer(&to.raw), uintptr(to.size)
	}
	for {
		n, _, errno := unix.Syscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))),
			uintptr(len(p)), flags, uintptr(name), size)
		if errno != unix.EINTR {
			return int(n), failure(errno)
		}
	}
}

// receive makes one recvfrom(2).
func receive(fd int, p []byte, flags int) (int, error) {
	for {
		n, _, errno := unix.Syscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))),
			uintptr(len(p)), uintptr(flags), 0, 0)
		if errno != unix.EINTR {
			return int(n), failure(errno)
		}
	}
}

// receiveFrom gives the full length of the datagram (recv(2), MSG_TRUNC).
func receiveFrom(fd int, p []byte, flags int, from *sockaddr) (int, error) {
	for {
		from.size = uint32(unsafe.Sizeof(from.raw))
		n, _, errno := unix.Syscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))),
			uintptr(len(p)), uintptr(flags|unix.MSG_TRUNC), uintptr(unsafe.Pointer(&from.raw)), uintptr(unsafe.Pointer(&from.size)))
		if errno != unix.EINTR {
			return int(n), failure(errno)
		}
	}
}

// failure gives nil for no errno, and an error without allocating otherwise.
func failure(errno syscall.Errno) error {
	switch errno {
	case 0:
		return nil
	case unix.EAGAIN:
		return errAgain
	}
	return errno
}

// errAgain is made once: an errno put into an error is a new value each time.
var errAgain error = unix.EAGAIN

// ended reports whether a stream has an end or an error behind what waits in
// its receive queue.
func ended(fd int) bool { return pollNow(fd, unix.POLLRDHUP) }

// queued counts the bytes in the receive queue.
func queued(fd int) int {
	n, err := unix.IoctlGetInt(fd, unix.SIOCINQ)
	if err != nil {
		return 0
	}
	return n
}

// foreign reports whether a connection comes from another process.
func foreign(fd int) bool {
	cred, err := unix.GetsockoptUcred(fd, unix.SOL_SOCKET, unix.SO_PEERCRED)
	return err == nil && int(cred.Pid) != os.Getpid()
}

// sockaddr is an address in the kernel's form; size 0 is none.
type sockaddr struct {
	raw  unix.RawSockaddrAny
	size uint32
}

func (to *sockaddr) setInet(a endpoint) {
	if a.six {
		in := (*unix.RawSockaddrInet6)(unsafe.Pointer(&to.raw))
		*in = unix.RawSockaddrInet6{Family: unix.AF_INET6, Addr: loopback6}
		*(*[2]byte)(unsafe.Pointer(&in.Port)) = [2]byte{byte(a.port >> 8), byte(a.port)}
		to.size = unix.SizeofSockaddrInet6
		return
	}
	in := (*unix.RawSockaddrInet4)(unsafe.Pointer(&to.raw))
	*in = unix.RawSockaddrInet4{Family: unix.AF_INET, Addr: a.ip}
	*(*[2]byte)(unsafe.Pointer(&in.Port)) = [2]byte{byte(a.port >> 8), byte(a.port)}
	to.size = unix.SizeofSockaddrInet4
}

func (to *sockaddr) setPath(path string) error {
	un := (*unix.RawSockaddrUnix)(unsafe.Pointer(&to.raw))
	if len(path) >= len(un.Path) {
		return syscall.ENAMETOOLONG
	}
	*un = unix.RawSockaddrUnix{Family: unix.AF_UNIX}
	for i := range len(path) {
		un.Path[i] = int8(path[i])
	}
	to.size = uint32(unsafe.Offsetof(un.Path)) + uint32(len(path)) + 1
	return nil
}

// addr reads what the kernel wrote; dir is the folder of the run.
func (to *sockaddr) addr(dir string) Addr {
	if to.size < 2 {
		return Addr{}
	}
	switch to.raw.Addr.Family {
	case unix.AF_INET:
		in := (*unix.RawSockaddrInet4)(unsafe.Pointer(&to.raw))
		port := *(*[2]byte)(unsafe.Pointer(&in.Port))
		return Addr{inet: endpoint{ip: in.Addr, port: uint16(port[0])<<8 | uint16(port[1])}}
	case unix.AF_INET6:
		in := (*unix.RawSockaddrInet6)(unsafe.Pointer(&to.raw))
		port := *(*[2]byte)(unsafe.Pointer(&in.Port))
		return Addr{inet: endpoint{port: uint16(port[0])<<8 | uint16(port[1]), six: in.Addr == loopback6}}
	case unix.AF_UNIX:
		return fileAddr(to.pathText(), dir)
	}
	return Addr{}
}

func (to *sockaddr) pathText() string {
	un := (*unix.RawSockaddrUnix)(unsafe.Pointer(&to.raw))
	path := make([]byte, 0, len(un.Path))
	for _, c := range un.Path[:min(int(to.size)-2, len(un.Path))] {
		if c == 0 {
			break
		}
		path = append(path, byte(c))
	}
	return string(path)
}
