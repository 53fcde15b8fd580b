package framing

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

// cutBy cuts bytes by the text of a codec.
func cutBy(t *testing.T, codec string, stream []byte) *Cut {
	t.Helper()
	c, err := ParseCodec(codec)
	if err != nil {
		t.Fatal(err)
	}
	cut, err := CutBytes(c, stream)
	if err != nil {
		t.Fatal(err)
	}
	return cut
}

func TestCutBytes(t *testing.T) {
	hello := "\x00\x00\x00\x05hello"
	for _, test := range []struct {
		name, codec, stream  string
		frames, before, left int
		first                string
		whole                bool
		rows                 string
	}{
		{"whole frames", `length "!I"`, hello + hello, 2, 2, 0, "", true, "frame 1, frame 2"},
		{"bytes of a frame are left", `length "!I"`, hello + "\x00\x00\x00\x09fe", 1, 1, 6, frame.KindTruncated, false, "frame 1, rest 9"},
		{"less than a header", `length "!I"`, "\x00\x00", 0, 0, 2, frame.KindTruncated, false, "rest 0"},
		{"a length that is too large", `length "!I" max 64`, hello + "\xff\xff\xff\xff" + hello, 1, 1, 0, frame.KindTooLong, false, "frame 1, fault 9, rest 22"},
		{"a frame that is too long, and one behind it", `length "B" max 4`, "\x02ab\x05hello\x02cd", 2, 1, 0, frame.KindTooLong, false, "frame 1, fault 3, frame 2"},
		{"a fault that ends it", `resp`, "+OK\r\n+x\n+OK\r\n", 1, 1, 8, frame.KindProtocol, false, "frame 1, fault 5"},
		{"the end of the stream ends the last one", `http`, "HTTP/1.1 200 OK\r\n\r\nhello", 1, 1, 0, "", true, "frame 1"},
		{"a delimiter that never comes", `line`, "one\ntwo", 1, 1, 3, frame.KindTruncated, false, "frame 1, rest 4"},
		{"bytes between frames", `skip "\n" line`, "\n\none\n\n", 1, 1, 0, "", true, "frame 1"},
		{"many frames", `fixed 1`, strings.Repeat("x", 100), 100, 100, 0, "", true, "skipped 36, frame 97, frame 98, frame 99, frame 100"},
		{"many frames and a fault", `length "B" max 9`, strings.Repeat("\x01x", 80) + "\xff", 80, 80, 0, frame.KindTooLong, false, "skipped 16, frame 77, frame 78, frame 79, frame 80, fault 160, rest 161"},
	} {
		t.Run(test.name, func(t *testing.T) {
			cut := cutBy(t, test.codec, []byte(test.stream))
			first := ""
			if cut.First != nil {
				first = cut.First.Kind
			}
			if cut.Frames != test.frames || cut.Before != test.before || cut.Left != test.left || first != test.first || cut.Whole() != test.whole {
				t.Errorf("%d frames, %d before, %d left, fault %q, whole %v", cut.Frames, cut.Before, cut.Left, first, cut.Whole())
			}
			if got := rowsOf(cut); got != test.rows && !(len(cut.Rows) > MaxCutRows && strings.HasSuffix(got, test.rows)) {
				t.Errorf("rows %s, want %s", got, test.rows)
			}
		})
	}
}

// rowsOf writes the rows of a cut in short.
func rowsOf(cut *Cut) string {
	var all []string
	for _, r := range cut.Rows {
		switch {
		case r.Skipped > 0:
			all = append(all, fmt.Sprintf("skipped %d", r.Skipped))
		case r.Kind == RowFault:
			all = append(all, fmt.Sprintf("fault %d", r.Off))
		case r.Kind == RowRest:
			all = append(all, fmt.Sprintf("rest %d", r.From))
		default:
			all = append(all, fmt.Sprintf("frame %d", r.Number))
		}
	}
	return strings.Join(all, ", ")
}

// TestCutBytesOfEveryPreset: the codec of a preset makes whole frames of its stream,
// and the same bodies.
func TestCutBytesOfEveryPreset(t *testing.T) {
	for _, p := range Presets() {
		cut := cutBy(t, p.Codec, p.Stream())
		if !cut.Whole() || cut.Frames != len(p.Frames) || len(cut.Doubts) > 0 {
			t.Errorf("%s: %d frames of %d, fault %v, doubts %v", p.Key, cut.Frames, len(p.Frames), cut.First, cut.Doubts)
			continue
		}
		for i, body := range p.Bodies {
			if i < MaxCutRows && !bytes.Equal(cut.Rows[i].Body, body) {
				t.Errorf("%s: frame %d delivers %q, want %q", p.Key, i+1, cut.Rows[i].Body, body)
			}
		}
	}
}

// TestCutBytesOfAnything: frames in front of the first fault follow each other, and every
// byte between them is counted, whatever the bytes are.
func TestCutBytesOfAnything(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, k := range frame.Kinds() {
		for range 60 {
			stream := make([]byte, 1+random.IntN(300))
			for i := range stream {
				stream[i] = "\x00\x01\x02\r\n{}ab:5\xff"[random.IntN(12)]
			}
			cut := cutBy(t, k.Usual(), stream)
			at, between := 0, 0
			for _, r := range cut.Rows {
				if r.Number == 0 || r.Number > cut.Before || r.Number > MaxCutRows {
					break
				}
				if r.From < at {
					t.Fatalf("%s of %q: frame %d begins at %d, within the one before", k.Usual(), stream, r.Number, r.From)
				}
				between += r.From - at
				at = r.To
			}
			if cut.Before > MaxCutRows {
				continue
			}
			if cut.First == nil {
				between += cut.At - at
			}
			if between != cut.Between {
				t.Fatalf("%s of %q: %d bytes between frames, want %d", k.Usual(), stream, cut.Between, between)
			}
			if cut.First != nil && int64(at) > cut.First.Off || cut.Whole() && cut.Left != 0 {
				t.Fatalf("%s of %q: frames up to %d, fault %v, %d left", k.Usual(), stream, at, cut.First, cut.Left)
			}
		}
	}
}
