package sock

import (
	"unsafe"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

const reusePort = unix.SO_REUSEPORT

// rawOption is getsockopt(2) into the value, of which it returns the length.
func rawOption(fd, level, option int, value []byte) (int, error) {
	size := uint32(len(value))
	_, _, errno := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option),
		uintptr(unsafe.Pointer(unsafe.SliceData(value))), uintptr(unsafe.Pointer(&size)), 0)
	if errno != 0 {
		return 0, errno
	}
	return int(size), nil
}

// setRawOption is setsockopt(2) with a value that is no number.
func setRawOption(fd, level, option int, value []byte) error {
	return unix.SetsockoptString(fd, level, option, string(value))
}

// socketPair is socketpair(2).
func socketPair(t lab.Transport) ([2]int, error) {
	kind := unix.SOCK_STREAM
	switch t {
	case lab.UnixDatagram:
		kind = unix.SOCK_DGRAM
	case lab.UnixSeqpacket:
		kind = unix.SOCK_SEQPACKET
	}
	return unix.Socketpair(unix.AF_UNIX, kind|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
}
