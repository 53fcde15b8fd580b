package framing

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

func TestTwoCodecsOnTheSameBytes(t *testing.T) {
	for _, test := range []struct{ name, a, b, stream, want string }{
		{"alike", `length "!H"`, `length "B" offset 1 strip 2`, "\x00\x01a\x00\x02bc", "2 alike"},
		{
			"from the first on", `length "!H"`, `length "<H"`, "\x00\x01a\x00\x01b",
			"0 alike, at 0: frame 0-3 frame 3-6 | rest 0-6",
		},
		{
			"from the third on", `length "!H"`, `line`, "\x00\x02a\n\x00\x02b\n\x00\x03c\nd",
			"0 alike, at 0: frame 0-4 frame 4-8 frame 8-13 | frame 0-4 frame 4-8 frame 8-12 rest 12-13",
		},
		{
			"behind what is alike", `length "B"`, `length "B" max 3`, "\x01a\x01b\x01c\x05hello\x01d",
			"3 alike, at 6: frame 6-12 frame 12-14 | fault 6 frame 12-14",
		},
		{"the same places, other bodies", `length "B"`, `length "B" strip 0`, "\x01a", "0 alike, at 0: frame 0-2 | frame 0-2"},
		{"one gives up, the other ends", `resp`, `line`, "+OK\r\nx\n", "0 alike, at 0: frame 0-5 fault 5 | frame 0-5 frame 5-7"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := againstText(against(t, test.a, test.b, test.stream)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			// The other way round the sides change places, nothing else.
			there, back := against(t, test.a, test.b, test.stream), against(t, test.b, test.a, test.stream)
			if there.At != back.At || there.Alike != back.Alike || partsText(there.Parts[0]) != partsText(back.Parts[1]) {
				t.Errorf("%s and back %s", againstText(there), againstText(back))
			}
		})
	}
}

func against(t *testing.T, a, b, stream string) *Against {
	t.Helper()
	var codecs [2]frame.Codec
	for i, text := range [2]string{a, b} {
		c, err := ParseCodec(text)
		if err != nil {
			t.Fatal(err)
		}
		codecs[i] = c
	}
	v, err := CutAgainst(codecs[0], codecs[1], []byte(stream))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func againstText(v *Against) string {
	if v.At < 0 {
		return fmt.Sprintf("%d alike", v.Alike)
	}
	return fmt.Sprintf("%d alike, at %d: %s | %s", v.Alike, v.At, partsText(v.Parts[0]), partsText(v.Parts[1]))
}

func partsText(parts []Part) string {
	var all []string
	for _, p := range parts {
		if p.Kind == RowFault {
			all = append(all, fmt.Sprintf("fault %d", p.From))
			continue
		}
		all = append(all, fmt.Sprintf("%s %d-%d", [...]string{"frame", "", "rest"}[p.Kind], p.From, p.To))
	}
	return strings.Join(all, " ")
}

// TestPartsAreThoseOfTheCut: what the comparison goes through is what the page lists.
func TestPartsAreThoseOfTheCut(t *testing.T) {
	for _, p := range Presets() {
		c, err := ParseCodec(p.Codec)
		if err != nil {
			t.Fatal(err)
		}
		for _, stream := range [][]byte{p.Stream(), append([]byte{0, 1, 2}, p.Stream()...), p.Stream()[:len(p.Stream())-1]} {
			cut, err := CutBytes(c, stream)
			if err != nil {
				t.Fatal(err)
			}
			all, err := partsOf(c, stream)
			if err != nil {
				t.Fatal(err)
			}
			frames, faults := 0, 0
			for part := range all {
				switch part.Kind {
				case RowFrame:
					frames++
				case RowFault:
					faults++
				}
			}
			if frames != cut.Frames || faults != cut.Faults {
				t.Errorf("%s: %d frames and %d faults, the cut has %d and %d", p.Key, frames, faults, cut.Frames, cut.Faults)
			}
		}
	}
}
