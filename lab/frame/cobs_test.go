package frame

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// naiveCOBS is a decoder of COBS that goes byte by byte and knows no blocks: how
// far the next code is, and whether a zero is owed for the last one. It returns
// the messages up to the first fault.
func naiveCOBS(stream []byte, max int) (out []string, fault string) {
	var message []byte
	left, owed, length := 0, false, 0
	for _, b := range stream {
		switch {
		case b == 0 && length > max:
			return out, KindNoDelimiter
		case b == 0 && (left > 0 || length == 0):
			return out, KindProtocol
		case b == 0:
			out, message, owed, length = append(out, string(message)), nil, false, 0
			continue
		case left == 0:
			if owed {
				message = append(message, 0)
			}
			left, owed = int(b)-1, b != 0xff
		default:
			message = append(message, b)
			left--
		}
		length++
	}
	if length > max {
		return out, KindNoDelimiter
	}
	return out, ""
}

// sizesOfCOBS are messages at the borders of a block.
func sizesOfCOBS() (messages []string) {
	for _, n := range []int{0, 1, 253, 254, 255, 507, 508, 509} {
		text := strings.Repeat("x", n)
		messages = append(messages, text, text+"\x00", "\x00"+text, text+"\x00\x00"+text)
	}
	return messages
}

func TestCOBSFrames(t *testing.T) {
	long := strings.Repeat("x", 254)
	for _, test := range []struct{ body, framed string }{ // the first three are of the cases of real programs
		{"ab\x00c", "\x03ab\x02c\x00"},
		{"\x00", "\x01\x01\x00"},
		{"xyz", "\x04xyz\x00"},
		{"", "\x01\x00"},
		{long, "\xff" + long + "\x00"},
		{long + "y", "\xff" + long + "\x02y\x00"},
		{long + "\x00", "\xff" + long + "\x01\x01\x00"},
	} {
		got, err := COBS{Max: 1000}.Encode(nil, []byte(test.body))
		if err != nil || string(got) != test.framed {
			t.Errorf("%.20q: framed as %.40q %v, want %.40q", test.body, got, err, test.framed)
		}
	}
	for _, max := range []int{4, 3} {
		_, err := COBS{Max: max}.Encode(nil, []byte("abc"))
		var fault *Error
		if tooLong := errors.As(err, &fault) && fault.Kind == KindTooLong; tooLong != (max == 3) {
			t.Errorf("max %d: %v", max, err)
		}
	}
}

func TestCOBSAgainstNaive(t *testing.T) {
	c, random := COBS{Max: 600}, rand.New(rand.NewPCG(1, 2))
	for _, message := range sizesOfCOBS() {
		framed, err := c.Encode(nil, []byte(message))
		if err != nil {
			continue // too long
		}
		got, fault := naiveCOBS(framed, c.Max)
		if fault != "" || len(got) != 1 || got[0] != message || bytes.IndexByte(framed, 0) != len(framed)-1 {
			t.Errorf("%d bytes: naive found %.40q %s in %.40q", len(message), got, fault, framed)
		}
		if again, fault := bodies(t, c, oneByOne(framed)); fault != "" || !slices.Equal(again, got) {
			t.Errorf("%d bytes: the decoder found %.40q %s in %.40q", len(message), again, fault, framed)
		}
	}
	small, faults := COBS{Max: 8}, map[string]int{}
	for range 5000 {
		stream := make([]byte, random.IntN(20))
		for i := range stream {
			stream[i] = "\x00\x01\x02\x03\x04ab\xff"[random.IntN(8)]
		}
		want, wantFault := naiveCOBS(stream, small.Max)
		for _, pieces := range [][][]byte{{stream}, oneByOne(stream)} {
			got, fault := bodies(t, small, pieces)
			if fault != wantFault || !slices.Equal(got, want) {
				t.Fatalf("%q: got %q %s, want %q %s", stream, got, fault, want, wantFault)
			}
		}
		faults[wantFault]++
	}
	if faults[""] < 100 || faults[KindProtocol] < 100 || faults[KindNoDelimiter] < 100 {
		t.Errorf("the streams had only %v", faults)
	}
}

// TestCOBSGoesOnBehindAFault: hostile bytes cost one frame each, and no more
// memory than a frame may have.
func TestCOBSGoesOnBehindAFault(t *testing.T) {
	for _, test := range []struct{ stream, why, en string }{
		{"\x05ab\x00\x03ok\x00", "cobs-code", `Frame at offset 0: at offset 0 stands "\x05ab\x00"; this code counts beyond the zero that ends the frame.`},
		{"\x00\x03ok\x00", "cobs-no-block", `Frame at offset 0: at offset 0 stands "\x00"; at least one code is needed before a zero.`},
		{"123456789\x00\x03ok\x00", "", `Frame at offset 0: no delimiter among its first 8 bytes.`},
	} {
		for at := range test.stream {
			d, err := NewDecoder(COBS{Max: 8})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, piece := range cut([]byte(test.stream), at) {
				d.Feed(piece)
				for {
					f, ok, err := d.Next()
					var fault *Error
					if errors.As(err, &fault) {
						if text, _, _ := strings.Cut(fault.Error(), " These"); text != test.en || fault.Why != test.why {
							t.Errorf("%q cut at %d: %s (%s)", test.stream, at, fault, fault.Why)
						}
						got = append(got, "fault")
						continue
					}
					if !ok {
						break
					}
					got = append(got, string(f.Body))
				}
			}
			if !slices.Equal(got, []string{"fault", "ok"}) {
				t.Errorf("%q cut at %d gave %q, want a fault and ok", test.stream, at, got)
			}
		}
	}
	d, err := NewDecoder(COBS{Max: 64})
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		d.Feed(bytes.Repeat([]byte{0xff}, 1000))
		for {
			if _, ok, err := d.Next(); !ok && err == nil {
				break
			}
		}
		if len(d.Rest()) > 64 || cap(d.buf) > 8000 {
			t.Fatalf("%d bytes are kept, of %d", len(d.Rest()), cap(d.buf))
		}
	}
}
