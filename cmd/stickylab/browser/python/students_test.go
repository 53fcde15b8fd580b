package python

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab/students"
)

const (
	// caseTime is how long the programs of a case may take on a busy machine, differentTime
	// those that are known not to end.
	caseTime      = 30 * time.Second
	differentTime = 4 * time.Second
	// caretMinor is the first minor version of CPython 3 that marks the places of errors as
	// that of the page does.
	caretMinor = 13
)

// different are the programs that print something else on the page than in CPython, and why.
// A row that is not true any more fails.
var different = map[string]string{
	"xhr 12-threading-server":  "a thread needs JSPI: \"can't start new thread\"",
	"xhr 13-thread-per-client": "a thread needs JSPI: \"can't start new thread\"",
	"xhr 36-chat-thread-input": "a thread needs JSPI: \"can't start new thread\"",
	"xhr 67-threads-and-queue": "a thread needs JSPI: \"can't start new thread\"",
	"xhr 99-lock-and-timer":    "a thread needs JSPI: \"can't start new thread\"",

	"xhr 105-asyncio-and-threads": "a thread needs JSPI: \"can't start new thread\"",
	"xhr 108-mixin-server":        "a thread needs JSPI: \"can't start new thread\"",
}

// byLuck are the programs that print how much each receive took, which is luck.
var byLuck = []string{"02-lecture-sticky-1", "03-lecture-sticky-2"}

//go:embed testdata/students.js
var playCase string

// reworded are texts of programs of which CPython has others from a minor version on: the
// page's is that new. A row that is not true any more fails.
var reworded = []struct {
	program, file string
	since         int
	old, new      string
}{
	{"111-pickle-a-class", "server.py", 14, "Can't get attribute 'Only' on <module '__main__' from 'server.py'>", "module '__main__' has no attribute 'Only'"},
}

// TestProgramsOfStudents runs the programs of lab/students on the page, with calls that wait
// in the middle of Python (JSPI) and with requests that block, and holds what they print to
// what CPython prints here, byte for byte.
func TestProgramsOfStudents(t *testing.T) {
	cases, err := students.All()
	if err != nil {
		t.Fatal(err)
	}
	base := browser.Build(t).Serve(t, "-python", mustKit(t))
	chromium := browser.New(t)
	want := make([]func() alone, len(cases))
	for i, c := range cases {
		want[i] = sync.OnceValue(func() alone { return native(t, c) })
	}
	for _, mode := range []string{"jspi", "xhr"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			p := browser.NewTab(t, chromium, base, "/beat") // of a program that has just ended
			if mode == "xhr" {                              // the runs of the other are drawn, too
				p.Resize(390, 844)
			}
			p.Open("/python?start=echo&lang=en&calls=" + mode)
			ready(p)
			for i, c := range cases {
				row := mode + " " + c.Name
				t.Run(c.Name, func(t *testing.T) {
					compare(t, row, c, played(p, c, mostOf(row)), want[i]().said)
					if mode == "jspi" { // the others are of the same shim
						compareCalls(t, c, recorded(eventsOf(p), c), want[i]().calls)
					}
				})
			}
		})
	}
}

// mostOf is how long the programs of a row may take.
func mostOf(row string) time.Duration {
	if different[row] != "" {
		return differentTime
	}
	return caseTime
}

// compare holds what the programs of a case printed to what they are to print.
func compare(t *testing.T, row string, c students.Case, got, want []string) {
	t.Helper()
	var wrong []string
	for i, f := range c.Files {
		older, err := inNewWords(c, f, want[i])
		if err != nil {
			t.Error(err)
		}
		switch {
		case got == nil:
			wrong = append(wrong, f.Name+" did not end")
		case i == 0 && c.GoesOn: // how far it came is luck
		case tidy(c, got[i]) != tidy(c, onTerminal(older)):
			wrong = append(wrong, fmt.Sprintf("%s prints\n%s\nand in CPython\n%s", f.Name, got[i], want[i]))
		}
	}
	switch reason, known := different[row]; {
	case known && wrong == nil:
		t.Errorf("%s prints the same: its row (%s) is to go", row, reason)
	case !known && wrong != nil:
		t.Errorf("%s: %s", row, strings.Join(wrong, "\n"))
	}
}

// inNewWords is what a program printed in an older CPython, in the words of the page's.
func inNewWords(c students.Case, f students.File, printed string) (string, error) {
	for _, row := range reworded {
		if row.program != c.Name || row.file != f.Name || newest().minor >= row.since {
			continue
		}
		if !strings.Contains(printed, row.old) {
			return printed, fmt.Errorf("%s of %s does not print %q: its row is to go", f.Name, c.Name, row.old)
		}
		printed = strings.ReplaceAll(printed, row.old, row.new)
	}
	return printed, nil
}

var (
	ports  = regexp.MustCompile(`\b[1-6]\d{4}\b`) // those that the kernel chooses
	carets = regexp.MustCompile(`(?m)^ +[~^]+\n`)
)

// tidy takes out of a text what is luck, and how versions of CPython mark the place of an
// error within its line.
func tidy(c students.Case, text string) string {
	text = ports.ReplaceAllString(text, "PORT")
	if newest().minor < caretMinor {
		text = carets.ReplaceAllString(text, "")
	}
	if slices.Contains(byLuck, c.Name) {
		return strings.NewReplacer("----->", "", "\n", "", " ", "").Replace(text)
	}
	return text
}

var sequences = regexp.MustCompile("\x1b\\[[0-9;]*([A-Za-z])")

// onTerminal is what a terminal shows of a text in the end: of the sequences that programs
// here print only that which erases a line's end does something.
func onTerminal(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = sequences.ReplaceAllStringFunc(line, func(s string) string {
			if strings.HasSuffix(s, "K") {
				return "\x1b"
			}
			return ""
		})
		var shown []rune
		at := 0
		for _, c := range line {
			switch c {
			case '\r':
				at = 0
			case '\b':
				at = max(0, at-1)
			case '\x1b':
				shown = shown[:at]
			default:
				shown = append(shown[:at], append([]rune{c}, shown[min(at+1, len(shown)):]...)...)
				at++
			}
		}
		lines[i] = string(shown)
	}
	return strings.Join(lines, "\n")
}

// played is what the programs of a case print on the page; nil where they did not end.
func played(p *browser.Tab, c students.Case, most time.Duration) []string {
	p.T.Helper()
	given, err := json.Marshal(c.Files)
	if err != nil {
		p.T.Fatal(err)
	}
	return browser.Await[[]string](p, fmt.Sprintf("(%s)(%s, %t, %d)", playCase, given, c.GoesOn, most.Milliseconds()))
}

// eventsOf are the calls of the run that the page shows, but those that the lab adds to a program's.
func eventsOf(p *browser.Tab) []pageEvent {
	p.T.Helper()
	return browser.Await[[]pageEvent](p, `fetch(document.querySelector("[data-export]").href.match(/\/api\/runs\/[^/?]+/)[0])
		.then((answer) => answer.json()).then(({ events }) => events.filter(({ implied }) => !implied).map(({ peer, call, unmade, err = "", got, peek = false }) => ({ peer, call: unmade || call, err, got, peek })))`)
}
