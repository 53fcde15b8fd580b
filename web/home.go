package web

import (
	"net/http"

	"stickylab/web/view"
)

// demo is the lesson that the first page runs: it shows in one look what the
// lab is about.
const demo = "two-sends-one-recv"

// homePage is what the lab is, and the map of the course.
type homePage struct{ *pages }

// show is GET /.
func (h homePage) show(w http.ResponseWriter, r *http.Request) error {
	return h.writePage(w, r, http.StatusOK, view.Home(view.HomePage{Chrome: h.chrome(r, ""), Demo: demo}))
}

// problem writes a fault as a page.
func (p *pages) problem(w http.ResponseWriter, r *http.Request, f *fault) error {
	lang := languageOf(r)
	return p.writePage(w, r, f.status, view.Problem(view.ProblemPage{
		Chrome: p.chrome(r, ""), Status: f.status, Title: f.title(lang), Detail: f.detail(lang),
	}))
}
