package web

import (
	"net/http"
	"slices"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/script"
)

// order is what somebody asks to run: a script of their own, or a lesson's
// with, if they like, its literals changed; either over another transport and
// with socket options set.
type order struct {
	script   *string
	slug     *string
	literals []string
	// transport is the word of a script; empty for the experiment's own.
	transport string
	// options are written as PEER.OPTION.VALUE.
	options []string
}

// fields are the members that an order has in JSON.
func (o *order) fields() map[string]any {
	return map[string]any{
		"script": &o.script, "experiment": &o.slug, "literals": &o.literals,
		"transport": &o.transport, "options": &o.options,
	}
}

// experiment gives what is to be run, and the slug of the lesson it belongs to.
// A lesson over another transport is that lesson no more: what its question
// asks and its text says need not hold.
func (o *order) experiment() (exp lab.Experiment, slug string, err error) {
	exp, slug, err = o.plain()
	if err == nil && o.transport != "" && o.transport != exp.Transport.String() {
		slug = ""
	}
	if err == nil {
		exp, err = overTransport(exp, o.transport)
	}
	if err == nil {
		exp, err = withOptions(exp, o.options)
	}
	return exp, slug, err
}

// plain gives the experiment without options over its own transport.
func (o *order) plain() (exp lab.Experiment, slug string, err error) {
	if (o.script == nil) == (o.slug == nil) || o.script != nil && o.literals != nil {
		return lab.Experiment{}, "", nothingToRun()
	}
	if o.script != nil {
		exp, err = script.Parse(*o.script)
		return exp, "", err
	}
	lesson, ok := course.Shipped().Find(*o.slug)
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

// overTransport carries an experiment over to the transport of that word; an
// empty one leaves it as it is.
func overTransport(exp lab.Experiment, word string) (lab.Experiment, error) {
	if word == "" {
		return exp, nil
	}
	if !slices.Contains(transportWords(), word) {
		return exp, &fault{status: http.StatusUnprocessableEntity, kind: "transport", args: []any{word, transportWords()}}
	}
	if word == exp.Transport.String() {
		return exp, nil
	}
	return script.As(exp, lab.ParseTransport(word))
}

// transportWords are the transports as a script writes them.
func transportWords() []string {
	return []string{lab.TCP.String(), lab.UDP.String(), lab.UnixStream.String(), lab.UnixDatagram.String()}
}
