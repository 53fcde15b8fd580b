package web

import (
	"net/http"

	"stickylab/web/view"
)

// demo is the lesson that the first page runs: it shows in one look what the
// lab is about.
const demo = "hello-feng"

// homePage is what the lab is, and the map of the course.
type homePage struct{ *pages }

// show is GET /.
func (h homePage) show(w http.ResponseWriter, r *http.Request) error {
	page := view.HomePage{Chrome: h.chrome(r, "")}
	if lesson, ok := h.lessons.Find(demo); ok {
		page.Demo = view.Demo{Slug: demo, Lanes: lesson.Lanes(), Pause: lesson.Pause().String()}
	}
	return h.writePage(w, r, http.StatusOK, view.Home(page))
}

// problem writes a fault as a page.
func (p *pages) problem(w http.ResponseWriter, r *http.Request, f *fault) error {
	lang := languageOf(r)
	return p.writePage(w, r, f.status, view.Problem(view.ProblemPage{
		Chrome: p.chrome(r, ""), Status: f.status, Title: f.title(lang), Detail: f.detail(lang),
	}))
}
