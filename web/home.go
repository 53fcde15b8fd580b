package web

import (
	"net/http"

	"stickylab/web/view"
)

// demo is the lesson that the first page runs: it shows in one look what the
// lab is about.
const demo = "two-sends-one-recv"

// homePage is GET /: what the lab is, and the map of the course.
func (s *Server) homePage(w http.ResponseWriter, r *http.Request) error {
	return s.writePage(w, r, http.StatusOK, view.Home(view.HomePage{Chrome: s.chrome(r, ""), Demo: demo}))
}

// problemPage writes a fault as a page.
func (s *Server) problemPage(w http.ResponseWriter, r *http.Request, f *fault) error {
	lang := languageOf(r)
	return s.writePage(w, r, f.status, view.Problem(view.ProblemPage{
		Chrome: s.chrome(r, ""), Status: f.status, Title: f.title(lang), Detail: f.detail(lang),
	}))
}
