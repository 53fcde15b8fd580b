package web

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"stickylab/lab/course"
	"stickylab/lab/glossary"
	"stickylab/lab/quiz"
)

func TestAQuizIsJudged(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	questions := quiz.Part(1)
	before := ask(s, http.MethodGet, "/quiz/1", "", "Accept-Language", "en").Body.String()
	if strings.Contains(before, questions[0].Why("en")) || strings.Contains(before, "the right answer") {
		t.Error("a quiz gives its answers before it was done")
	}
	form := "q0=" + string(rune('0'+questions[0].Right)) + "&q1=9&q2=x"
	after := ask(s, http.MethodPost, "/quiz/1", form, "Accept-Language", "en", "Content-Type", "application/x-www-form-urlencoded").Body.String()
	for _, want := range []string{`data-right="1"`, "Right.", "Not answered.", "the right answer"} {
		if !strings.Contains(after, want) {
			t.Errorf("after it was done there is no %s", want)
		}
	}
	for _, path := range []string{"/quiz/0", "/quiz/6", "/quiz/x"} {
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

// Each word of the glossary has a place that links lead to, and a lesson; most words
// are linked from some lesson in each language.
func TestTheGlossaryIsLinked(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	page := html.UnescapeString(ask(s, http.MethodGet, "/glossary", "", "Accept-Language", "zh").Body.String())
	linked := map[string]map[string]bool{"zh": {}, "en": {}}
	for _, lesson := range course.Shipped().All() {
		for lang, names := range linked {
			for _, link := range strings.Split(explained(lesson, lang), `href="/glossary#`)[1:] {
				name, _, _ := strings.Cut(link, `"`)
				names[name] = true
			}
		}
	}
	for _, term := range glossary.Terms() {
		if !strings.Contains(page, `id="`+term.Name+`"`) || !strings.Contains(page, term.Word("en")) {
			t.Errorf("%s is not on the page with its English word", term.Name)
		}
		if _, ok := course.Shipped().Find(term.Lesson); !ok {
			t.Errorf("%s is shown by %q, which is no lesson", term.Name, term.Lesson)
		}
	}
	for lang, names := range linked {
		t.Logf("%s: %d", lang, len(names))
		if len(names) < 20 {
			t.Errorf("in %s lessons link %d words, want 20 at least", lang, len(names))
		}
	}
}
