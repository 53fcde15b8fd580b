package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// postRun is POST /runs, the form of pages without JavaScript: it starts the
// run, waits a little for its end and leads to its page. A form that cannot be
// run is shown again with what is wrong in it.
func (s *Server) postRun(w http.ResponseWriter, r *http.Request) error {
	o, err := readForm(r)
	if err != nil {
		return err
	}
	id, err := s.start(r, o)
	if err != nil {
		return s.formAgain(w, r, o, err)
	}
	if log, ok := s.runner.Log(id); ok {
		s.waitForEnd(r, log)
	}
	http.Redirect(w, r, "/runs/"+id, http.StatusSeeOther)
	return nil
}

// readForm reads an order from a form's fields slug or script, and literal.N.
func readForm(r *http.Request) (*order, error) {
	if err := needMedia(r, "application/x-www-form-urlencoded"); err != nil {
		return nil, err
	}
	if err := r.ParseForm(); err != nil {
		if tooMuch := (*http.MaxBytesError)(nil); errors.As(err, &tooMuch) {
			return nil, err
		}
		return nil, unreadable(err)
	}
	if slug := r.PostForm.Get("slug"); slug != "" {
		literals, err := formLiterals(r.PostForm)
		return &order{slug: &slug, literals: literals}, err
	}
	// A textarea is sent with CRLF between its lines (HTML 4.10.21.4).
	text := strings.ReplaceAll(r.PostForm.Get("script"), "\r\n", "\n")
	return &order{script: &text}, nil
}

// formLiterals gives the values of literal.0, literal.1 and so on; nil when
// the form has none.
func formLiterals(form url.Values) ([]string, error) {
	var literals []string
	for form.Has(literalField(len(literals))) {
		if len(literals) == maxLiterals {
			return nil, badValue("literal")
		}
		literals = append(literals, form.Get(literalField(len(literals))))
	}
	return literals, nil
}

func literalField(n int) string { return "literal." + strconv.Itoa(n) }

// waitForEnd waits for the end of the run, but no longer than formWait.
func (s *Server) waitForEnd(r *http.Request, log *record.Log) {
	ctx, cancel := context.WithTimeout(r.Context(), formWait)
	defer cancel()
	select {
	case <-log.Done():
	case <-ctx.Done():
	case <-s.ending.Done():
	}
}

// formAgain shows the page that the form came from with what is wrong in it;
// any other error is passed on.
func (s *Server) formAgain(w http.ResponseWriter, r *http.Request, o *order, err error) error {
	var (
		syntax *script.Error
		edit   *export.EditError
		lang   = languageOf(r)
	)
	switch {
	case o.script != nil && errors.As(err, &syntax):
		page := s.scriptModel(r, *o.script)
		page.Problem = &view.ScriptProblem{Line: syntax.Line, Col: syntax.Col, Message: syntax.Message(lang)}
		return s.writePage(w, r, http.StatusUnprocessableEntity, view.Script(page))
	case o.slug != nil && errors.As(err, &edit):
		lesson, _ := course.Find(*o.slug)
		page := s.lessonModel(r, lesson)
		page.Problem = &view.LiteralProblem{Literal: edit.Literal, Message: edit.In(lang)}
		setLiterals(page.Programs, o.literals)
		return s.writePage(w, r, http.StatusUnprocessableEntity, view.Lesson(page))
	}
	return err
}

// setLiterals puts what was sent into the programs, so that a mistake can be
// corrected where it was made.
func setLiterals(programs []view.Program, sent []string) {
	for _, program := range programs {
		setTokens(program.Source, sent)
		for _, line := range program.Lines {
			setTokens(line.Tokens, sent)
		}
	}
}

func setTokens(tokens []view.Token, sent []string) {
	for i, token := range tokens {
		if token.Literal >= 0 && token.Literal < len(sent) {
			tokens[i].Text = sent[token.Literal]
		}
	}
}
