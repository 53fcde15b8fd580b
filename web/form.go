package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/lab/order"
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

// readForm reads an order from a form's fields slug or script, literal.N and
// set.
func readForm(r *http.Request) (lab.Order, error) {
	if err := readFormBody(r); err != nil {
		return lab.Order{}, err
	}
	if slug := r.PostForm.Get("slug"); slug != "" {
		return formOrder(r.PostForm, slug)
	}
	// A textarea is sent with CRLF between its lines (HTML 4.10.21.4).
	return lab.Order{Script: strings.ReplaceAll(r.PostForm.Get("script"), "\r\n", "\n")}, nil
}

// formOrder reads the order of a lesson from the fields literal.N and set of a
// form or an address.
func formOrder(form url.Values, slug string) (lab.Order, error) {
	literals, err := formLiterals(form)
	if err != nil {
		return lab.Order{}, err
	}
	options, err := order.ParseOptions(formOptions(form, optionField))
	return lab.Order{Slug: slug, Literals: literals, Options: options}, err
}

// readFormBody parses the form that a request has as its body.
func readFormBody(r *http.Request) error {
	if err := needMedia(r, "application/x-www-form-urlencoded"); err != nil {
		return err
	}
	err := r.ParseForm()
	if tooMuch := (*http.MaxBytesError)(nil); err == nil || errors.As(err, &tooMuch) {
		return err
	}
	return unreadable(err)
}

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
func (s *Server) formAgain(w http.ResponseWriter, r *http.Request, o lab.Order, err error) error {
	var (
		syntax *script.Error
		edit   *export.EditError
		lang   = languageOf(r)
	)
	switch {
	case o.Slug == "" && errors.As(err, &syntax):
		page := s.scriptModel(r, o.Script)
		page.Problem = &view.ScriptProblem{Line: syntax.Line, Col: syntax.Col, Message: syntax.Message(lang)}
		return s.writePage(w, r, http.StatusUnprocessableEntity, view.Script(page))
	case o.Slug != "" && errors.As(err, &edit):
		lesson, _ := s.course.Find(o.Slug)
		page, bad := s.lessonModel(r, lesson, o)
		if bad != nil {
			return bad
		}
		page.Problem = &view.LiteralProblem{Literal: edit.Literal, Message: edit.In(lang)}
		return s.writePage(w, r, http.StatusUnprocessableEntity, view.Lesson(page))
	}
	return err
}
