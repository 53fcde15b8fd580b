package protocol

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// clientPort is that of all clients in a capture, firstPort of the first server.
const (
	clientPort = 40000
	firstPort  = 47100
)

// capture is a file that tshark reads, of TCP connections with their
// handshakes, their segments cut anywhere, and their ends.
type capture struct {
	file []byte
	n    uint32    // packets
	port uint16    // of the server of the connection under way
	seq  [2]uint32 // of the next byte there: of the server, of the client
}

const (
	flagFIN = 0x01
	flagSYN = 0x02
	flagPSH = 0x08
	flagACK = 0x10
)

func newCapture() *capture {
	c := &capture{}
	for _, n := range []uint32{0xa1b2c3d4, 2 | 4<<16, 0, 0, 1 << 16, 101} { // microseconds, version 2.4, IP packets
		c.file = binary.LittleEndian.AppendUint32(c.file, n)
	}
	return c
}

// add adds a conversation with the server on a port; the frames that each side
// writes are cut into pieces.
func (c *capture) add(t talk, port uint16, pieces func([]byte) [][]byte) {
	c.port, c.seq = port, [2]uint32{1000, 2000}
	c.segment(true, flagSYN, nil)
	c.segment(false, flagSYN|flagACK, nil)
	c.segment(true, flagACK, nil)
	for _, turn := range t.turns {
		cut := pieces
		if turn.before {
			cut = whole
		}
		for _, piece := range cut(turn.data) {
			c.segment(turn.client, flagPSH|flagACK, piece)
			c.segment(!turn.client, flagACK, nil)
		}
	}
	c.segment(true, flagFIN|flagACK, nil)
	c.segment(false, flagFIN|flagACK, nil)
	c.segment(true, flagACK, nil)
}

// segment adds one in an IPv4 packet (RFC 791 3.1, RFC 9293 3.1), a millisecond
// after the one before.
func (c *capture) segment(client bool, flags byte, data []byte) {
	from, to, own, other := c.port, uint16(clientPort), 0, 1
	if client {
		from, to, own, other = to, from, 1, 0
	}
	total := uint32(40 + len(data))
	for _, n := range []uint32{c.n / 1000, c.n % 1000 * 1000, total, total} {
		c.file = binary.LittleEndian.AppendUint32(c.file, n)
	}
	c.n++
	ip := []byte{0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, byte(1 + own), 192, 0, 2, byte(1 + other)}
	binary.BigEndian.PutUint16(ip[2:], uint16(total))
	binary.BigEndian.PutUint16(ip[10:], ^sum(ip))
	tcp := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, from), to)
	tcp = binary.BigEndian.AppendUint32(tcp, c.seq[own])
	ack := c.seq[other]
	if flags&flagACK == 0 {
		ack = 0
	}
	tcp = append(binary.BigEndian.AppendUint32(tcp, ack), 0x50, flags, 0xff, 0xff, 0, 0, 0, 0)
	pseudo := append(append([]byte{}, ip[12:]...), 0, 6, 0, 0)
	binary.BigEndian.PutUint16(pseudo[10:], uint16(len(tcp)+len(data)))
	binary.BigEndian.PutUint16(tcp[16:], ^sum(append(append(pseudo, tcp...), data...)))
	c.file = append(append(append(c.file, ip...), tcp...), data...)
	c.seq[own] += uint32(len(data))
	if flags&(flagSYN|flagFIN) != 0 {
		c.seq[own]++
	}
}

// sum is the ones' complement sum of RFC 1071.
func sum(p []byte) uint16 {
	total := uint32(0)
	for i, b := range p {
		total += uint32(b) << (8 * (1 - i%2))
	}
	for total > 0xffff {
		total = total>>16 + total&0xffff
	}
	return uint16(total)
}

// cuttings are the ways to cut what a side writes.
func cuttings() map[string]func([]byte) [][]byte {
	return map[string]func([]byte) [][]byte{
		"whole":      whole,
		"in halves":  func(p []byte) [][]byte { return slices.Collect(slices.Chunk(p, (len(p)+1)/2)) },
		"one by one": func(p []byte) [][]byte { return slices.Collect(slices.Chunk(p, 1)) },
		"anywhere":   anywhere,
	}
}

func whole(p []byte) [][]byte { return [][]byte{p} }

func anywhere(p []byte) (pieces [][]byte) {
	random := rand.New(rand.NewPCG(1, uint64(len(p))))
	for len(p) > 0 {
		n := min(len(p), 1+random.IntN(40))
		pieces, p = append(pieces, p[:n]), p[n:]
	}
	return pieces
}
