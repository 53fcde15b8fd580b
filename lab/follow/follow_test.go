package follow

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"

	"stickylab/lab/catalog"
)

// piece is a segment of a capture that a test writes.
type piece struct {
	server   bool
	seq      uint32
	syn, fin bool
	data     string
}

// written is how packets are written, by what stands in front of IP.
type written struct {
	name  string
	typ   layers.LinkType
	front func(v6 bool) []gopacket.SerializableLayer
	raw   func(v6 bool) []byte
	v6    bool
}

func links() []written {
	ether := func(v6 bool) layers.EthernetType {
		if v6 {
			return layers.EthernetTypeIPv6
		}
		return layers.EthernetTypeIPv4
	}
	mac := net.HardwareAddr{2, 0, 0, 0, 0, 1}
	var all []written
	for _, v6 := range []bool{false, true} {
		all = append(all,
			written{"Ethernet", layers.LinkTypeEthernet, func(v6 bool) []gopacket.SerializableLayer {
				return []gopacket.SerializableLayer{&layers.Ethernet{SrcMAC: mac, DstMAC: mac, EthernetType: ether(v6)}}
			}, nil, v6},
			written{"VLAN", layers.LinkTypeEthernet, func(v6 bool) []gopacket.SerializableLayer {
				return []gopacket.SerializableLayer{
					&layers.Ethernet{SrcMAC: mac, DstMAC: mac, EthernetType: layers.EthernetTypeDot1Q}, &layers.Dot1Q{VLANIdentifier: 7, Type: ether(v6)},
				}
			}, nil, v6},
			written{"VLAN in VLAN", layers.LinkTypeEthernet, func(v6 bool) []gopacket.SerializableLayer {
				return []gopacket.SerializableLayer{
					&layers.Ethernet{SrcMAC: mac, DstMAC: mac, EthernetType: layers.EthernetTypeQinQ},
					&layers.Dot1Q{VLANIdentifier: 7, Type: layers.EthernetTypeDot1Q}, &layers.Dot1Q{VLANIdentifier: 8, Type: ether(v6)},
				}
			}, nil, v6},
			written{"PPPoE", layers.LinkTypeEthernet, func(v6 bool) []gopacket.SerializableLayer {
				kind := layers.PPPTypeIPv4
				if v6 {
					kind = layers.PPPTypeIPv6
				}
				return []gopacket.SerializableLayer{
					&layers.Ethernet{SrcMAC: mac, DstMAC: mac, EthernetType: layers.EthernetTypePPPoESession},
					&layers.PPPoE{Version: 1, Type: 1}, &layers.PPP{PPPType: kind},
				}
			}, nil, v6},
			written{"raw IP", layers.LinkTypeRaw, nil, nil, v6},
			written{"raw IP of others", layers.LinkType(linkRawOther), nil, nil, v6},
			written{"Linux cooked", layers.LinkTypeLinuxSLL, nil, func(v6 bool) []byte {
				return binary.BigEndian.AppendUint16([]byte{0, 0, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0}, uint16(ether(v6)))
			}, v6},
			written{"Linux cooked 2", layers.LinkTypeLinuxSLL2, nil, func(v6 bool) []byte {
				return append(binary.BigEndian.AppendUint16(nil, uint16(ether(v6))), 0, 0, 0, 0, 0, 1, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0)
			}, v6},
			written{"BSD loopback", layers.LinkTypeNull, nil, func(v6 bool) []byte {
				family := uint32(2)
				if v6 {
					family = 24
				}
				return binary.LittleEndian.AppendUint32(nil, family)
			}, v6},
		)
	}
	return all
}

// packetOf writes a segment.
func packetOf(t *testing.T, l written, p piece) []byte {
	t.Helper()
	from, to, source, target := layers.TCPPort(40000), layers.TCPPort(5000), 1, 2
	if p.server {
		from, to, source, target = to, from, target, source
	}
	tcp := &layers.TCP{SrcPort: from, DstPort: to, Seq: p.seq, SYN: p.syn, ACK: !p.syn || p.server, FIN: p.fin, Window: 1000}
	var all []gopacket.SerializableLayer
	if l.front != nil {
		all = l.front(l.v6)
	}
	if l.v6 {
		ip := &layers.IPv6{Version: 6, NextHeader: layers.IPProtocolTCP, HopLimit: 64, SrcIP: net.ParseIP("fd00::" + string(rune('0'+source))), DstIP: net.ParseIP("fd00::" + string(rune('0'+target)))}
		_ = tcp.SetNetworkLayerForChecksum(ip) // an IP layer can always be one
		all = append(all, ip, tcp)
	} else {
		ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: net.IPv4(192, 0, 2, byte(source)), DstIP: net.IPv4(192, 0, 2, byte(target))}
		_ = tcp.SetNetworkLayerForChecksum(ip)
		all = append(all, ip, tcp)
	}
	buffer := gopacket.NewSerializeBuffer()
	if err := gopacket.SerializeLayers(buffer, gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}, append(all, gopacket.Payload(p.data))...); err != nil {
		t.Fatal(err)
	}
	if l.raw != nil {
		return append(l.raw(l.v6), buffer.Bytes()...)
	}
	return bytes.Clone(buffer.Bytes())
}

// fileOf writes a capture.
func fileOf(t *testing.T, l written, ng bool, pieces []piece) []byte {
	t.Helper()
	var file bytes.Buffer
	var write func(gopacket.CaptureInfo, []byte) error
	if ng {
		w, err := pcapgo.NewNgWriter(&file, l.typ)
		if err != nil {
			t.Fatal(err)
		}
		write = func(info gopacket.CaptureInfo, p []byte) error {
			if err := w.WritePacket(info, p); err != nil {
				return err
			}
			return w.Flush()
		}
	} else {
		w := pcapgo.NewWriter(&file)
		if err := w.WriteFileHeader(1<<16, l.typ); err != nil {
			t.Fatal(err)
		}
		write = w.WritePacket
	}
	for i, p := range pieces {
		data := packetOf(t, l, p)
		if err := write(gopacket.CaptureInfo{Timestamp: time.Unix(int64(i), 0), CaptureLength: len(data), Length: len(data)}, data); err != nil {
			t.Fatal(err)
		}
	}
	return file.Bytes()
}

func mustRead(t *testing.T, file []byte) *Capture {
	t.Helper()
	c, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestLinkTypes: the same conversation behind everything that stands in front of IP.
func TestLinkTypes(t *testing.T) {
	for _, l := range links() {
		for _, ng := range []bool{false, true} {
			c := mustRead(t, fileOf(t, l, ng, []piece{
				{seq: 100, syn: true},
				{server: true, seq: 900, syn: true},
				{seq: 101, data: "hello"},
				{server: true, seq: 901, data: "feng"},
				{seq: 106, data: "!", fin: true},
				{server: true, seq: 905, fin: true},
			}))
			if len(c.Conns) != 1 || c.Other != 0 {
				t.Errorf("%s, IPv6 %v: %d connections, %d others", l.name, l.v6, len(c.Conns), c.Other)
				continue
			}
			client, server := &c.Conns[0].Ways[0], &c.Conns[0].Ways[1]
			if got := string(client.Runs[0].Data) + "|" + string(server.Runs[0].Data); got != "hello!|feng" || !client.SYN || !client.FIN || !server.FIN {
				t.Errorf("%s, IPv6 %v: %q", l.name, l.v6, got)
			}
			if client.To.Port() != 5000 || client.From.Addr().Is6() != l.v6 {
				t.Errorf("%s: %s to %s", l.name, client.From, client.To)
			}
		}
	}
}

// runsOf writes the runs of a way.
func runsOf(w *Way) string {
	var all []string
	for _, r := range w.Runs {
		all = append(all, fmt.Sprintf("%d:%s", r.At, r.Data))
	}
	return strings.Join(all, " ")
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	syn := piece{seq: 99, syn: true}
	for _, test := range []struct {
		name      string
		pieces    []piece
		runs      string
		repeated  int
		differing int
		said      string
	}{
		{"in order", []piece{syn, {seq: 100, data: "ab"}, {seq: 102, data: "cd", fin: true}}, "0:abcd", 0, 0, ""},
		{"out of order", []piece{syn, {seq: 102, data: "cd"}, {seq: 100, data: "ab"}}, "0:abcd", 0, 0, ""},
		{"a gap", []piece{syn, {seq: 100, data: "ab"}, {seq: 105, data: "fg"}}, "0:ab 5:fg", 0, 0, "3 bytes are missing behind the first 2."},
		{"a gap at the beginning", []piece{syn, {seq: 102, data: "cd"}}, "2:cd", 0, 0, "2 bytes are missing at the beginning."},
		{"sent again", []piece{syn, {seq: 100, data: "ab"}, {seq: 100, data: "abc"}}, "0:abc", 2, 0, "2 bytes came more than once"},
		{"sent again as something else", []piece{syn, {seq: 100, data: "abcd"}, {seq: 101, data: "bXd"}}, "0:abcd", 3, 1, "1 of them was another the second time"},
		{"no SYN", []piece{{seq: 500, data: "cd"}, {seq: 498, data: "ab"}}, "0:abcd", 0, 0, "(SYN) was not seen"},
		{"a SYN that was captured late", []piece{{seq: 102, data: "cd"}, syn, {seq: 100, data: "ab"}}, "0:abcd", 0, 0, ""},
		{"a probe that keeps alive", []piece{syn, {seq: 99, data: "\x00"}, {seq: 100, data: "ab"}}, "0:ab", 0, 0, ""},
		{"numbers that begin anew", []piece{{seq: 0xfffffffe, syn: true}, {seq: 0xffffffff, data: "ab"}, {seq: 1, data: "cd"}}, "0:abcd", 0, 0, ""},
		{"bytes in the SYN", []piece{{seq: 99, syn: true, data: "ab"}, {seq: 102, data: "c"}}, "0:abc", 0, 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := mustRead(t, fileOf(t, links()[0], true, test.pieces))
			w := &c.Conns[0].Ways[0]
			if got := runsOf(w); got != test.runs || w.Repeated != test.repeated || w.Differing != test.differing {
				t.Errorf("runs %q, want %q; %d repeated, %d differing", got, test.runs, w.Repeated, w.Differing)
			}
			said := strings.Join(c.Said("en", Place{}), " ")
			if !strings.Contains(said, test.said) || gaps(said) != gaps(test.said) {
				t.Errorf("it says %q, want %q in it", said, test.said)
			}
		})
	}
}

// gaps reports whether a gap is named.
func gaps(said string) bool {
	return strings.Contains(said, "missing behind the first") || strings.Contains(said, "missing at the beginning")
}

// TestAnyOrderAndLossAgreesWithANaiveReader drops, doubles and shuffles segments.
func TestAnyOrderAndLossAgreesWithANaiveReader(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		sent := make([]byte, 1+random.IntN(300))
		for i := range sent {
			sent[i] = byte('a' + random.IntN(26))
		}
		var pieces []piece
		have := make([]bool, len(sent))
		for at := 0; at < len(sent); {
			n := min(1+random.IntN(30), len(sent)-at)
			for range random.IntN(3) { // lost, once, twice
				from := max(0, at-random.IntN(5))
				pieces = append(pieces, piece{seq: 100 + uint32(from), data: string(sent[from : at+n])})
				for i := from; i < at+n; i++ {
					have[i] = true
				}
			}
			at += n
		}
		random.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
		c := mustRead(t, fileOf(t, links()[2], false, append([]piece{{seq: 99, syn: true}}, pieces...)))
		got := make([]bool, len(sent))
		last := int64(-1)
		for _, r := range c.Conns[0].Ways[0].Runs {
			if r.At <= last || !bytes.Equal(r.Data, sent[r.At:r.At+int64(len(r.Data))]) {
				t.Fatalf("a run at %d is %q of %q", r.At, r.Data, sent)
			}
			for i := range r.Data {
				got[r.At+int64(i)] = true
			}
			last = r.At + int64(len(r.Data))
		}
		for i := range have {
			if got[i] != have[i] {
				t.Fatalf("byte %d of %q: captured %v, found %v", i, sent, have[i], got[i])
			}
		}
	}
}

// TestConnectionsOfTheSameEnds: a SYN with another number begins another connection; one
// that is sent again does not.
func TestConnectionsOfTheSameEnds(t *testing.T) {
	c := mustRead(t, fileOf(t, links()[0], true, []piece{
		{seq: 99, syn: true},
		{seq: 99, syn: true},
		{seq: 100, data: "one", fin: true},
		{seq: 5000, syn: true},
		{seq: 5001, data: "two", fin: true},
	}))
	if len(c.Conns) != 2 || string(c.Conns[0].Ways[0].Runs[0].Data) != "one" || string(c.Conns[1].Ways[0].Runs[0].Data) != "two" {
		t.Errorf("%d connections", len(c.Conns))
	}
	if place, run := c.Find("1.0.0"); place.Conn != 1 || string(run.Data) != "two" {
		t.Errorf("1.0.0 is %v %q", place, run.Data)
	}
}

func TestFilesThatAreNone(t *testing.T) {
	good := fileOf(t, links()[0], false, []piece{{seq: 99, syn: true}, {seq: 100, data: "hello"}})
	wifi := bytes.Clone(good)
	binary.LittleEndian.PutUint32(wifi[20:], 105)
	for _, test := range []struct {
		name string
		file []byte
		kind string
	}{
		{"nothing", nil, "magic"},
		{"a text", []byte("hello, this is no capture"), "magic"},
		{"a header alone", good[:24], "none"},
		{"less than a header", good[:10], "header"},
		{"wireless", wifi, "link"},
		{"pcapng without an interface", []byte{0x0a, 0x0d, 0x0d, 0x0a}, "header"},
	} {
		_, err := Read(test.file)
		fault, ok := err.(*Error) //nolint:errorlint // Read promises it
		if !ok || fault.Kind != test.kind {
			t.Errorf("%s: %v, want %s", test.name, err, test.kind)
			continue
		}
		for _, lang := range catalog.Languages {
			if fault.In(lang) == "" {
				t.Errorf("%s says nothing in %s", test.name, lang)
			}
		}
	}
	cut := mustRead(t, good[:len(good)-2])
	if cut.Broken == nil || cut.Packets != 1 {
		t.Errorf("a file that breaks off: %d packets, %v", cut.Packets, cut.Broken)
	}
	for _, complaint := range texts.Check() {
		t.Error(complaint)
	}
}

// TestManyConnectionsAreCounted: those over the limit are not followed, and said.
func TestManyConnectionsAreCounted(t *testing.T) {
	var pieces []piece
	for i := range MaxConns + 5 {
		pieces = append(pieces, piece{seq: uint32(1000 * i), syn: true}, piece{seq: uint32(1000*i) + 1, data: "x", fin: true})
	}
	c := mustRead(t, fileOf(t, links()[2], false, pieces))
	if len(c.Conns) != MaxConns || c.More == 0 {
		t.Errorf("%d connections, %d more packets", len(c.Conns), c.More)
	}
}

func FuzzRead(f *testing.F) {
	t := &testing.T{}
	for _, l := range links()[:6] {
		for _, ng := range []bool{false, true} {
			f.Add(fileOf(t, l, ng, []piece{{seq: 99, syn: true}, {seq: 100, data: "ab"}, {seq: 105, data: "fg"}, {seq: 101, data: "xyz"}}))
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		c, err := Read(file)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error says nothing")
			}
			return
		}
		for _, p := range c.Places() {
			if len(c.run(p).Data) == 0 || c.Label("en", p) == "" {
				t.Fatalf("an empty run %v", p)
			}
			c.Said("zh", p)
		}
	})
}
