package follow

import (
	"bytes"
	"encoding/binary"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
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

// source yields the packets of a file.
type source struct {
	classic *pcapgo.Reader
	ng      *pcapgo.NgReader
}

// open reads the beginning of a file.
func open(data []byte) (*source, *Error) {
	if !IsCapture(data) {
		return nil, &Error{Kind: "magic"}
	}
	if binary.LittleEndian.Uint32(data) == magicNg {
		r, err := pcapgo.NewNgReader(bytes.NewReader(data), pcapgo.NgReaderOptions{WantMixedLinkType: true})
		if err != nil {
			return nil, &Error{Kind: "header", Cause: err}
		}
		return &source{ng: r}, nil
	}
	r, err := pcapgo.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, &Error{Kind: "header", Cause: err}
	}
	if !known(r.LinkType()) {
		return nil, &Error{Kind: "link", Link: int(r.LinkType())}
	}
	return &source{classic: r}, nil
}

// next returns the next packet and what it begins with.
func (s *source) next() ([]byte, gopacket.CaptureInfo, layers.LinkType, error) {
	if s.classic != nil {
		data, info, err := s.classic.ReadPacketData()
		return data, info, s.classic.LinkType(), err
	}
	data, info, err := s.ng.ReadPacketData()
	link := s.ng.LinkType()
	if len(info.AncillaryData) > 0 { // of the packet's own interface
		if own, ok := info.AncillaryData[0].(layers.LinkType); ok {
			link = own
		}
	}
	return data, info, link, err
}

// known reports whether packets of a link type can be read: Ethernet, loopback of BSD,
// IP without anything in front, and what Linux writes for all interfaces.
func known(link layers.LinkType) bool {
	switch link {
	case layers.LinkTypeEthernet, layers.LinkTypeNull, layers.LinkTypeLoop, layers.LinkTypeRaw, layers.LinkTypeIPv4, layers.LinkTypeIPv6,
		layers.LinkTypeLinuxSLL, layers.LinkTypeLinuxSLL2:
		return true
	}
	return link == rawOpenBSD || link == rawOther
}

// Numbers that some systems write for LinkTypeRaw.
const (
	rawOther   layers.LinkType = 12
	rawOpenBSD layers.LinkType = 14
)
