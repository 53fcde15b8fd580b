package follow

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// byGopacket reads a packet as that library does; false where it found a tunnel, which is
// not looked into here, or what it and this reader take otherwise on purpose.
func byGopacket(data []byte, l layers.LinkType) (tcp, found, bool) {
	p := gopacket.NewPacket(data, l, gopacket.DecodeOptions{NoCopy: true})
	var networks []gopacket.NetworkLayer
	for _, layer := range p.Layers() {
		switch layer := layer.(type) {
		case *layers.IPv4:
			networks = append(networks, layer)
			if layer.Version != 4 || len(layer.Contents) == 0 {
				return tcp{}, foundOther, false
			}
		case *layers.IPv6:
			networks = append(networks, layer)
			if layer.Version != 6 || layer.Length == 0 {
				return tcp{}, foundOther, false
			}
		case *layers.IPv6Fragment, *layers.MPLS, *layers.SNAP:
			return tcp{}, foundOther, false
		}
	}
	segment, ok := p.Layer(layers.LayerTypeTCP).(*layers.TCP)
	switch {
	case len(networks) > 1, len(networks) == 0 && (l == layers.LinkTypeLinuxSLL || l == layers.LinkTypeLinuxSLL2):
		return tcp{}, foundOther, false
	case ok && (len(networks) == 0 || segment.DataOffset < 5 || int(segment.DataOffset)*4 > len(segment.Contents)):
		return tcp{}, foundOther, true
	case !ok && p.Layer(gopacket.LayerTypeFragment) != nil:
		return tcp{}, foundFragment, true
	case !ok:
		return tcp{}, foundOther, true
	}
	flow := networks[0].NetworkFlow()
	from, _ := netip.AddrFromSlice(flow.Src().Raw())
	to, _ := netip.AddrFromSlice(flow.Dst().Raw())
	return tcp{
		from: netip.AddrPortFrom(from, uint16(segment.SrcPort)), to: netip.AddrPortFrom(to, uint16(segment.DstPort)),
		seq: segment.Seq, syn: segment.SYN, ack: segment.ACK, fin: segment.FIN, rst: segment.RST, payload: segment.Payload,
	}, foundTCP, true
}

// TestPacketsAsGopacket reads packets, and such with other bytes in them and cut off
// anywhere, as an independent library does.
func TestPacketsAsGopacket(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	seen := map[found]int{}
	for _, l := range links() {
		whole := packetOf(t, l, piece{seq: 0x01020304, data: "hello, feng"})
		for range 1500 {
			data := bytes.Clone(whole)
			for range random.IntN(3) {
				at := random.IntN(min(len(data), 64))
				data[at] = []byte{0, 1, 4, 6, 44, 43, 51, 60, 0x45, 0x46, 0x60, 0x81, byte(random.IntN(256))}[random.IntN(13)]
			}
			if random.IntN(4) == 0 {
				data = data[:random.IntN(len(data)+1)]
			}
			want, wantFound, ok := byGopacket(data, l.typ)
			if inPPPoE := len(data) > 14 && binary.BigEndian.Uint16(data[12:]) == etherPPPoE; !ok || inPPPoE {
				continue // it goes by the length of PPPoE, too
			}
			got, gotFound := dissect(data, link(l.typ))
			seen[gotFound]++
			if gotFound != wantFound || got.from != want.from || got.to != want.to || got.seq != want.seq || got.syn != want.syn ||
				got.ack != want.ack || got.fin != want.fin || got.rst != want.rst || !bytes.Equal(got.payload, want.payload) {
				t.Fatalf("%s, IPv6 %v: %x is %+v (%d), gopacket has %+v (%d)", l.name, l.v6, data, got, gotFound, want, wantFound)
			}
		}
	}
	if seen[foundTCP] < 1000 || seen[foundOther] < 1000 || seen[foundFragment] < 20 {
		t.Errorf("the packets were only %v", seen)
	}
}

// TestFilesAsGopacket reads files with other bytes in them and cut off anywhere: as many
// packets as that library finds, and an error where it has one; the times are the same in
// a file that is right.
func TestFilesAsGopacket(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	l := links()[0]
	broken := 0
	for ng, from := range map[bool]int{false: 4, true: 124} { // it reads options that are not needed here
		whole := fileOf(t, l, ng, []piece{{seq: 99, syn: true}, {seq: 100, data: "ab"}, {seq: 102, data: "cd", fin: true}})
		for round := range 600 {
			data := bytes.Clone(whole)
			if round > 0 {
				data[from+random.IntN(len(data)-from)] ^= byte(1 << random.IntN(8))
			}
			if random.IntN(3) == 0 {
				data = data[:4+random.IntN(len(data)-4)]
			}
			got, gotErr := packetsOf(data)
			want, wantErr, ok := packetsByGopacket(data)
			if !ok {
				continue
			}
			if gotErr {
				broken++
			}
			// It takes a file that ends behind the header of a packet for whole, and reads the
			// options of a packet, which are not needed here.
			sameErr := gotErr == wantErr || gotErr && len(data) < len(whole) || ng && wantErr
			if len(got) < len(want) || len(got) > len(want) && !(ng && wantErr) || !sameErr {
				t.Fatalf("pcapng %v: %x has %d packets, broken %v; gopacket has %d, %v", ng, data, len(got), gotErr, len(want), wantErr)
			}
			for i := range want {
				if !bytes.Equal(got[i].data, want[i].data) || got[i].cut != want[i].cut || round == 0 && !got[i].at.Equal(want[i].at) {
					t.Fatalf("pcapng %v: packet %d of %x is %+v, gopacket has %+v", ng, i, data, got[i], want[i])
				}
			}
		}
	}
	if broken < 100 {
		t.Errorf("only %d files were broken", broken)
	}
}

// packetsOf reads the packets of a file, and whether it is broken behind them.
func packetsOf(file []byte) (all []packet, broken bool) {
	s, fault := open(file)
	if fault != nil {
		return nil, true
	}
	for {
		p, err := s.next()
		if err != nil {
			return all, !errors.Is(err, io.EOF)
		}
		all = append(all, p)
	}
}

// packetsByGopacket is packetsOf of that library.
func packetsByGopacket(file []byte) (all []packet, broken, ok bool) {
	var next func() ([]byte, gopacket.CaptureInfo, error)
	if binary.LittleEndian.Uint32(file) == magicNg {
		r, err := pcapgo.NewNgReader(bytes.NewReader(file), pcapgo.NgReaderOptions{WantMixedLinkType: true})
		if err != nil {
			return nil, true, true
		}
		next = r.ReadPacketData
	} else {
		r, err := pcapgo.NewReader(bytes.NewReader(file))
		if err != nil {
			return nil, true, true
		}
		if !link(r.LinkType()).known() {
			return nil, true, true
		}
		next = r.ReadPacketData
	}
	for {
		data, info, err := next()
		if err != nil {
			return all, !errors.Is(err, io.EOF), true
		}
		all = append(all, packet{data: data, at: info.Timestamp, cut: info.CaptureLength < info.Length})
	}
}

// TestHeadersOfIPv6: a segment is found behind every header that may stand in front of it,
// in a fragment only where that is the whole packet.
func TestHeadersOfIPv6(t *testing.T) {
	whole := packetOf(t, links()[len(links())/2], piece{seq: 100, data: "hi"})[14:]
	behind := func(next byte, head ...byte) []byte {
		data := append(bytes.Clone(whole[:40]), head...)
		data[6] = next
		binary.BigEndian.PutUint16(data[4:], uint16(len(whole)-40+len(head)))
		return append(data, whole[40:]...)
	}
	options := []byte{protocolAH, 0, 1, 4, 0, 0, 0, 0}
	check := append([]byte{protocolToEnd, 4}, make([]byte, 22)...)
	toEnd := append([]byte{protocolTCP, 1}, make([]byte, 14)...)
	for name, test := range map[string]struct {
		data []byte
		want found
	}{
		"none":                  {whole, foundTCP},
		"options, AH, options":  {behind(protocolOptions, slices.Concat(options, check, toEnd)...), foundTCP},
		"a fragment of one":     {behind(protocolFragment, protocolTCP, 0, 0, 6, 0, 0, 0, 1), foundTCP},
		"the first of several":  {behind(protocolFragment, protocolTCP, 0, 0, 1, 0, 0, 0, 1), foundFragment},
		"the second of several": {behind(protocolFragment, protocolTCP, 0, 0, 8, 0, 0, 0, 1), foundFragment},
		"a tunnel":              {behind(41, whole[:40]...), foundOther},
		"a header that is cut":  {behind(protocolOptions, options...)[:44], foundOther},
	} {
		got, what := dissect(test.data, linkIPv6)
		if what != test.want || what == foundTCP && string(got.payload) != "hi" {
			t.Errorf("%s: got %+v (%d), want %d", name, got, what, test.want)
		}
	}
}
