package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"stickylab/lab/course"
	"stickylab/web/view"
)

// handoutPage has sheets of lessons to be printed: questions, answers, and notes for
// whoever teaches.
type handoutPage struct{ *pages }

// corePath stands in an address for the lessons of the core path.
const corePath = "core"

// show is GET /handout/{of}: of a part of the course by its number, of the core path,
// or of a lesson by its slug; ?sheet= says which sheet, the questions without it.
func (p handoutPage) show(w http.ResponseWriter, r *http.Request) error {
	of := chi.URLParam(r, "of")
	page := view.HandoutPage{Chrome: p.chrome(r, ""), Path: "/handout/" + of, Sheet: r.URL.Query().Get("sheet")}
	if page.Sheet == "" {
		page.Sheet = view.QuestionSheet
	}
	if !slices.Contains(view.Sheets(), page.Sheet) {
		return noPage()
	}
	for i, lesson := range p.lessons.All() {
		if lesson.Slug == of || strconv.Itoa(lesson.Part) == of || of == corePath && lesson.Core {
			page.Part, page.Core = lesson.Part, of == corePath
			page.Lessons = append(page.Lessons, sheetOf(lesson, i+1, page.Chrome.Lang, page.Sheet))
		}
	}
	if len(page.Lessons) == 0 {
		return noPage()
	}
	return p.writePage(w, r, http.StatusOK, view.Handout(page))
}

// sheetOf is what a sheet has of a lesson; one of questions has nothing that answers
// them.
func sheetOf(lesson course.Lesson, number int, lang, sheet string) view.HandoutLesson {
	text := lesson.Text(lang)
	one := view.HandoutLesson{
		Slug: lesson.Slug, Number: number, Title: text.Title, Lead: text.Lead, Question: text.Question,
		Choices: text.Choices, Right: -1, Minutes: lesson.Minutes, Core: lesson.Core,
	}
	for _, program := range programs(lang, lesson.Experiment) {
		one.Programs = append(one.Programs, view.HandoutProgram{File: program.File, Text: plain(program)})
	}
	if sheet == view.QuestionSheet {
		return one
	}
	one.Answer, one.Notes, one.Why = text.Answer, text.Notes, text.Why
	one.Right = slices.Index(text.Notes, "")
	one.Watch = text.Watch
	notes := lesson.Teach(lang)
	one.Ask, one.Draw = notes.Ask, notes.Draw
	return one
}

// plain writes the lines of a program as text.
func plain(p view.Program) string {
	var b strings.Builder
	for _, line := range p.Lines {
		b.WriteString(strings.Repeat("    ", line.Indent))
		for _, token := range line.Tokens {
			b.WriteString(token.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}
