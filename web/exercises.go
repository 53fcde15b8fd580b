package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"stickylab/lab"
	"stickylab/lab/exercise"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// checkWait is how long a check of an exercise may take: its runs end by themselves
// well before.
const checkWait = 20 * time.Second

// exercisePages are the exercises: their list, and a page for each.
type exercisePages struct {
	*pages
	*runs
}

// list is GET /exercises.
func (p exercisePages) list(w http.ResponseWriter, r *http.Request) error {
	lang := languageOf(r)
	page := view.ExercisesPage{Chrome: p.chrome(r, "")}
	for _, x := range exercise.Shipped() {
		page.Exercises = append(page.Exercises, view.ExerciseLink{Slug: x.Slug, Title: x.Text(lang).Title, Part: x.Part})
	}
	return p.writePage(w, r, http.StatusOK, view.Exercises(page))
}

// show is GET /exercises/{slug}.
func (p exercisePages) show(w http.ResponseWriter, r *http.Request) error {
	x, err := exerciseOf(r)
	if err != nil {
		return err
	}
	return p.writePage(w, r, http.StatusOK, view.Exercise(p.model(r, x, x.Start)))
}

// check is POST /exercises/{slug}: what was written is run, and held against what
// the exercise asks for.
func (p exercisePages) check(w http.ResponseWriter, r *http.Request) error {
	x, err := exerciseOf(r)
	if err != nil {
		return err
	}
	o, err := readForm(r)
	if err != nil {
		return err
	}
	text := o.Script
	page := p.model(r, x, text)
	page.Chrome.Path = "/exercises/" + x.Slug
	page.Tried = true
	written, scripts, err := x.Runs(text)
	var syntax *script.Error
	switch {
	case errors.As(err, &syntax):
		page.Problem = &view.ScriptProblem{Line: syntax.Line, Col: syntax.Col, Message: syntax.Message(page.Chrome.Lang)}
		return p.writePage(w, r, http.StatusUnprocessableEntity, view.Exercise(page))
	case err != nil:
		return err
	}
	unmet, err := p.hold(r, &page, x, written, scripts)
	if err != nil {
		return err
	}
	if page.Passed = unmet == nil; !page.Passed {
		page.Unmet = unmet.In(page.Chrome.Lang)
	}
	return p.writePage(w, r, http.StatusOK, view.Exercise(page))
}

// hold runs the scripts one after another, and keeps in the page the runs that it
// was told from: of those that differ only in how bytes come, the first that fails.
func (p exercisePages) hold(r *http.Request, page *view.ExercisePage, x exercise.Exercise, written lab.Experiment, scripts []string) (*exercise.Unmet, error) {
	ctx, cancel := context.WithTimeout(r.Context(), checkWait)
	defer cancel()
	stop := context.AfterFunc(p.ending, cancel)
	defer stop()
	for _, text := range scripts {
		trace, id, err := p.runOf(ctx, r, text)
		if err != nil {
			return nil, err
		}
		page.Runs = append(page.Runs, id)
		if unmet := x.Check(written, []record.Trace{trace}); unmet != nil {
			page.Runs = []string{id}
			return unmet, nil
		}
	}
	return nil, nil
}

// runOf runs a script to its end.
func (p exercisePages) runOf(ctx context.Context, r *http.Request, text string) (trace record.Trace, id string, err error) {
	if id, err = p.start(r, lab.Order{Script: text}); err != nil {
		return trace, "", err
	}
	run, err := p.runner.Find(ctx, id)
	if err != nil {
		return trace, "", err
	}
	if _, err := run.Wait(ctx); err != nil {
		return trace, "", fmt.Errorf("exercise: %w", err)
	}
	trace, err = record.Collect(ctx, run)
	return trace, id, err
}

func (p exercisePages) model(r *http.Request, x exercise.Exercise, text string) view.ExercisePage {
	said := x.Text(languageOf(r))
	page := view.ExercisePage{
		Chrome: p.chrome(r, ""), Slug: x.Slug, Part: x.Part, Title: said.Title, Task: said.Task, Hints: said.Hints, Why: said.Why,
		Text: text, Start: x.Start, Answer: x.Answer,
	}
	all := exercise.Shipped()
	for i := range all {
		if all[i].Slug == x.Slug && i+1 < len(all) {
			page.Next = &view.ExerciseLink{Slug: all[i+1].Slug, Title: all[i+1].Text(page.Chrome.Lang).Title, Part: all[i+1].Part}
		}
	}
	return page
}

func exerciseOf(r *http.Request) (exercise.Exercise, error) {
	x, ok := exercise.Find(chi.URLParam(r, "slug"))
	if !ok {
		return x, noPage()
	}
	return x, nil
}
