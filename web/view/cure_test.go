package view

import (
	"bytes"
	"slices"
	"testing"

	"stickylab/lab/cure"
	"stickylab/lab/frame"
)

// What is said of the run of a cure that holds is what the run does.
func TestWhatIsSaidOfTheRunOfACure(t *testing.T) {
	codec := frame.LengthField{Length: frame.Integer{Size: 4}, Strip: 4, Max: 1 << 20}
	for size, want := range map[int]string{5: "cure.nastiest", 1000: "cure.headers"} {
		result := cure.Try(codec, [][]byte{bytes.Repeat([]byte("x"), size)}, 1)
		for _, lang := range []string{"zh", "en"} {
			if said := Cures(lang, "c", result, 1, 1, false); !slices.Contains(said.Lines, T(lang, want)) {
				t.Errorf("%d bytes: %q, want %s", size, said.Lines, want)
			}
		}
	}
}
