package view

import (
	"regexp"
	"testing"
)

// halfwidth finds Western punctuation beside a Chinese character, and such
// that would stand beside one when a place of the text is filled.
var halfwidth = regexp.MustCompile(`\p{Han}[,;:?!.()]|[,;:?!.()]\p{Han}|\p{Han}\{\d\}[,;:?!()]|[,;:?!()]\{\d\}\p{Han}`)

func TestChineseHasChinesePunctuation(t *testing.T) {
	for key, text := range texts.All("zh") {
		if found := halfwidth.FindString(text); found != "" {
			t.Errorf("%s: %q in %s", key, found, text)
		}
	}
}
