package follow

import (
	"encoding/binary"
	"errors"
	"io"
	"time"
)

// The numbers that files begin with, as a little-endian machine reads them.
const (
	magicNg        = 0x0a0d0d0a
	magicMicro     = 0xa1b2c3d4
	magicNano      = 0xa1b23c4d
	magicMicroSwap = 0xd4c3b2a1
	magicNanoSwap  = 0x4d3cb2a1
)

// IsCapture reports whether a file begins as a pcap or pcapng does.
func IsCapture(data []byte) bool {
	if len(data) < 4 {
		return false
	}
	switch binary.LittleEndian.Uint32(data) {
	case magicNg, magicMicro, magicNano, magicMicroSwap, magicNanoSwap:
		return true
	}
	return false
}

// packet is one of a file; its data are a part of it.
type packet struct {
	data []byte
	at   time.Time
	link link
	cut  bool // the file has only the beginning of it
}

// source yields the packets of a file, and io.EOF behind the last.
type source interface {
	next() (packet, error)
}

// What is wrong with a file.
var (
	errShort   = errors.New("unexpected EOF")
	errLength  = errors.New("a length that cannot be")
	errOrder   = errors.New("a byte order that is none")
	errVersion = errors.New("an unknown version")
	errLink    = errors.New("a packet of an interface that is not described")
)

// open reads the beginning of a file.
func open(data []byte) (source, *Error) {
	if !IsCapture(data) {
		return nil, &Error{Kind: "magic"}
	}
	if binary.LittleEndian.Uint32(data) == magicNg {
		s := &blocks{rest: data}
		if _, _, err := s.block(); err != nil {
			return nil, &Error{Kind: "header", Cause: err}
		}
		return s, nil
	}
	s, err := openRecords(data)
	if err != nil {
		return nil, &Error{Kind: "header", Cause: err}
	}
	if !s.link.known() {
		return nil, &Error{Kind: "link", Link: int(s.link)}
	}
	return s, nil
}

// records is a pcap file (draft-ietf-opsawg-pcap): a header, and records with one each.
type records struct {
	rest  []byte
	order binary.ByteOrder
	unit  time.Duration // of the second number of a time
	link  link
}

const (
	fileHead     = 24
	recordHead   = 16
	majorVersion = 2
	minorVersion = 4
	// linkBits: the others say whether packets end with a check sequence.
	linkBits = 0xffff
)

func openRecords(data []byte) (*records, error) {
	if len(data) < fileHead {
		return nil, errShort
	}
	s := &records{rest: data[fileHead:], order: binary.LittleEndian, unit: time.Microsecond}
	switch binary.LittleEndian.Uint32(data) {
	case magicNano:
		s.unit = time.Nanosecond
	case magicMicroSwap:
		s.order = binary.BigEndian
	case magicNanoSwap:
		s.order, s.unit = binary.BigEndian, time.Nanosecond
	}
	if s.order.Uint16(data[4:]) != majorVersion || s.order.Uint16(data[6:]) != minorVersion {
		return nil, errVersion
	}
	s.link = link(s.order.Uint32(data[20:]) & linkBits)
	return s, nil
}

func (s *records) next() (packet, error) {
	switch {
	case len(s.rest) == 0:
		return packet{}, io.EOF
	case len(s.rest) < recordHead:
		return packet{}, errShort
	}
	head, rest := s.rest[:recordHead], s.rest[recordHead:]
	have, whole := s.order.Uint32(head[8:]), s.order.Uint32(head[12:])
	switch {
	case have > whole:
		return packet{}, errLength
	case uint64(have) > uint64(len(rest)):
		return packet{}, errShort
	}
	s.rest = rest[have:]
	at := time.Unix(int64(s.order.Uint32(head)), int64(s.order.Uint32(head[4:]))*int64(s.unit))
	return packet{data: rest[:have:have], at: at, link: s.link, cut: have < whole}, nil
}
