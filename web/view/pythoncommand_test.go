package view

import (
	"strings"
	"testing"
)

// The page of Python has the command that runs its programs by the reader's own python3;
// files that are no programs are not in it.
func TestPythonHasTheCommandToCopy(t *testing.T) {
	page := PythonPage{Chrome: Chrome{Lang: "en"}, Files: []PythonFile{{Name: "server.py", Runs: true}, {Name: "words.txt"}, {Name: "client.py", Runs: true}}}
	var out strings.Builder
	if err := pythonTerminal(page).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{">stickylab trace -- python3 server.py ::: python3 client.py</code>", "data-terminal-copy"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("want %q in\n%s", want, out.String())
		}
	}
}
