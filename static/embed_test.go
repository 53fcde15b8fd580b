package static_test

import (
	"io/fs"
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
	for _, want := range []string{"css/tokens.css", "js/main.js", "icon.svg"} {
		if _, err := fs.Stat(static.Files(), want); err != nil {
			t.Errorf("%s is missing: %v (got %q)", want, err, names)
		}
	}
}

func TestTestsAreNotServed(t *testing.T) {
	if _, err := static.Files().Open("js/app/literal.test.js"); err == nil {
		t.Error("a test file could be opened")
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
