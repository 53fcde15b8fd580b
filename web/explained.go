package web

import (
	"fmt"
	"html"
	"strings"

	"stickylab/lab/course"
	"stickylab/lab/glossary"
	"stickylab/web/view"
)

// explained is what a lesson says once its run was seen, as HTML: the title that
// gives the answer away, the reasons, and what is wrong with each wrong choice. The
// page's modules read the answer and the notes of the choices from it.
func explained(lesson course.Lesson, lang string) string {
	text := lesson.Text(lang)
	var b strings.Builder
	if text.Answer != "" {
		fmt.Fprintf(&b, "<h3 data-answer>%s</h3>\n", html.EscapeString(text.Answer))
	}
	b.WriteString(glossary.Link(lang, text.Why, glossaryPath))
	fmt.Fprintf(&b, "<h3>%s</h3>\n<dl class=\"notes\"", view.T(lang, "lesson.notes"))
	if choice, ok := lesson.Mixed(); ok {
		fmt.Fprintf(&b, " data-mixed=\"%d\"", choice)
	}
	b.WriteString(">\n")
	for i, note := range text.Notes {
		if note == "" {
			continue // the right one
		}
		fmt.Fprintf(&b, "<dt>%s</dt>\n<dd data-note=\"%d\">%s</dd>\n", html.EscapeString(text.Choices[i]), i, html.EscapeString(note))
	}
	b.WriteString("</dl>\n")
	return b.String()
}
