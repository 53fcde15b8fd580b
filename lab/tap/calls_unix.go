//go:build unix

package tap

import (
	"errors"
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// receive makes one read(2), after waits and waiting where there is nothing to read. A
// Read of the net package would do the same, but not say that it waited, and not that the
// stream is over without an error.
func receive(c *net.TCPConn, buf []byte, waits func()) (n int, err error) {
	return once(c.SyscallConn, true, waits, func(fd int) (int, error) { return unix.Read(fd, buf) })
}

// send makes one write(2): it may take only a part, which Go's Write hides.
func send(c *net.TCPConn, data []byte, waits func()) (n int, err error) {
	return once(c.SyscallConn, false, waits, func(fd int) (int, error) { return unix.Write(fd, data) })
}

// once makes a call on a descriptor until it is done or has another error than EAGAIN.
func once(raw func() (syscall.RawConn, error), reads bool, waits func(), call func(fd int) (int, error)) (n int, err error) {
	c, err := raw()
	if err != nil {
		return 0, err
	}
	var failed error
	waited := false
	try := func(fd uintptr) bool {
		for {
			n, failed = call(int(fd))
			if !errors.Is(failed, unix.EINTR) {
				break
			}
		}
		if errors.Is(failed, unix.EAGAIN) && !waited {
			waited = true
			waits()
		}
		return !errors.Is(failed, unix.EAGAIN)
	}
	if reads {
		err = c.Read(try)
	} else {
		err = c.Write(try)
	}
	if err != nil {
		return 0, err
	}
	return n, failed
}

// wasReset reports whether a socket has an error, as after a reset.
func wasReset(raw syscall.Conn) (is bool) {
	c, err := raw.SyscallConn()
	if err != nil {
		return false
	}
	_ = c.Control(func(fd uintptr) {
		ask := []unix.PollFd{{Fd: int32(fd)}}
		n, err := unix.Poll(ask, 0)
		is = err == nil && n > 0 && ask[0].Revents&unix.POLLERR != 0
	})
	return is
}
