package web

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"stickylab/lab/course"
)

// A sheet of questions has nothing that answers them; one of answers has the right
// choice and what is wrong with the others, one for teachers what to ask and to draw.
func TestHandouts(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	sheet := func(of, name, lang string) string {
		w := ask(s, http.MethodGet, "/handout/"+of+"?sheet="+name, "", "Accept-Language", lang)
		if w.Code != http.StatusOK {
			t.Errorf("%s %s: status %d", of, name, w.Code)
		}
		return html.UnescapeString(w.Body.String())
	}
	for _, lang := range []string{"zh", "en"} {
		for _, lesson := range course.Shipped().All() {
			text := lesson.Text(lang)
			questions, answers, teacher := sheet(lesson.Slug, "questions", lang), sheet(lesson.Slug, "answers", lang), sheet(lesson.Slug, "teacher", lang)
			if !strings.Contains(questions, text.Question) || !strings.Contains(questions, "<pre") || strings.Contains(questions, "☑") {
				t.Errorf("%s %s: the questions", lang, lesson.Slug)
			}
			for _, note := range append([]string{text.Answer, html.UnescapeString(text.Why)}, text.Notes...) {
				if note == "" {
					continue
				}
				if strings.Contains(questions, note) {
					t.Errorf("%s %s: the sheet of questions says %q", lang, lesson.Slug, note)
				}
				if !strings.Contains(answers, note) {
					t.Errorf("%s %s: the sheet of answers does not say %q", lang, lesson.Slug, note)
				}
			}
			for _, note := range []string{lesson.Teach(lang).Ask, lesson.Teach(lang).Draw} {
				if !strings.Contains(teacher, note) {
					t.Errorf("%s %s: the notes for teachers do not say %q", lang, lesson.Slug, note)
				}
			}
		}
	}
	if part := sheet("5", "questions", "en"); strings.Count(part, "<section>") != 10 {
		t.Errorf("part 5 has %d lessons on its sheet", strings.Count(part, "<section>"))
	}
	for _, path := range []string{"/handout/9", "/handout/none", "/handout/1?sheet=none"} {
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}
