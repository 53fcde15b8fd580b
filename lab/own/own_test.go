package own

import (
	"encoding/binary"
	"net/url"
	"strings"
	"testing"

	"stickylab/lab/follow"
)

// captureOf is a pcap of IP packets in which one side sends two segments, with a gap
// between them, and the other one.
func captureOf() []byte {
	var file []byte
	for _, n := range []uint32{0xa1b2c3d4, 2 | 4<<16, 0, 0, 1 << 16, 101} {
		file = binary.LittleEndian.AppendUint32(file, n)
	}
	segment := func(client bool, seq uint32, flags byte, data string) {
		from, to, source := uint16(5000), uint16(40000), byte(2)
		if client {
			from, to, source = to, from, 1
		}
		total := uint32(40 + len(data))
		for _, n := range []uint32{0, 0, total, total} {
			file = binary.LittleEndian.AppendUint32(file, n)
		}
		ip := []byte{0x45, 0, 0, byte(total), 0, 0, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, source, 192, 0, 2, 3 - source}
		tcp := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, from), to)
		tcp = append(binary.BigEndian.AppendUint32(tcp, seq), 0, 0, 0, 0, 0x50, flags, 0xff, 0xff, 0, 0, 0, 0)
		file = append(append(append(file, ip...), tcp...), data...)
	}
	segment(true, 99, 2, "")
	segment(true, 100, 0x10, "\x00\x02hi")
	segment(false, 700, 0x10, "\x00\x01x")
	segment(true, 110, 0x11, "\x00\x03bye!")
	return file
}

// TestTakeOfACapture: the longest run is taken, or the one that is asked for; bytes on
// either side of a gap never are one stream, and the gap is said.
func TestTakeOfACapture(t *testing.T) {
	for _, test := range []struct{ stream, want, said string }{
		{"", "\x00\x03bye!", "6 bytes are missing behind the first 4. The sides were not joined"},
		{"0.0.0", "\x00\x02hi", "6 bytes are missing behind the first 4."},
		{"0.1.0", "\x00\x01x", "(SYN) was not seen"},
		{"9.9.9", "\x00\x03bye!", "TCP connection"},
	} {
		given := Given{File: captureOf(), Stream: test.stream}
		taken, err := given.Take()
		if err != nil {
			t.Fatal(err)
		}
		if said := strings.Join(taken.Said("en"), " "); string(taken.Data) != test.want || !strings.Contains(said, test.said) {
			t.Errorf("%q took %q: %s", test.stream, taken.Data, said)
		}
	}
	raw := Given{File: captureOf(), Form: FormRaw}
	if taken, err := raw.Take(); err != nil || taken.Capture != nil || len(taken.Data) != len(raw.File) {
		t.Errorf("as it is: %d bytes, %v", len(taken.Data), err)
	}
	broken := Given{File: captureOf()[:24]}
	_, err := broken.Take()
	if fault, ok := FaultOf(err).(*follow.Error); !ok || fault.Kind != "none" {
		t.Errorf("a capture of nothing: %v", err)
	}
}

// TestAddressesCarryWhatTheyCan: what an address carries is read back as the same bytes.
func TestAddressesCarryWhatTheyCan(t *testing.T) {
	for _, test := range []struct {
		name  string
		given Given
		whole bool
	}{
		{"a text", Given{Text: "你好\n", Form: "text", Encoding: "gbk", Lines: LinesCRLF}, true},
		{"a long dump of few bytes", Given{Text: "# " + strings.Repeat("-", 5000) + "\n0000  00 01 02 03\n0004  04 05"}, true},
		{"a file", Given{File: []byte{1, 2, 3}}, true},
		{"all that can be", Given{File: make([]byte, MaxCarriedBytes)}, true},
		{"a byte more", Given{File: make([]byte, MaxCarriedBytes+1)}, false},
		{"what one side sent", Given{File: captureOf()}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			given := test.given
			given.CodecText = "line"
			taken, err := given.Take()
			if err != nil {
				t.Fatal(err)
			}
			query, whole := given.Query(taken)
			if whole != test.whole {
				t.Fatalf("whole %v of %d bytes", whole, len(taken.Data))
			}
			if !whole {
				return
			}
			read, err := url.ParseQuery(query.Encode())
			if err != nil {
				t.Fatal(err)
			}
			again := Read(read)
			back, err := again.Take()
			if err != nil || string(back.Data) != string(taken.Data) || query.Get("codec") != "line" {
				t.Errorf("%q came back as %q by %s: %v", taken.Data, back.Data, query.Get("codec"), err)
			}
		})
	}
}

func TestTexts(t *testing.T) {
	for _, complaint := range texts.Check() {
		t.Error(complaint)
	}
}
