package static_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"stickylab/static"
)

func TestFilesAreWhatABrowserLoads(t *testing.T) {
	var names []string
	err := fs.WalkDir(static.Files(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.Contains(name, ".test.") || strings.Contains(name, "node_modules") || strings.HasSuffix(name, ".json") {
			t.Errorf("%s is no file for a browser", name)
		}
	}
	for _, want := range []string{"base.css", "lesson.css", "lesson.js", "icon.svg"} {
		if _, err := fs.Stat(static.Files(), want); err != nil {
			t.Errorf("%s is missing: %v (got %q)", want, err, names)
		}
	}
}

func TestChunksOfAPageAreThere(t *testing.T) {
	pages, err := fs.Glob(static.Files(), "*.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range pages {
		page := strings.TrimSuffix(sheet, ".css")
		chunks := static.Chunks(page)
		if _, err := os.Stat("css/later/" + sheet); err == nil {
			continue // of a module, not of a page
		}
		if page != "base" && len(chunks) == 0 {
			t.Errorf("page %s has no chunk; every page has base.js", page)
		}
		for _, chunk := range chunks {
			if _, err := fs.Stat(static.Files(), chunk); err != nil {
				t.Errorf("page %s: %v", page, err)
			}
		}
	}
}

func TestVersionIsStable(t *testing.T) {
	first, err := static.Version()
	if err != nil {
		t.Fatal(err)
	}
	second, err := static.Version()
	if err != nil || first != second || len(first) != 12 {
		t.Errorf("versions %q and %q, error %v: want the same 12 digits", first, second, err)
	}
}
