//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package sock

import (
	"golang.org/x/sys/unix"
)

// nameOf is getsockname(2), or getpeername(2) of the other end.
func nameOf(fd int, remote bool, dir string) (Addr, error) {
	ask := unix.Getsockname
	if remote {
		ask = unix.Getpeername
	}
	name, err := ask(fd)
	if err != nil {
		return Addr{}, err
	}
	switch name := name.(type) {
	case *unix.SockaddrInet4:
		return Addr{inet: endpoint{ip: name.Addr, port: uint16(name.Port)}}, nil
	case *unix.SockaddrInet6:
		return Addr{inet: endpoint{port: uint16(name.Port), six: name.Addr == loopback6}}, nil
	case *unix.SockaddrUnix:
		return fileAddr(name.Name, dir), nil
	}
	return Addr{}, nil
}
