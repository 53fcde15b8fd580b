package export

import (
	"regexp"
	"testing"
)

// halfwidth finds Western punctuation beside a Chinese character.
var halfwidth = regexp.MustCompile(`\p{Han}[,;:?!.()]|[,;:?!.()]\p{Han}`)

func TestChineseHasChinesePunctuation(t *testing.T) {
	for key, text := range chinese {
		if found := halfwidth.FindString(text); found != "" {
			t.Errorf("%s: %q in %s", key, found, text)
		}
	}
}
