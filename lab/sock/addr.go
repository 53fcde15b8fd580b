package sock

import (
	"net/netip"
	"os"
	"path/filepath"
	"strconv"

	"stickylab/lab"
)

// maxPort is the largest TCP or UDP port (RFC 9293 3.1: 16 bits).
const maxPort = 65535

// Addr is the address of a socket: an IP address and port, or the name of a
// socket file in the run's folder. It is comparable; the zero Addr is that of
// a socket without a name.
type Addr struct {
	inet endpoint
	file string
}

// endpoint is an IPv4 address and port, or ::1 and a port, in a quarter of the memory
// that a netip.AddrPort takes. The zero endpoint is none.
type endpoint struct {
	ip   [4]byte
	port uint16
	six  bool // ::1
}

func (e endpoint) valid() bool { return e.six || e.ip != [4]byte{} }

// endpointOf returns the zero endpoint for what is neither IPv4 nor ::1.
func endpointOf(a netip.AddrPort) endpoint {
	switch {
	case a.Addr().Is4():
		return endpoint{ip: a.Addr().As4(), port: a.Port()}
	case a.Addr() == netip.IPv6Loopback():
		return endpoint{port: a.Port(), six: true}
	}
	return endpoint{}
}

// String gives "127.1.2.3:8080" or "[::1]:8080".
func (e endpoint) String() string {
	if e.six {
		return "[::1]:" + strconv.Itoa(int(e.port))
	}
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

// String gives "127.1.2.3:8080", "[::1]:8080", the name of the socket file, or nothing.
func (a Addr) String() string {
	if a.inet.valid() {
		return a.inet.String()
	}
	return a.file
}

// Port gives the port of an IP address and 0 for a socket file.
func (a Addr) Port() int { return int(a.inet.port) }

// FileAddr is the address of the socket file of that name in the run's folder.
func FileAddr(name string) Addr { return Addr{file: name} }

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
	if t.IPv6() {
		return Addr{inet: endpoint{port: n.ports.of(t, uint16(port), n.budget), six: true}}
	}
	if t == lab.TCP && n.door.valid() && uint16(port) == n.doorPort {
		return Addr{inet: n.door}
	}
	return Addr{inet: endpoint{ip: n.ip, port: n.ports.standing(t, uint16(port))}}
}

// own reports whether a socket of the run may have the address.
func (n *Net) own(t lab.Transport, a Addr) bool {
	if t.Unix() {
		return a.file != "" && filepath.Base(a.file) == a.file
	}
	if t.IPv6() {
		return a.inet.six && a.inet.port != 0
	}
	return n.IsDoor(t, a) || !a.inet.six && a.inet.ip == n.ip && a.inet.port != 0
}

// Unlink is unlink(2) of a socket file of the run; it reports false where there is none.
// A socket that has the name keeps it: it goes on, and nobody finds it any more.
func (n *Net) Unlink(name string) bool {
	a := FileAddr(name)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.dir == "" || !n.own(lab.UnixStream, a) || os.Remove(a.path(n.dir)) != nil {
		return false
	}
	for _, t := range []lab.Transport{lab.UnixStream, lab.UnixDatagram, lab.UnixSeqpacket} {
		n.named.Set(place{t, a}, nil)
	}
	return true
}
