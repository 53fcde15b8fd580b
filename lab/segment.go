package lab

import "strings"

// Segment is one TCP segment, or one UDP datagram, of a run as it was captured
// on the loopback interface. Loopback leaves segmentation to a network card
// that is not there: what is captured may be a super-segment that stands for
// several of the segments that TCP_INFO counts.
type Segment struct {
	// At is the kernel's time stamp as nanoseconds since the run began.
	At int64
	// From and To are the sockets of the run at its ends, 0 where none is
	// known: a connection that was never accepted has no far socket.
	From, To int
	// Flags are those of the TCP header (RFC 9293 3.1); 0 on UDP.
	Flags TCPFlags
	// Seq is the offset in From's stream of the first byte carried, Ack the
	// offset in To's stream of the first byte not acknowledged: both count
	// from the first byte of data. A SYN has Seq -1; Ack is -1 without ACK.
	// On UDP both are -1.
	Seq, Ack int64
	// Len counts the bytes of data.
	Len int
	// Count is how many segments of the sender's MSS it stands for: 1, or more
	// for a super-segment.
	Count int
	// Window is the receive window offered, scaled, in bytes.
	Window int
}

// TCPFlags are the control bits of a TCP header.
type TCPFlags uint8

// The control bits as RFC 9293 3.1 places them.
const (
	FIN TCPFlags = 1 << iota
	SYN
	RST
	PSH
	ACK
	URG
	ECE
	CWR
)

var flagNames = [...]string{"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"}

// Names lists the flags that are set, from FIN up.
func (f TCPFlags) Names() []string {
	var names []string
	for bit, name := range flagNames {
		if f&(1<<bit) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// ParseTCPFlags is the inverse of Names; a word that it does not know counts
// for nothing.
func ParseTCPFlags(names []string) (f TCPFlags) {
	for bit, name := range flagNames {
		for _, n := range names {
			if strings.EqualFold(n, name) {
				f |= 1 << bit
			}
		}
	}
	return f
}
