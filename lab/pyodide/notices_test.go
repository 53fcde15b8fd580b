package pyodide

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestNotices holds the notices to the package: its version and that of its CPython are
// named, each work that the files contain has its copyright and its licence in full, and
// the parts of the interpreter that name themselves are all there.
func TestNotices(t *testing.T) {
	const from = "../../static/js/node_modules/pyodide/"
	lock, err := os.ReadFile(from + "pyodide-lock.json")
	if err != nil {
		t.Fatalf("make system and npm ci put it there: %v", err)
	}
	var about struct{ Info struct{ Python string } }
	if err := json.Unmarshal(lock, &about); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pyodide " + Version, "tag " + Version, "CPython " + about.Info.Python} {
		if !strings.Contains(Notices, name) {
			t.Errorf("the notices do not name %s", name)
		}
	}
	sections := strings.Split(Notices, strings.Repeat("=", 78)+"\n")[1:] // of a heading and a text each
	licences := map[string]string{}
	for i := 0; i+1 < len(sections); i += 2 {
		for _, line := range strings.Split(sections[i], "\n") {
			names, _, _ := strings.Cut(line, ":")
			for _, name := range strings.Split(names, ", ") {
				licences[name] = sections[i+1]
			}
		}
	}
	list, _, _ := strings.Cut(Notices, "=====\nPyodide")
	works := regexp.MustCompile(`(?m)^  (\S.*?)  +(\S.*)$`).FindAllStringSubmatch(list, -1)
	if len(works) < 15 {
		t.Fatalf("the notices list %q", works)
	}
	for _, work := range works {
		for _, name := range strings.Split(work[1], ", ") {
			name = strings.TrimSuffix(strings.TrimSuffix(name, " "+about.Info.Python+" and its library"), " (xz)")
			if text := licences[name]; len(text) < 500 && work[2] != "public domain" {
				t.Errorf("%s (%s) has no licence, only %q", name, work[2], text)
			}
		}
	}
	wasm, err := os.ReadFile(from + "pyodide.asm.wasm")
	if err != nil {
		t.Fatal(err)
	}
	for mark, name := range map[string]string{"ZSTD_": "zstd", "mimalloc": "mimalloc", "inflate 1.": "zlib", "expat_": "expat", "SQLite format 3": "SQLite", "OpenSSL": "OpenSSL"} {
		if strings.Contains(string(wasm), mark) && !strings.Contains(Notices, "\n  "+name+" ") {
			t.Errorf("the interpreter has %s in it, the notices have not", name)
		}
	}
}
