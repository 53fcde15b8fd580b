package web

import (
	"net/http"
	"net/url"

	"stickylab/lab/frame"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// scriptPage is GET /script: the grammar, and the bench with the script of
// ?text= on it, as a link carries it, or of the lesson ?slug= with the values
// literal.N and the options set, as its page was edited.
func (s *Server) scriptPage(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	if query.Has("slug") {
		return s.lessonOnBench(w, r, query)
	}
	text := query.Get("text")
	if len(text) > script.MaxBytes {
		return overBody(script.MaxBytes)
	}
	return s.writePage(w, r, http.StatusOK, view.Script(s.scriptModel(r, text)))
}

// lessonOnBench shows the bench with a lesson's edited script. Where an edit
// cannot be, the lesson is shown again with all of them in place.
func (s *Server) lessonOnBench(w http.ResponseWriter, r *http.Request, query url.Values) error {
	o, err := formOrder(query, query.Get("slug"))
	if err != nil {
		return err
	}
	made, err := s.made(o)
	if err != nil {
		return s.formAgain(w, r, o, err)
	}
	return s.writePage(w, r, http.StatusOK, view.Script(s.scriptModel(r, made.Experiment.Script)))
}

// scriptModel is the bench with a text on it, the first example where there is
// none.
func (s *Server) scriptModel(r *http.Request, text string) view.ScriptPage {
	page := view.ScriptPage{Chrome: s.chrome(r, ""), Grammar: script.Grammar, Codecs: frame.Grammar, Text: text}
	if r.Method == http.MethodPost {
		page.Chrome.Path = "/script"
	}
	for _, lesson := range s.course.All() {
		title := lesson.Text(page.Chrome.Lang).Title
		page.Examples = append(page.Examples, view.Example{Slug: lesson.Slug, Title: title, Script: lesson.Script})
	}
	if text == "" && len(page.Examples) > 0 {
		page.Text = page.Examples[0].Script
	}
	return page
}
