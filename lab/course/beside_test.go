package course

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"stickylab/lab"
	"stickylab/lab/claims"
	"stickylab/lab/record"
)

func TestALessonMayHaveAnExperimentBeside(t *testing.T) {
	lesson := brokenLesson("x/uncured.txt", "tcp\nbob:\n    listen 1\n").(fstest.MapFS)
	lesson["x/expect.txt"].Data = append(lesson["x/expect.txt"].Data, "uncured: bob listen 1\nuncured: end limit\n"...)
	l, err := LoadLesson(lesson, "x")
	if err != nil {
		t.Fatal(err)
	}
	b, ok := l.Beside()
	if !ok || b.Cure || b.Experiment.Peers[0].Name != "bob" {
		t.Fatalf("found %v: %+v", ok, b)
	}
	trace := record.Trace{End: lab.End{Reason: lab.EndLimit}, Events: []lab.Event{{Call: lab.CallListen}}}
	if err := b.Check(trace); err != nil {
		t.Error(err)
	}
	trace.End.Reason = lab.EndDone
	if err := b.Check(trace); err == nil || !strings.Contains(err.Error(), `want "limit"`) {
		t.Errorf("got %v, want an error", err)
	}
	if err := l.Check(trace); err != nil {
		t.Errorf("the lesson's own: %v", err)
	}
	lesson["x/cure.txt"] = lesson["x/uncured.txt"]
	if _, err := LoadLesson(lesson, "x"); err == nil || !strings.Contains(err.Error(), "both cure.txt and uncured.txt") {
		t.Errorf("with both: %v", err)
	}
}

func TestLessonsBeside(t *testing.T) {
	for slug, cure := range map[string]bool{
		"header-in-pieces": true, "byte-order": true, "text-and-length": true,
		"json-header-file": false, "delimiter": false, "fixed-length": false, "length-attack": false,
	} {
		l, ok := mustCourse(t).Find(slug)
		if !ok {
			t.Errorf("%s does not exist", slug)
			continue
		}
		if b, ok := l.Beside(); !ok || b.Cure != cure {
			t.Errorf("%s: beside %v, cure %v, want %v", slug, ok, b.Cure, cure)
		}
		if b, ok := l.Beside(); ok && b.Check(record.Trace{}) == nil {
			t.Errorf("%s: what it says of the run beside holds in an empty run", slug)
		}
	}
	if l, _ := mustCourse(t).Find("hello-feng"); l.Cure == "" {
		t.Error("hello-feng has no cure")
	} else if _, ok := l.Beside(); ok {
		t.Error("hello-feng has an experiment beside and a lesson that cures it")
	}
}

// A text quotes what an error says in a line of its own. lab/frame or
// Python's struct says just that: the expectation claims it of runs.
func TestWhatLessonsQuoteIsClaimed(t *testing.T) {
	for _, l := range mustCourse(t).All() {
		var said strings.Builder
		for line := range strings.Lines(mustRead(t, l.Slug, "expect.txt")) {
			for p := claims.NewLine(line, names(l.Experiment)); !p.Done(); {
				if p.Take("says") || p.Take("text") {
					said.WriteString(p.Quoted() + "\n")
				} else {
					p.Skip()
				}
			}
		}
		for _, name := range []string{"zh.md", "en.md"} {
			for line := range strings.Lines(mustRead(t, l.Slug, name)) {
				if quote, ok := strings.CutPrefix(line, "> "); ok && !strings.Contains(said.String(), quote) {
					t.Errorf("%s quotes %q, which expect.txt does not claim", l.Slug, quote)
				}
			}
		}
	}
}

func mustRead(t *testing.T, slug, name string) string {
	t.Helper()
	text, err := fs.ReadFile(Files(), slug+"/"+name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
