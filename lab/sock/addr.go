package sock

import (
	"net/netip"
	"path/filepath"
	"strconv"

	"stickylab/lab"
)

// maxPort is the largest TCP or UDP port (RFC 9293 3.1: 16 bits).
const maxPort = 65535

// Addr is the address of a socket: an IPv4 address and port, or the name of a
// socket file in the run's folder. It is comparable; the zero Addr is that of
// a socket without a name.
type Addr struct {
	inet endpoint
	file string
}

// endpoint is an IPv4 address and port, in a quarter of the memory that a
// netip.AddrPort takes. The zero endpoint is none.
type endpoint struct {
	ip   [4]byte
	port uint16
}

func (e endpoint) valid() bool { return e.ip != [4]byte{} }

// endpointOf returns the zero endpoint for what is not IPv4.
func endpointOf(a netip.AddrPort) endpoint {
	if !a.Addr().Is4() {
		return endpoint{}
	}
	return endpoint{a.Addr().As4(), a.Port()}
}

// String gives "127.1.2.3:8080".
func (e endpoint) String() string {
	var text [len("255.255.255.255:65535")]byte
	b := text[:0]
	for i, part := range e.ip {
		if i > 0 {
			b = append(b, '.')
		}
		b = strconv.AppendUint(b, uint64(part), 10)
	}
	return string(strconv.AppendUint(append(b, ':'), uint64(e.port), 10))
}

// IsZero reports whether the Addr names nothing.
func (a Addr) IsZero() bool { return a == Addr{} }

// String gives "127.1.2.3:8080", the name of the socket file, or nothing.
func (a Addr) String() string {
	if a.inet.valid() {
		return a.inet.String()
	}
	return a.file
}

// Port gives the port of an IPv4 address and 0 for a socket file.
func (a Addr) Port() int { return int(a.inet.port) }

// path gives where in dir the socket file lies.
func (a Addr) path(dir string) string { return filepath.Join(dir, a.file) }

// fileAddr is the inverse of path; a path outside dir gives the zero Addr.
func fileAddr(path, dir string) Addr {
	if path == "" || filepath.Dir(path) != dir {
		return Addr{}
	}
	return Addr{file: filepath.Base(path)}
}

// at gives the address that a port of the run stands for; it is the zero Addr
// when there is no such port.
func (n *Net) at(t lab.Transport, port int) Addr {
	if port < 1 || port > maxPort {
		return Addr{}
	}
	if t.Unix() {
		return Addr{file: strconv.Itoa(port) + ".sock"}
	}
	return Addr{inet: endpoint{n.ip, uint16(port)}}
}

// own reports whether a socket of the run may have the address.
func (n *Net) own(t lab.Transport, a Addr) bool {
	if t.Unix() {
		return a.file != "" && filepath.Base(a.file) == a.file
	}
	return a.inet.ip == n.ip && a.inet.port != 0
}
