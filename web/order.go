package web

import (
	"net/http"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/script"
)

// order is what somebody asks to run: a script of their own, or a lesson's
// with, if they like, its literals changed.
type order struct {
	script   *string
	slug     *string
	literals []string
}

// fields are the members that an order has in JSON.
func (o *order) fields() map[string]any {
	return map[string]any{"script": &o.script, "experiment": &o.slug, "literals": &o.literals}
}

// experiment gives what is to be run, and the slug of the lesson it belongs to.
func (o *order) experiment() (exp lab.Experiment, slug string, err error) {
	if (o.script == nil) == (o.slug == nil) || o.script != nil && o.literals != nil {
		return lab.Experiment{}, "", nothingToRun()
	}
	if o.script != nil {
		exp, err = script.Parse(*o.script)
		return exp, "", err
	}
	lesson, ok := course.Find(*o.slug)
	if !ok {
		return lab.Experiment{}, "", noLesson(*o.slug)
	}
	if o.literals == nil {
		return lesson.Experiment, lesson.Slug, nil
	}
	if len(o.literals) > maxLiterals {
		return lab.Experiment{}, "", badValue("literals")
	}
	exp, err = export.Edit(lesson.Experiment, o.literals)
	return exp, lesson.Slug, err
}

// start starts what was ordered for the client of the request.
func (s *Server) start(r *http.Request, o *order) (id string, err error) {
	exp, slug, err := o.experiment()
	if err != nil {
		return "", err
	}
	return s.runner.Start(exp, slug, client(r))
}
