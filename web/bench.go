package web

import (
	"net/http"

	"stickylab/lab/course"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// scriptPage is GET /script: the grammar, and the bench with the script of
// ?text= on it, as a link carries it.
func (s *Server) scriptPage(w http.ResponseWriter, r *http.Request) error {
	text := r.URL.Query().Get("text")
	if len(text) > script.MaxBytes {
		return overBody(script.MaxBytes)
	}
	return s.writePage(w, r, http.StatusOK, view.Script(s.scriptModel(r, text)))
}

// scriptModel is the bench with a text on it, the first example where there is
// none.
func (s *Server) scriptModel(r *http.Request, text string) view.ScriptPage {
	page := view.ScriptPage{Chrome: s.chrome(r, ""), Grammar: script.Grammar, Text: text}
	if r.Method == http.MethodPost {
		page.Chrome.Path = "/script"
	}
	for _, lesson := range course.All() {
		title := lesson.Text(page.Chrome.Lang).Title
		page.Examples = append(page.Examples, view.Example{Slug: lesson.Slug, Title: title, Script: lesson.Script})
	}
	if text == "" && len(page.Examples) > 0 {
		page.Text = page.Examples[0].Script
	}
	return page
}
