package main

import (
	"strconv"
	"strings"
	"testing"

	"stickylab/lab/guest"
	"stickylab/lab/words"
	"stickylab/web/view"
)

// TestLimitsOfProgramsHaveWords: every limit of a program in a browser is said in both
// languages, with its number, where it was not recorded or in the answer to the page.
func TestLimitsOfProgramsHaveWords(t *testing.T) {
	for name, most := range guest.Bounds() {
		for _, lang := range []string{"zh", "en"} {
			number, said := strconv.Itoa(most), ""
			switch {
			case words.Texts.Has("gap." + name):
				said = words.Texts.Text(lang, "gap."+name)
				if most%(1<<20) == 0 {
					number = strconv.Itoa(most>>20) + " MiB"
				} else if most%(1<<10) == 0 {
					number = strconv.Itoa(most>>10) + " KiB"
				}
			case view.Has("problem.guest." + name + ".detail"):
				said = view.T(lang, "problem.guest."+name+".detail", most)
			}
			if !strings.Contains(said, number) {
				t.Errorf("%s of %s (%s) is said as %q", name, number, lang, said)
			}
		}
	}
}
