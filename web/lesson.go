package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/go-chi/chi/v5"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/cure"
	"stickylab/lab/order"
	"stickylab/web/view"
)

// lessonPage is GET /lessons/{slug}. Its address may carry changed values as
// literal.N, and socket options as set.
func (s *Server) lessonPage(w http.ResponseWriter, r *http.Request) error {
	slug := chi.URLParam(r, "slug")
	lesson, ok := s.course.Find(slug)
	if !ok {
		return noLesson(slug)
	}
	query := r.URL.Query()
	options, err := order.ParseOptions(formOptions(query, optionField))
	if err != nil {
		return err
	}
	o := lab.Order{Slug: slug, Literals: changedLiterals(lesson.Experiment, query, literalPrefix), Options: options}
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
func (s *Server) lessonModel(r *http.Request, lesson course.Lesson, o lab.Order) (view.LessonPage, error) {
	lang := languageOf(r)
	made, err := s.made(lab.Order{Slug: o.Slug, Options: o.Options})
	if err != nil {
		return view.LessonPage{}, err
	}
	exp := made.Experiment
	programs := programs(lang, exp)
	markAdded(programs, exp.Added())
	setLiterals(programs, o.Literals)
	text := lesson.Text(lang)
	chrome := s.chrome(r, lesson.Slug)
	chrome.Path = lessonPath(r, lesson.Slug)
	return view.LessonPage{
		Chrome: chrome, Slug: lesson.Slug, Title: text.Title, Lead: text.Lead,
		Script: exp.Script, Transport: exp.Transport.String(), Programs: programs,
		Question: text.Question, Choices: text.Choices, Watch: text.Watch, Why: text.Why, Try: text.Try,
		Compare: s.compare(lesson, lang), Options: s.lessonPanel(lang, lesson, o),
		Cure: cureCard(lesson.Slug, cure.Messages(lesson.Experiment), `length "!I"`),
	}, nil
}

// lessonPanel offers the options of a lesson, and comparisons with it.
func (s *Server) lessonPanel(lang string, lesson course.Lesson, o lab.Order) view.OptionsPanel {
	p := panel(lesson.Experiment, optionField, o.Options)
	p.Clear = lessonAddress(lab.Order{Slug: o.Slug, Literals: o.Literals}, lesson.Experiment)
	p.Compare = s.comparisons(lang, lesson.Experiment, o)
	return p
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
