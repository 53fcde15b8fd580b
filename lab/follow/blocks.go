package follow

import (
	"encoding/binary"
	"io"
	"math"
	"time"
)

// blocks is a pcapng file (draft-ietf-opsawg-pcapng): sections, which describe
// interfaces and have their packets, each a block.
type blocks struct {
	rest  []byte
	order binary.ByteOrder
	// interfaces are those of the section.
	interfaces []captured
}

// captured is an interface: its link type, the longest packet (0: any), and how its
// times are counted.
type captured struct {
	link   link
	most   uint32
	units  uint64 // in a second
	offset int64  // seconds that are added
}

// The blocks that are read; all others are left out.
const (
	blockSection   = magicNg
	blockInterface = 1
	blockOld       = 2 // a packet, as early versions wrote it
	blockSimple    = 3
	blockPacket    = 6

	blockHead  = 8
	blockLeast = 12 // with the length at its end
	packetHead = 20
	// sectionLeast is a block with the version of its section.
	sectionLeast = 28
	orderMagic   = 0x1a2b3c4d
	optionUnits  = 9
	optionShift  = 14
)

// block returns the next block without its lengths.
func (s *blocks) block() (kind uint32, body []byte, err error) {
	switch {
	case len(s.rest) == 0:
		return 0, nil, io.EOF
	case len(s.rest) < blockLeast:
		return 0, nil, errShort
	}
	if binary.LittleEndian.Uint32(s.rest) == blockSection { // the same from both ends
		switch uint32(orderMagic) {
		case binary.LittleEndian.Uint32(s.rest[blockHead:]):
			s.order = binary.LittleEndian
		case binary.BigEndian.Uint32(s.rest[blockHead:]):
			s.order = binary.BigEndian
		default:
			return 0, nil, errOrder
		}
		if len(s.rest) >= sectionLeast && s.order.Uint16(s.rest[12:]) != 1 {
			return 0, nil, errVersion
		}
		s.interfaces = nil
	}
	size := s.order.Uint32(s.rest[4:])
	switch {
	case size < blockLeast:
		return 0, nil, errLength
	case uint64(size) > uint64(len(s.rest)):
		return 0, nil, errShort
	}
	kind, body = s.order.Uint32(s.rest), s.rest[blockHead:size-4]
	s.rest = s.rest[size:]
	return kind, body, nil
}

func (s *blocks) next() (packet, error) {
	for {
		kind, body, err := s.block()
		if err != nil {
			return packet{}, err
		}
		switch kind {
		case blockInterface:
			if err := s.describe(body); err != nil {
				return packet{}, err
			}
		case blockPacket, blockOld:
			return s.timed(kind, body)
		case blockSimple:
			return s.simple(body)
		}
	}
}

// describe adds an interface.
func (s *blocks) describe(body []byte) error {
	if len(body) < blockHead {
		return errLength
	}
	c := captured{link: link(s.order.Uint16(body)), most: s.order.Uint32(body[4:]), units: 1e6}
	for rest := body[blockHead:]; len(rest) >= 4; {
		option, size := s.order.Uint16(rest), int(s.order.Uint16(rest[2:]))
		rest = rest[4:]
		if option == 0 || size > len(rest) {
			break
		}
		switch value := rest[:size]; {
		case option == optionUnits && size == 1:
			c.units = unitsOf(value[0])
		case option == optionShift && size == 8:
			c.offset = int64(s.order.Uint64(value))
		}
		rest = rest[min((size+3)&^3, len(rest)):]
	}
	if c.units == 0 {
		return errLength
	}
	s.interfaces = append(s.interfaces, c)
	return nil
}

// unitsOf is how many units a second has: a power of ten, or of two with the highest bit;
// 0 for more than a number can be.
func unitsOf(resolution byte) uint64 {
	if power := resolution & 0x7f; resolution != power {
		return 1 << power // 0 from 64 on
	}
	units := uint64(1)
	for range resolution {
		if units > math.MaxUint64/10 {
			return 0
		}
		units *= 10
	}
	return units
}

// timed is a packet with its interface and time.
func (s *blocks) timed(kind uint32, body []byte) (packet, error) {
	if len(body) < packetHead {
		return packet{}, errLength
	}
	number := s.order.Uint32(body)
	if kind == blockOld {
		number = uint32(s.order.Uint16(body))
	}
	if uint64(number) >= uint64(len(s.interfaces)) {
		return packet{}, errLink
	}
	c := &s.interfaces[number]
	at := c.time(uint64(s.order.Uint32(body[4:]))<<32 | uint64(s.order.Uint32(body[8:])))
	have, whole := s.order.Uint32(body[12:]), s.order.Uint32(body[16:])
	data := body[packetHead:]
	if uint64(have) > uint64(len(data)) {
		return packet{}, errLength
	}
	return packet{data: data[:have:have], at: at, link: c.link, cut: have < whole}, nil
}

// simple is a packet of the first interface, of which no time is known.
func (s *blocks) simple(body []byte) (packet, error) {
	switch {
	case len(s.interfaces) == 0:
		return packet{}, errLink
	case len(body) < 4:
		return packet{}, errLength
	}
	c := &s.interfaces[0]
	whole, data := s.order.Uint32(body), body[4:]
	have := min(whole, uint32(len(data)))
	if c.most > 0 {
		have = min(have, c.most)
	}
	return packet{data: data[:have:have], link: c.link, cut: have < whole}, nil
}

// time is an instant that was counted in units of the interface.
func (c *captured) time(count uint64) time.Time {
	second, rest := count/c.units, count%c.units
	return time.Unix(int64(second)+c.offset, int64(float64(rest)/float64(c.units)*1e9))
}
