package web

import (
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// triedAll are the changes that a lesson asks to try, each ready to be run beside it.
func triedAll(lesson course.Lesson, lang string) []view.Tried {
	var all []view.Tried
	for n := range lesson.Text(lang).Tries {
		t, _ := triedOf(lesson, lang, n+1)
		all = append(all, t)
	}
	return all
}

// tried is what else can be done with a lesson, as HTML: its programs, here and elsewhere.
func (p *pages) tried(lesson course.Lesson, lang string, o lab.Order) string {
	var b strings.Builder
	_, query, _ := strings.Cut(lessonAddress(o, lesson.Experiment), "?")
	fmt.Fprintf(&b, "<p><a href=\"%s\" download data-programs>%s</a></p>\n", html.EscapeString(zipPath(lesson.Slug, query)), view.T(lang, "lesson.programs"))
	b.WriteString(asPython(lesson, lang))
	b.WriteString(p.facing(lesson, lang))
	fmt.Fprintf(&b, "<p><a href=\"/handout/%s\">%s</a></p>\n", html.EscapeString(lesson.Slug), view.T(lang, "lesson.handout"))
	return b.String()
}

// asPython has links to the lesson in Python: its programs in the browser, and each of
// them to be written by the reader while the lab plays the others.
func asPython(lesson course.Lesson, lang string) string {
	if len(lesson.Experiment.Peers) > lab.MaxGuests {
		return ""
	}
	link := func(query url.Values, words string) string {
		return fmt.Sprintf("<a href=\"/python?%s\">%s</a>", html.EscapeString(query.Encode()), html.EscapeString(words))
	}
	links := []string{link(url.Values{"lesson": {lesson.Slug}}, view.T(lang, "lesson.python"))}
	for _, peer := range lesson.Experiment.Peers {
		links = append(links, link(url.Values{"lesson": {lesson.Slug}, "own": {peer.Name}}, view.T(lang, "lesson.own", peer.Name)))
	}
	return "<p data-python>" + strings.Join(links, " · ") + "</p>\n"
}

// variantAddress is where the n-th change of a lesson is run beside the lesson itself:
// by its values, which can be changed further, where only values are others.
func variantAddress(lesson course.Lesson, variant course.Variant, n int) string {
	query := url.Values{sideA: {lesson.Slug}, sideB: {lesson.Slug}}
	own, changed := export.Literals(lesson.Experiment), export.Literals(variant.Experiment)
	if edited, err := export.Edit(lesson.Experiment, changed); err != nil || script.Print(edited) != script.Print(variant.Experiment) {
		query.Set(sideB+"."+tryField, strconv.Itoa(n))
		return "/compare?" + query.Encode()
	}
	for i := range own {
		if own[i] != changed[i] {
			query.Set(sideB+"."+literalField(i), changed[i])
		}
	}
	return "/compare?" + query.Encode()
}
