package framing

import (
	"testing"

	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// A hint makes the frames that were sent and no others, and is silent where no
// one parameter does.
func TestHints(t *testing.T) {
	for _, test := range []struct{ preset, codec, want string }{
		{"tls", `length "!H" offset 2`, `offset length "!H" offset 3`},
		{"tls", `length "!H" offset 2 strip 5 max 16645`, `offset length "!H" offset 3 max 16645`},
		{"tls", `length "<H" offset 3`, `order length "!H" offset 3`},
		{"postgresql", `length "!I" offset 1`, `self length "!I" offset 1 adjust -4`},
		{"dns", `length "B"`, `width length "!H"`},
		{"mqtt", `length "B" offset 1`, ""},
		{"grpc", `line`, ""},
	} {
		c, err := script.ParseCodec(test.codec)
		if err != nil {
			t.Fatal(err)
		}
		p := FindPreset(test.preset)
		d := Decoded{}
		end := 0
		for _, f := range p.Frames {
			end += len(f)
			d.Ends = append(d.Ends, end)
		}
		got := ""
		if h := HintFor(c, p.Stream(), d.Ends); h != nil {
			got = h.Kind + " " + h.Codec
			other, err := frame.Parse(h.Codec)
			if err != nil {
				t.Fatal(err)
			}
			checkHint(t, other, p)
		}
		if got != test.want {
			t.Errorf("%s read by %s: %q, want %q", test.preset, test.codec, got, test.want)
		}
	}
}

// checkHint decodes a preset by the codec of a hint.
func checkHint(t *testing.T, c frame.Codec, p Preset) {
	t.Helper()
	d, err := frame.NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	d.Feed(p.Stream())
	for i, want := range p.Frames {
		f, ok, err := d.Next()
		if !ok || err != nil || string(f.Raw) != string(want) {
			t.Fatalf("%s: frame %d is % x %v, want % x", c, i, f.Raw, err, want)
		}
	}
}
