package view

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A script that is run beside a lesson has no page of its own: its programs are
// shown there, and the bench opens it.
func TestAScriptBesideShowsItsPrograms(t *testing.T) {
	const script = "tcp\nserver:\n    listen 5\n"
	page := lesson("en")
	page.Compare = &Compare{Cure: true, Script: script, Programs: programs()}
	root := mustParse(t, mustRender(t, Lesson(page)))
	form := find(root, func(n *html.Node) bool { return attr(n, "id") == "lesson" })
	if len(form) != 1 || attr(form[0], "data-compare") != "" || attr(form[0], "data-compare-script") != script {
		t.Errorf("%d forms, which compare with %q", len(form), attr(form[0], "data-compare-script"))
	}
	stages := find(root, func(n *html.Node) bool { return strings.Contains(attr(n, "class"), "compare") })
	if len(stages) != 1 {
		t.Fatalf("%d stages beside, want 1", len(stages))
	}
	links := find(stages[0], func(n *html.Node) bool { return n.Data == "a" })
	if len(links) != 1 || !strings.HasPrefix(attr(links[0], "href"), "/script?text=tcp%0Aserver") {
		t.Errorf("%d links, want one to the bench", len(links))
	}
	for _, program := range page.Compare.Programs {
		shown := text(stages[0])
		if !strings.Contains(shown, program.File) || !strings.Contains(shown, program.text()) {
			t.Errorf("%s is not shown:\n%s", program.File, shown)
		}
	}
	if hooks := find(stages[0], func(n *html.Node) bool { return attr(n, "data-step") != "" || attr(n, "data-literal") != "" }); len(hooks) > 0 {
		t.Errorf("%d lines of the programs beside would be lit by the lesson's own run", len(hooks))
	}
}

func TestALessonBesideIsLinked(t *testing.T) {
	root := mustParse(t, mustRender(t, Lesson(lesson("en"))))
	links := find(root, func(n *html.Node) bool { return attr(n, "href") == "/lessons/length-header" && text(n) == "Header" })
	if len(links) != 1 {
		t.Errorf("%d links to the lesson beside, want 1", len(links))
	}
}
