package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"stickylab/lab/course"
	"stickylab/web/view"
)

// lessonPage is GET /lessons/{slug}.
func (s *Server) lessonPage(w http.ResponseWriter, r *http.Request) error {
	slug := chi.URLParam(r, "slug")
	lesson, ok := course.Find(slug)
	if !ok {
		return noLesson(slug)
	}
	return s.writePage(w, r, http.StatusOK, view.Lesson(s.lessonModel(r, lesson)))
}

func (s *Server) lessonModel(r *http.Request, lesson course.Lesson) view.LessonPage {
	lang := languageOf(r)
	text := lesson.Text(lang)
	chrome := s.chrome(r, lesson.Slug)
	chrome.Path = lessonPath(r, lesson.Slug)
	return view.LessonPage{
		Chrome: chrome, Slug: lesson.Slug, Title: text.Title, Lead: text.Lead,
		Script: lesson.Script, Transport: lesson.Experiment.Transport.String(),
		Programs: programs(lang, lesson.Experiment),
		Question: text.Question, Choices: text.Choices, Watch: text.Watch, Why: text.Why, Try: text.Try,
		Compare: compare(lesson, lang),
	}
}

// lessonPath is where the page is shown again, also when a form was sent.
func lessonPath(r *http.Request, slug string) string {
	if r.Method == http.MethodPost {
		return "/lessons/" + slug
	}
	return pathOf(r)
}

// compare gives the lesson whose run is shown beside this one's.
func compare(lesson course.Lesson, lang string) *view.Compare {
	slug, cure := lesson.Cure, true
	if slug == "" {
		slug, cure = lesson.Uncured, false
	}
	other, ok := course.Find(slug)
	if !ok {
		return nil
	}
	return &view.Compare{Slug: other.Slug, Title: other.Text(lang).Title, Cure: cure}
}
