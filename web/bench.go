package web

import (
	"errors"
	"net/http"
	"net/url"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/frame"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// benchPage is the bench for scripts of one's own.
type benchPage struct {
	*pages
	*runs
	lesson lessonPage
}

// show is GET /script: the grammar, and the bench with the script of
// ?text= on it, as a link carries it, or of the lesson ?slug= with the values
// literal.N and the options set, as its page was edited.
func (b benchPage) show(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	if query.Has("slug") {
		return b.withLesson(w, r, query)
	}
	text := query.Get("text")
	if len(text) > script.MaxBytes {
		return overBody(script.MaxBytes)
	}
	return b.writePage(w, r, http.StatusOK, view.Script(b.model(r, text)))
}

// withLesson shows the bench with a lesson's edited script. Where an edit
// cannot be, the lesson is shown again with all of them in place.
func (b benchPage) withLesson(w http.ResponseWriter, r *http.Request, query url.Values) error {
	o, err := formOrder(query, query.Get("slug"))
	if err != nil {
		return err
	}
	made, err := b.made(o)
	if err != nil {
		return b.lesson.again(w, r, o, err)
	}
	return b.writePage(w, r, http.StatusOK, view.Script(b.model(r, made.Experiment.Script)))
}

// model is the bench with a text on it, the first example where there is
// none.
func (b benchPage) model(r *http.Request, text string) view.ScriptPage {
	page := view.ScriptPage{Chrome: b.chrome(r, ""), Grammar: script.Grammar, Codecs: frame.Grammar(), Text: text}
	if r.Method == http.MethodPost {
		page.Chrome.Path = "/script"
	}
	for _, lesson := range b.course.All() {
		title := lesson.Text(page.Chrome.Lang).Title
		page.Examples = append(page.Examples, view.Example{Slug: lesson.Slug, Title: title, Script: lesson.Script})
	}
	for _, example := range course.Examples() {
		title := view.T(page.Chrome.Lang, "example."+example.Slug)
		page.Examples = append(page.Examples, view.Example{Slug: example.Slug, Title: title, Script: example.Script})
	}
	if text == "" && len(page.Examples) > 0 {
		page.Text = page.Examples[0].Script
	}
	if p := b.pages; p.door.IsValid() {
		exp, _ := script.Parse(page.Text) // what is wrong with it is said elsewhere
		page.Door = p.doorOf(exp)
	}
	return page
}

// again shows the bench with what is wrong in its script; any other error is
// returned.
func (b benchPage) again(w http.ResponseWriter, r *http.Request, o lab.Order, err error) error {
	var syntax *script.Error
	if !errors.As(err, &syntax) {
		return err
	}
	page := b.model(r, o.Script)
	page.Problem = &view.ScriptProblem{Line: syntax.Line, Col: syntax.Col, Message: syntax.Message(page.Chrome.Lang)}
	for _, one := range syntax.More {
		page.Problem.More = append(page.Problem.More, one.In(page.Chrome.Lang))
	}
	return b.writePage(w, r, http.StatusUnprocessableEntity, view.Script(page))
}
