package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/go-chi/chi/v5"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/cure"
	"stickylab/web/view"
)

// lessonPage is GET /lessons/{slug}. Its address may carry changed values as
// literal.N, and socket options as set.
func (s *Server) lessonPage(w http.ResponseWriter, r *http.Request) error {
	slug := chi.URLParam(r, "slug")
	lesson, ok := course.Shipped().Find(slug)
	if !ok {
		return noLesson(slug)
	}
	query := r.URL.Query()
	o := &order{
		slug: &slug, literals: changedLiterals(lesson.Experiment, query, literalPrefix),
		options: formOptions(query, optionField),
	}
	if query.Has("slug") || slices.Contains(query[optionField], "") {
		http.Redirect(w, r, lessonAddress(o, lesson.Experiment), http.StatusSeeOther)
		return nil
	}
	page, err := s.lessonModel(r, lesson, o)
	if err != nil {
		return err
	}
	return s.writePage(w, r, http.StatusOK, view.Lesson(page))
}

// lessonModel gives the page of a lesson as it was ordered: with its options in
// the programs, and its literals in their fields, right or wrong.
func (s *Server) lessonModel(r *http.Request, lesson course.Lesson, o *order) (view.LessonPage, error) {
	lang := languageOf(r)
	exp, err := withOptions(lesson.Experiment, o.options)
	if err != nil {
		return view.LessonPage{}, err
	}
	programs := programs(lang, exp)
	markAdded(programs, added(lesson.Experiment, exp))
	setLiterals(programs, o.literals)
	text := lesson.Text(lang)
	chrome := s.chrome(r, lesson.Slug)
	chrome.Path = lessonPath(r, lesson.Slug)
	return view.LessonPage{
		Chrome: chrome, Slug: lesson.Slug, Title: text.Title, Lead: text.Lead,
		Script: exp.Script, Transport: exp.Transport.String(), Programs: programs,
		Question: text.Question, Choices: text.Choices, Watch: text.Watch, Why: text.Why, Try: text.Try,
		Compare: compare(lesson, lang), Options: lessonPanel(lang, lesson, o),
		Cure: cureCard(lesson.Slug, cure.Messages(lesson.Experiment), `length "!I"`),
	}, nil
}

// lessonPanel offers the options of a lesson, and comparisons with it.
func lessonPanel(lang string, lesson course.Lesson, o *order) view.OptionsPanel {
	p := panel(lesson.Experiment, optionField, o.options)
	p.Clear = lessonAddress(&order{slug: o.slug, literals: o.literals}, lesson.Experiment)
	p.Compare = comparisons(lang, lesson.Experiment, o)
	return p
}

// lessonAddress is the page of a lesson with what was changed and set there.
func lessonAddress(o *order, exp lab.Experiment) string {
	query := url.Values{}
	for name, value := range editedLiterals(exp, o.literals) {
		query.Set(name, value)
	}
	if len(o.options) > 0 {
		query[optionField] = o.options
	}
	address := url.URL{Path: "/lessons/" + *o.slug, RawQuery: query.Encode()}
	return address.String()
}

// lessonPath is where the page is shown again, also when a form was sent.
func lessonPath(r *http.Request, slug string) string {
	if r.Method == http.MethodPost {
		return "/lessons/" + slug
	}
	return pathOf(r)
}
