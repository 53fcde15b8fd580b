package lab

import "fmt"

// Transport says what kind of socket the peers of an experiment open.
type Transport uint8

// The transports, by the kernel's names: AF_INET and AF_INET6 with SOCK_STREAM and
// SOCK_DGRAM, AF_UNIX with SOCK_STREAM, SOCK_DGRAM and SOCK_SEQPACKET. Their numbers
// are part of the wire format.
const (
	TCP Transport = iota + 1
	UDP
	UnixStream
	UnixDatagram
	UnixSeqpacket
	TCP6
	UDP6
)

var transportNames = [...]string{
	TCP: "tcp", UDP: "udp", UnixStream: "unix stream", UnixDatagram: "unix datagram", UnixSeqpacket: "unix seqpacket",
	TCP6: "tcp6", UDP6: "udp6",
}

// Transports returns all transports, in the order of their numbers.
func Transports() []Transport {
	var all []Transport
	for t := TCP; int(t) < len(transportNames); t++ {
		all = append(all, t)
	}
	return all
}

// String gives the transport as a script writes it.
func (t Transport) String() string {
	if int(t) < len(transportNames) && t != 0 {
		return transportNames[t]
	}
	return fmt.Sprintf("transport(%d)", uint8(t))
}

// ParseTransport is the inverse of String; it gives 0 for any other text.
func ParseTransport(name string) Transport {
	for t, n := range transportNames {
		if n == name && n != "" {
			return Transport(t)
		}
	}
	return 0
}

// Stream reports whether the transport carries a byte stream; the others
// carry messages and keep their boundaries.
func (t Transport) Stream() bool { return t.IsTCP() || t == UnixStream }

// Connects reports whether its sockets listen, accept and must be connected to send,
// so that one end learns that the other closed.
func (t Transport) Connects() bool { return t.Stream() || t == UnixSeqpacket }

// IsTCP reports whether the transport is TCP, over IPv4 or IPv6.
func (t Transport) IsTCP() bool { return t == TCP || t == TCP6 }

// IsUDP reports whether the transport is UDP, over IPv4 or IPv6.
func (t Transport) IsUDP() bool { return t == UDP || t == UDP6 }

// IPv6 reports whether the transport is of the family AF_INET6.
func (t Transport) IPv6() bool { return t == TCP6 || t == UDP6 }

// Unix reports whether the transport is of the family AF_UNIX.
func (t Transport) Unix() bool { return t == UnixStream || t == UnixDatagram || t == UnixSeqpacket }
