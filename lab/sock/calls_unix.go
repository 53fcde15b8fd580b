//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package sock

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// What receive and receiveFrom may be asked for (recv(2)).
const flagAll, flagPeek = unix.MSG_WAITALL, unix.MSG_PEEK

func listen(fd, backlog int) error { return unix.Listen(fd, backlog) }

func shutdown(fd, how int) error { return unix.Shutdown(fd, how) }

func closeRaw(fd int) error { return unix.Close(fd) }

func setOption(fd, level, option, value int) error {
	return unix.SetsockoptInt(fd, level, option, value)
}

// optionNumber returns level and number of a socket option (socket(7), tcp(7)).
func optionNumber(name string) (level, option int, known bool) {
	switch name {
	case "nodelay":
		return unix.IPPROTO_TCP, unix.TCP_NODELAY, true
	case "maxseg":
		return unix.IPPROTO_TCP, unix.TCP_MAXSEG, true
	case "reuseaddr":
		return unix.SOL_SOCKET, unix.SO_REUSEADDR, true
	case "sndbuf":
		return unix.SOL_SOCKET, unix.SO_SNDBUF, true
	case "rcvbuf":
		return unix.SOL_SOCKET, unix.SO_RCVBUF, true
	case "keepalive":
		return unix.SOL_SOCKET, unix.SO_KEEPALIVE, true
	case "linger":
		return unix.SOL_SOCKET, unix.SO_LINGER, true
	case "rcvlowat":
		return unix.SOL_SOCKET, unix.SO_RCVLOWAT, true
	}
	return optionOfSystem(name)
}

// setLinger sets a struct linger; lab.LingerOff takes it back.
func setLinger(fd, seconds int) error {
	l := unix.Linger{Onoff: 1, Linger: int32(seconds)}
	if seconds < 0 {
		l = unix.Linger{}
	}
	return unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &l)
}

// lowWater gives SO_RCVLOWAT as the kernel took it, 1 when it is not known.
func lowWater(fd int) int {
	n, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVLOWAT)
	if err != nil {
		return 1
	}
	return n
}

// writable reports whether a send would not wait, or a connect is over.
func writable(fd int) bool { return pollNow(fd, unix.POLLOUT) }

// readable reports whether a receive would not wait. It goes by SO_RCVLOWAT as
// poll(2) does.
func readable(fd int) bool { return pollNow(fd, unix.POLLIN) }

// broken reports whether the connection ended with an error.
func broken(fd int) bool { return pollNow(fd, 0) }

// pollNow looks for the wanted events and, as poll(2) always does, for
// POLLERR, POLLHUP and POLLNVAL.
func pollNow(fd int, want int16) bool {
	fds := []unix.PollFd{{Fd: int32(fd), Events: want}}
	for {
		n, err := unix.Poll(fds, 0)
		if err != unix.EINTR {
			return err == nil && n > 0
		}
	}
}

// poll makes one poll(2) for what can be read, and sets which of them are ready: at the
// end of a stream and with an error as well.
func poll(fds []int, ready []bool, wait time.Duration) (found int, err error) {
	asked := make([]unix.PollFd, len(fds))
	for i, fd := range fds {
		asked[i] = unix.PollFd{Fd: int32(fd), Events: unix.POLLIN}
	}
	ms := int((wait + time.Millisecond - 1) / time.Millisecond)
	found, err = unix.Poll(asked, ms)
	if err == unix.EINTR {
		return 0, nil
	}
	for i := range ready {
		ready[i] = err == nil && asked[i].Revents != 0
	}
	return found, err
}

// pollFor makes one poll(2) of a program.
func pollFor(fds []int, want []Interest, ready []Readiness, wait time.Duration) (found int, err error) {
	asked := make([]unix.PollFd, len(fds))
	for i, fd := range fds {
		asked[i] = unix.PollFd{Fd: int32(fd), Events: want[i].events()}
	}
	ms := int((wait + time.Millisecond - 1) / time.Millisecond)
	found, err = unix.Poll(asked, ms)
	if err == unix.EINTR {
		return 0, nil
	}
	for i := range ready {
		ready[i] = readinessOf(asked[i].Revents)
	}
	return found, err
}

func (want Interest) events() (events int16) {
	for bit, event := range map[Readiness]int16{Readable: unix.POLLIN, Writable: unix.POLLOUT, Urgent: unix.POLLPRI} {
		if want.For&bit != 0 {
			events |= event
		}
	}
	return events
}

func readinessOf(events int16) (ready Readiness) {
	for event, bit := range map[int16]Readiness{
		unix.POLLIN: Readable, unix.POLLOUT: Writable, unix.POLLPRI: Urgent,
		unix.POLLERR: Failed, unix.POLLHUP: HungUp, unix.POLLNVAL: NotOpen,
	} {
		if events&event != 0 {
			ready |= bit
		}
	}
	return ready
}

// errnoName prefers the name in the manual of sockets where two share a number.
func errnoName(errno syscall.Errno) string {
	if errno == unix.EOPNOTSUPP {
		return "EOPNOTSUPP"
	}
	if name := unix.ErrnoName(errno); name != "" {
		return name
	}
	return errno.Error()
}
