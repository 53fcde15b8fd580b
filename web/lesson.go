package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/go-chi/chi/v5"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/cure"
	"stickylab/lab/export"
	"stickylab/web/view"
)

// lessonPage is the page of a lesson.
type lessonPage struct {
	*pages
	*runs
	comparing
}

// show is GET /lessons/{slug}. Its address may carry changed values as
// literal.N, and socket options as set.
func (p lessonPage) show(w http.ResponseWriter, r *http.Request) error {
	slug := chi.URLParam(r, "slug")
	lesson, ok := p.course.Find(slug)
	if !ok {
		return noLesson(slug)
	}
	query := r.URL.Query()
	if slug != lesson.Slug {
		http.Redirect(w, r, at(r.Context(), renamed(lesson, query)), http.StatusMovedPermanently)
		return nil
	}
	o, err := addressedOrder(lesson, query)
	if err != nil {
		return err
	}
	if query.Has("slug") || slices.Contains(query[optionField], "") {
		lead(w, r, lessonAddress(o, lesson.Experiment))
		return nil
	}
	page, err := p.model(r, lesson, o)
	if err != nil {
		return err
	}
	return p.writePage(w, r, http.StatusOK, view.Lesson(page))
}

// model returns the page of a lesson as it was ordered: with its options in
// the programs, and its literals in their fields, right or wrong.
func (p lessonPage) model(r *http.Request, lesson course.Lesson, o lab.Order) (view.LessonPage, error) {
	lang := languageOf(r)
	made, err := p.made(lab.Order{Slug: o.Slug, Options: o.Options})
	if err != nil {
		return view.LessonPage{}, err
	}
	exp := made.Experiment
	programs := programs(lang, exp)
	for i, program := range export.Runnable(exp, lang) {
		programs[i].Source = source(lang, program, nil)
		programs[i].Lines = append(linesOf(program.Receiving()), programs[i].Lines...)
	}
	markAdded(programs, exp.Added())
	setLiterals(programs, o.Literals)
	text := lesson.Text(lang)
	chrome := p.chrome(r, lesson.Slug)
	chrome.Path = lessonPath(r, lesson.Slug)
	return view.LessonPage{
		Chrome: chrome, Slug: lesson.Slug, Title: text.Title, Lead: text.Lead,
		Script: exp.Script, Transport: exp.Transport.String(), Programs: programs,
		Question: text.Question, Pause: lesson.Pause().String(), Lanes: lesson.Lanes(), Choices: text.Choices, Watch: text.Watch, Why: explained(lesson, lang), Try: p.tried(lesson, lang, o), Tries: triedAll(lesson, lang),
		Compare: beside(p.course, lesson, lang), Options: p.panel(lang, lesson, o),
		Cure: cureCard(lesson.Slug, cure.Messages(lesson.Experiment), `length "!I"`),
	}, nil
}

// panel offers the options of a lesson, and comparisons with it.
func (p lessonPage) panel(lang string, lesson course.Lesson, o lab.Order) view.OptionsPanel {
	offered := panel(lesson.Experiment, optionField, o.Options)
	offered.Clear = lessonAddress(lab.Order{Slug: o.Slug, Literals: o.Literals}, lesson.Experiment)
	offered.Compare = p.comparisons(lang, lesson.Experiment, o)
	return offered
}

// renamed is the page of a lesson that was asked for by its old name. A guess in
// that address is one of choices that stood in another order.
func renamed(lesson course.Lesson, query url.Values) string {
	query.Del("guess")
	address := url.URL{Path: "/lessons/" + lesson.Slug, RawQuery: query.Encode()}
	return address.String()
}

// lessonAddress is the page of a lesson with what was changed and set there.
func lessonAddress(o lab.Order, exp lab.Experiment) string {
	query := url.Values{}
	for name, value := range editedLiterals(exp, o.Literals) {
		query.Set(name, value)
	}
	setOptions(query, optionField, o.Options)
	address := url.URL{Path: "/lessons/" + o.Slug, RawQuery: query.Encode()}
	return address.String()
}

// lessonPath is where the page is shown again, also when a form was sent.
func lessonPath(r *http.Request, slug string) string {
	if r.Method == http.MethodPost {
		return "/lessons/" + slug
	}
	return pathOf(r)
}

// again shows the page of a lesson with what is wrong in its values; any other
// error is returned.
func (p lessonPage) again(w http.ResponseWriter, r *http.Request, o lab.Order, err error) error {
	var edit *export.EditError
	if !errors.As(err, &edit) {
		return err
	}
	lesson, _ := p.course.Find(o.Slug)
	page, bad := p.model(r, lesson, o)
	if bad != nil {
		return bad
	}
	page.Problem = &view.LiteralProblem{Literal: edit.Literal, Message: edit.In(page.Chrome.Lang)}
	return p.writePage(w, r, http.StatusUnprocessableEntity, view.Lesson(page))
}
