package course

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// halfwidth finds Western punctuation beside a Chinese character.
var halfwidth = regexp.MustCompile(`\p{Han}[,;:?!]|[,;:?!]\p{Han}|\p{Han}.*[a-z0-9],[a-z]`)

func TestChineseHasChinesePunctuation(t *testing.T) {
	files, err := fs.Glob(embedded, "lessons/*/zh.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(embedded, name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if found := halfwidth.FindString(line); found != "" {
				t.Errorf("%s:%d: %q in %s", name, i+1, found, line)
			}
		}
	}
}
