package guess

import (
	"bytes"
	"slices"

	"stickylab/lab/frame"
)

// named is a protocol whose frames bear marks that other bytes hardly have.
type named struct {
	name, codec string
	// bits is what the marks of one frame count.
	bits float64
	// bears reports whether a frame has the marks.
	bears func(raw []byte) bool
	// some must be true of one frame at least; nil asks for none.
	some func(raw []byte) bool
}

// protocols are those that can be told by their marks.
func protocols() []named {
	return []named{
		{name: "TLS", codec: `length "!H" offset 3`, bits: 16, bears: func(p []byte) bool {
			return p[0] >= 20 && p[0] <= 24 && p[1] == 3 && p[2] <= 4
		}},
		{name: "HTTP/2", codec: `length "!3" adjust 6`, bits: 5, bears: func(p []byte) bool {
			return p[3] <= 9 && p[5]&0x80 == 0
		}, some: func(p []byte) bool { return p[3] == 4 && bytes.Equal(p[5:9], []byte{0, 0, 0, 0}) && (len(p)-9)%6 == 0 }},
		{name: "MQTT", codec: `varint offset 1`, bits: 3, bears: mqttFlags, some: func(p []byte) bool {
			return p[0] == 0x10 && bytes.Contains(p[:min(len(p), 12)], []byte("MQTT")) || p[0] == 0x20 && len(p) >= 4 && p[2] <= 1
		}},
		{name: "DNS", codec: `length "!H"`, bits: 20, bears: func(p []byte) bool {
			return len(p) >= 14 && p[4]&0x78 == 0 && p[5]&0x40 == 0 && p[6] == 0 && p[7] == 1 && p[8] == 0 && p[10] == 0 && p[12] == 0
		}},
		{name: "PostgreSQL", codec: `length "!I" offset 1 adjust -4`, bits: 2, bears: func(p []byte) bool {
			return bytes.IndexByte([]byte("RSKZTDCEN123ntsIAGHWcdQPBXpfFVv"), p[0]) >= 0
		}, some: func(p []byte) bool {
			return p[0] == 'Z' && len(p) == 6 && bytes.IndexByte([]byte("ITE"), p[5]) >= 0 || p[0] == 'Q' && p[len(p)-1] == 0
		}},
		{name: "BGP", codec: `length "!H" offset 16 adjust -18`, bits: 100, bears: func(p []byte) bool {
			return len(p) >= 19 && bytes.Equal(p[:16], bytes.Repeat([]byte{0xff}, 16)) && p[18] >= 1 && p[18] <= 5
		}},
		{name: "TPKT", codec: `length "!H" offset 2 adjust -4`, bits: 14, bears: func(p []byte) bool { return p[0] == 3 && p[1] == 0 }},
		{name: "IEC 104", codec: `length "B" offset 1`, bits: 8, bears: func(p []byte) bool { return p[0] == 0x68 && len(p) >= 6 }},
		{name: "Modbus TCP", codec: `length "!H" offset 4`, bits: 6, bears: func(p []byte) bool {
			return p[2] == 0 && p[3] == 0 && len(p) >= 8 && len(p) <= 260 && p[7]&0x7f <= 0x2b && p[7]&0x7f > 0
		}},
		{name: "Diameter", codec: `length "!3" offset 1 adjust -4`, bits: 12, bears: func(p []byte) bool {
			return p[0] == 1 && len(p)%4 == 0 && len(p) >= 20 && p[4]&0x0f == 0
		}},
		{name: "OPC UA", codec: `length "<I" offset 4 adjust -8`, bits: 30, bears: func(p []byte) bool {
			return slices.Contains([]string{"HEL", "ACK", "ERR", "OPN", "MSG", "CLO", "RHE"}, string(p[:3])) && bytes.IndexByte([]byte("FCA"), p[3]) >= 0
		}},
		{name: "SMB", codec: `length "!3" offset 1`, bits: 34, bears: func(p []byte) bool {
			return p[0] == 0 && len(p) >= 8 && (p[4] == 0xfe || p[4] == 0xff) && string(p[5:8]) == "SMB"
		}},
		{name: "Thrift", codec: `length "!I"`, bits: 14, bears: func(p []byte) bool { return len(p) >= 8 && p[4] == 0x80 && p[5] == 1 && p[6] == 0 }},
		{name: "MPEG-TS", codec: `fixed 188`, bits: 8, bears: func(p []byte) bool { return p[0] == 0x47 }},
		{name: "AMQP 0-9-1", codec: `length "!I" offset 3 adjust 1`, bits: 12, bears: func(p []byte) bool {
			return (p[0] >= 1 && p[0] <= 3 || p[0] == 8) && p[len(p)-1] == 0xce
		}},
	}
}

// mqttFlags: the low bits of the first byte are laid down but for PUBLISH (MQTT 3.1.1
// 2.2.2).
func mqttFlags(p []byte) bool {
	switch kind, flags := p[0]>>4, p[0]&15; kind {
	case 0, 15:
		return false
	case 3:
		return flags&6 != 6
	case 6, 8, 10:
		return flags == 2
	default:
		return flags == 0
	}
}

// namedAttempts are the codecs of protocols that can be told by their marks.
func namedAttempts() (all []attempt) {
	for _, n := range slices.Concat(protocols(), checked()) {
		c, err := frame.Parse(n.codec)
		if err != nil {
			continue // tested: every one can be read
		}
		all = append(all, attempt{codec: c, prior: 2, named: &n})
	}
	return all
}

// leastNamed is the evidence of marks from which on a name is said.
const leastNamed = 12

// bears reports whether every frame has the marks of a protocol, and that they are
// enough to name it.
func (s *search) bears(n *named, how cut) bool {
	from, some := 0, n.some == nil
	for _, to := range how.ends {
		raw := s.data[from:to]
		if !n.bears(raw) {
			return false
		}
		some = some || n.some(raw)
		from = to
	}
	return some && (n.some != nil || n.bits*float64(len(how.ends)) >= leastNamed)
}
