package view

import (
	"strings"
	"testing"
)

func pythonPage(lang string, ready bool) PythonPage {
	return PythonPage{
		Chrome: chrome(lang), Kit: "/python/kit/1/", Worker: "/static/1/guestworker.js", Ready: ready, CanPut: true,
		Package: "pyodide-1.tgz", Name: "pyodide@1",
		Files: []PythonFile{{"server.py", "import socket\n", true}, {"client.py", "</textarea><b>", true}, {"data.txt", "", false}},
	}
}

// TestTextsOfOnePageAreOnIt keeps the weight of other pages: what only the page of
// Python says is in no other.
func TestTextsOfOnePageAreOnIt(t *testing.T) {
	const own = "python.loading"
	for kind, want := range map[string]bool{"python": true, "lesson": false, "home": false, "script": false} {
		if _, got := scripted("en", kind)[own]; got != want {
			t.Errorf("%s has the text %s: %t, want %t", kind, own, got, want)
		}
	}
	if page := mustRender(t, Python(pythonPage("en", false))); !strings.Contains(page, "data-put") || !strings.Contains(page, "pyodide-1.tgz") || strings.Contains(page, "<b>") {
		t.Error("the box of what is missing offers no way, or a program is read as HTML")
	}
}
