package run

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

const (
	storedFile = "../../testdata/traces/v1/options.json" // of an edition that kept no order
	fromFile   = `document.querySelector("[data-stored]")?.textContent.includes("From a file, not measured here.")`
	nothingRun = `!document.querySelector("[action='/runs']")`
)

// shownFromFile holds the page of a stored trace: the strip, the picture, and no
// button for what nothing says was run.
func shownFromFile(t *testing.T, p *browser.Tab, name string) {
	t.Helper()
	p.Until("the page says where the run is from", fromFile)
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	if !p.Holds(nothingRun) {
		t.Error("the page offers to run what nothing says was run")
	}
	if strip := strings.Join(p.Text("[data-stored]"), "\n"); !strings.Contains(strip, name) {
		t.Errorf("the strip does not name the file: %s", strip)
	}
}

// storedTrace opens a stored trace by choosing its file, and by dropping it on a
// page that has no form.
func storedTrace(t *testing.T, p *browser.Tab) {
	p.Open("/?lang=en")
	p.ChooseFile("[data-trace] input", storedFile)
	p.Click("[data-trace] button")
	shownFromFile(t, p, "options.json")
	p.Open("/lessons/tcp-echo?lang=en")
	p.Until("the page is alive", `document.documentElement.classList.contains("js")`)
	p.DropFile(storedFile)
	shownFromFile(t, p, "options.json")
}

// badTrace drops a file that is no trace beside a script that is being written:
// the page says what is wrong and keeps all it has.
func badTrace(t *testing.T, p *browser.Tab) {
	bad := filepath.Join(t.TempDir(), "bad.json")
	text, err := os.ReadFile(storedFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, []byte(strings.Replace(string(text), `"seq":2,`, `"seq":9,`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Open("/script?lang=en")
	p.Until("the page is alive", `document.documentElement.classList.contains("js")`)
	p.Write("#script", "tcp")
	p.DropFile(bad)
	p.SaysSoon("[data-trace-error]", `event 2 (byte `)
	p.SaysSoon("[data-trace-error]", `its seq is 9 and must be 2: events are numbered from 1 in their order`)
	if !p.Holds(`document.querySelector("#script").value === "tcp" && location.pathname === "/script"`) {
		t.Error("what was written is lost")
	}
	p.DropFile(storedFile)
	shownFromFile(t, p, "options.json")
}

// storedWithoutScripts opens a stored trace by the form alone.
func storedWithoutScripts(t *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/?lang=en")
	p.ChooseFile("[data-trace] input", storedFile)
	p.Click("[data-trace] button")
	p.Until("the page says where the run is from", fromFile)
}
