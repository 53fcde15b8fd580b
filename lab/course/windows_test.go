package course

import (
	"io/fs"
	"strings"
	"testing"
)

// Nothing here runs on Windows: what a lesson says of it comes from documentation, and
// says so in the same paragraph.
func TestWhatIsSaidOfWindowsNamesItsSource(t *testing.T) {
	for lang, source := range map[string]string{"zh": "文档，这里没有试过", "en": "documentation, not tried here"} {
		files, err := fs.Glob(embedded, "lessons/*/"+lang+".md")
		if err != nil || len(files) == 0 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		said := 0
		for _, name := range files {
			text, err := fs.ReadFile(embedded, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, paragraph := range strings.Split(string(text), "\n") {
				if !strings.Contains(paragraph, "Windows") {
					continue
				}
				said++
				if !strings.Contains(paragraph, source) {
					t.Errorf("%s: not from %q: %s", name, source, paragraph)
				}
			}
		}
		if said == 0 {
			t.Errorf("no lesson in %s speaks of Windows", lang)
		}
	}
}
