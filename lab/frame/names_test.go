package frame

import (
	"regexp"
	"testing"

	"stickylab/lab/catalog"
)

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

// TestOffsetsAreCalledSo: places count from 0, and so are called offsets; a "byte 1" would
// be the first one, as pages count those of a stream. What is counted is "bytes".
func TestOffsetsAreCalledSo(t *testing.T) {
	place := regexp.MustCompile(`\bbyte \{\d\}|第 \{\d\} ?个?字节`)
	all := []*catalog.Catalog{texts}
	for _, k := range Kinds() {
		all = append(all, k.texts)
	}
	for _, one := range all {
		for _, lang := range []string{"zh", "en"} {
			for key, text := range one.All(lang) {
				if found := place.FindString(text); found != "" {
					t.Errorf("%s has %q: %s", key, found, text)
				}
			}
		}
	}
}
