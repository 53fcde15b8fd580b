package action

import (
	"regexp"
	"strings"
	"testing"

	"stickylab/lab"
)

var halfwidth = regexp.MustCompile(`\p{Han}[,;:?!.()]|[,;:?!.()]\p{Han}`)

// TestKinds holds every kind against what the language, the pages and the export
// expect of it.
func TestKinds(t *testing.T) {
	for _, kind := range Kinds() {
		t.Run(kind.Word, func(t *testing.T) {
			if Named(kind.Word) != kind {
				t.Error("it is not found by its word")
			}
			if !regexp.MustCompile(`^[a-z]+$`).MatchString(kind.Word) {
				t.Errorf("the word %q is not one of small letters", kind.Word)
			}
			if first, _, _ := strings.Cut(kind.Example, " "); first != kind.Word {
				t.Errorf("the example %q does not begin with the word", kind.Example)
			}
			if kind.Awaited && kind.Call.String() != kind.Word {
				t.Errorf("wait would wait for %s, and the call is %s", kind.Word, kind.Call)
			}
			if kind.Call >= lab.MaxCall || kind.Read == nil || kind.After == "" {
				t.Errorf("call %d, Read or After is missing", kind.Call)
			}
			for _, complaint := range kind.Texts.Check() {
				t.Error(complaint)
			}
			for key, text := range kind.Texts.All("zh") {
				if found := halfwidth.FindString(text); found != "" {
					t.Errorf("%s: %q in %s", key, found, text)
				}
			}
			if !kind.Texts.Has("help") {
				t.Error("no text explains it")
			}
		})
	}
}

func TestAWordIsTakenOnce(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a second kind took a word")
		}
	}()
	add(Kind{Word: Kinds()[0].Word})
}
