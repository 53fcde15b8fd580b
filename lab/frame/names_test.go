package frame

import "testing"

// tokio's num_skip and max_frame_length are not strip and max: it takes
// length + length_adjustment bytes behind what it skipped, and holds the length
// field against the maximum (tokio-rs/tokio#2818, #4184, #6604, #8348).
func TestNamesAreThoseOfTheSameThing(t *testing.T) {
	for _, p := range FindKind("length").Parameters {
		if p.Tokio == "num_skip" || p.Tokio == "max_frame_length" {
			t.Errorf("%s is called %s, which does something else", p.Name, p.Tokio)
		}
	}
}
