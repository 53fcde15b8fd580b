package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/order"
)

// runForm takes the form that runs a lesson or a script.
type runForm struct {
	*runs
	lesson lessonPage
	bench  benchPage
}

// post is POST /runs, the form of pages without JavaScript: it starts the
// run, waits a little for its end and leads to its page. A form that cannot be
// run is shown again with what is wrong in it.
func (f runForm) post(w http.ResponseWriter, r *http.Request) error {
	o, err := readForm(r)
	if err != nil {
		return err
	}
	id, err := f.start(r, o)
	if err != nil {
		if o.Slug == "" {
			return f.bench.again(w, r, o, err)
		}
		return f.lesson.again(w, r, o, err)
	}
	f.waitForEnd(r, id)
	lead(w, r, "/runs/"+id)
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

// addressedOrder reads the order of a lesson from an address, which names only the
// values that are changed.
func addressedOrder(lesson course.Lesson, query url.Values) (lab.Order, error) {
	options, err := order.ParseOptions(formOptions(query, optionField))
	literals := changedLiterals(lesson.Experiment, query, literalPrefix)
	return lab.Order{Slug: lesson.Slug, Literals: literals, Options: options}, err
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
