//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package sock

import (
	"syscall"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

const (
	supported    = true
	ownAddresses = false // the loopback interface has 127.0.0.1 only
)

func openSocket(t lab.Transport) (int, error) {
	if t == lab.UnixSeqpacket { // not on macOS, and elsewhere its end looks different
		return -1, syscall.EPROTONOSUPPORT
	}
	family, kind := unix.AF_INET, unix.SOCK_STREAM
	switch {
	case t.Unix():
		family = unix.AF_UNIX
	case t.IPv6():
		family = unix.AF_INET6
	}
	if !t.Stream() {
		kind = unix.SOCK_DGRAM
	}
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	fd, err := unix.Socket(family, kind, 0)
	if err != nil {
		return -1, err
	}
	return private(fd)
}

// private makes a descriptor non-blocking and closes it on exec; call it with
// the ForkLock held.
func private(fd int) (int, error) {
	unix.CloseOnExec(fd)
	if err := unix.SetNonblock(fd, true); err != nil {
		_ = closeRaw(fd)
		return -1, err
	}
	return fd, nil
}

func bind(fd int, to *sockaddr) error { return unix.Bind(fd, to.name) }

func connect(fd int, to *sockaddr) error { return unix.Connect(fd, to.name) }

// connectOutcome takes the error that waits in the socket (SO_ERROR).
func connectOutcome(fd int, _ *sockaddr) error {
	value, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err == nil && value != 0 {
		err = syscall.Errno(value)
	}
	return err
}

func accept(fd int) (int, Addr, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	for {
		conn, name, err := unix.Accept(fd)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return -1, Addr{}, err
		}
		from := sockaddr{name: name}
		conn, err = private(conn)
		return conn, from.addr(""), err
	}
}

func localPort(fd int) uint16 {
	name, err := unix.Getsockname(fd)
	if err != nil {
		return 0
	}
	return (&sockaddr{name: name}).addr("").inet.port
}

// send has no MSG_MORE here.
func send(fd int, p []byte, more bool, to *sockaddr) (int, error) {
	if more {
		return 0, syscall.EOPNOTSUPP
	}
	var name unix.Sockaddr
	if to != nil {
		name = to.name
	}
	for {
		n, err := unix.SendmsgN(fd, p, nil, name, 0)
		if err != unix.EINTR {
			return n, err
		}
	}
}

func receive(fd int, p []byte, flags int) (int, error) {
	var from sockaddr
	return receiveBy(fd, p, flags, &from)
}

func receiveFrom(fd int, p []byte, flags int, from *sockaddr) (int, error) {
	return receiveBy(fd, p, flags, from)
}

func receiveBy(fd int, p []byte, flags int, from *sockaddr) (int, error) {
	for {
		n, name, err := unix.Recvfrom(fd, p, flags)
		if err != unix.EINTR {
			from.name = name
			return n, err
		}
	}
}

// ended reports whether a stream has an end or an error behind what waits in
// its receive queue.
func ended(fd int) bool { return pollNow(fd, 0) }

// fionread is FIONREAD, _IOR('f', 127, int) in sys/filio.h.
const fionread = 0x4004667f

// queued counts the bytes in the receive queue.
func queued(fd int) int {
	n, err := unix.IoctlGetInt(fd, fionread)
	if err != nil {
		return 0
	}
	return n
}

// foreign is not known here.
func foreign(int) bool { return false }

// optionOfSystem is for the options that other systems do not have: none.
func optionOfSystem(string) (level, option int, known bool) { return 0, 0, false }

// sockaddr is an address in the kernel's form; a nil name is none.
type sockaddr struct{ name unix.Sockaddr }

func (to *sockaddr) clear() { to.name = nil }

func (to *sockaddr) setInet(a endpoint) {
	if a.six {
		to.name = &unix.SockaddrInet6{Port: int(a.port), Addr: loopback6}
		return
	}
	to.name = &unix.SockaddrInet4{Port: int(a.port), Addr: a.ip}
}

func (to *sockaddr) setPath(path string) error {
	to.name = &unix.SockaddrUnix{Name: path}
	return nil
}

func (to *sockaddr) addr(dir string) Addr {
	switch name := to.name.(type) {
	case *unix.SockaddrInet4:
		return Addr{inet: endpoint{ip: name.Addr, port: uint16(name.Port)}}
	case *unix.SockaddrInet6:
		return Addr{inet: endpoint{port: uint16(name.Port), six: name.Addr == loopback6}}
	case *unix.SockaddrUnix:
		return fileAddr(name.Name, dir)
	}
	return Addr{}
}
