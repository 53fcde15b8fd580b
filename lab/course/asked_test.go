package course

import (
	"io/fs"
	"regexp"
	"testing"
)

// A question about a later receive of a peer names it as the call to stop before: the
// first view of a run begins at the exchange that a lesson asks about.
func TestAQuestionAboutALaterReceiveNamesIt(t *testing.T) {
	later := regexp.MustCompile(`(?m)^choice \d: \w+ (?:recv|recvfrom|decode) (?:[2-9]|\d\d)\b`)
	about := 0
	for _, lesson := range mustCourse(t).All() {
		text, err := fs.ReadFile(Files(), lesson.Slug+"/expect.txt")
		if err != nil {
			t.Fatal(err)
		}
		if !later.Match(text) {
			continue
		}
		about++
		if lesson.Pause().N < 2 {
			t.Errorf("%s asks about a later receive, and the run is stopped before %q", lesson.Slug, lesson.Pause())
		}
	}
	if about < 5 {
		t.Errorf("%d lessons ask about a later receive, want 5 at least", about)
	}
}
