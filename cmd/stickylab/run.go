package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// errRun tells that a run did not end as done; its output has said why.
var errRun = errors.New("the run failed")

// running is what the flags of run say.
type running struct {
	n       int
	format  string
	expect  string // the name of a file of claims
	capture capturing
}

// run runs an experiment and prints what happened.
func (p program) run(ctx context.Context, args []string) error {
	var r running
	set := p.flags("run")
	set.IntVar(&r.n, "n", 1, p.text("cli.n"))
	set.StringVar(&r.format, "format", "text", p.text("cli.format"))
	set.StringVar(&r.expect, "expect", "", p.text("cli.expect"))
	set.Var(&r.capture, "capture", p.text("cli.capture"))
	rest, err := p.parse(set, args)
	if err != nil {
		return err
	}
	print := map[string]printer{"text": p.printText, "json": p.printJSON, "jsonl": p.printJSON}[r.format]
	switch {
	case len(rest) != 1:
		p.sayf("cli.which")
		return errUsage
	case print == nil:
		p.sayf("cli.bad-format", r.format)
		return errUsage
	case r.n < 1, r.n > 1 && r.format == "json":
		p.sayf("cli.bad-n", r.n)
		return errUsage
	}
	exp, slug, err := p.experiment(rest[0])
	if err != nil {
		return err
	}
	exp.Wire = exp.Wire && !r.capture.off
	many := r.n > 1 && r.format == "text"
	if r.expect != "" {
		return p.runExpecting(ctx, exp, slug, r, print, many)
	}
	if many {
		return p.distribution(ctx, exp, slug, r.n, nil)
	}
	return p.runs(ctx, exp, slug, r.n, print)
}

// runExpecting is run with the claims of a file: the exit code says whether
// all runs were as claimed, also where that is a run that fails.
func (p program) runExpecting(ctx context.Context, exp lab.Experiment, slug string, r running, print printer, many bool) error {
	x, err := p.expectFile(r.expect, exp)
	if err != nil {
		return err
	}
	if many {
		err = p.distribution(ctx, exp, slug, r.n, x.check)
	} else {
		err = p.runs(ctx, exp, slug, r.n, func(t record.Trace) error { x.check(t); return print(t) })
	}
	if err != nil && !errors.Is(err, errRun) {
		return err
	}
	return x.result(r.expect)
}

// printer prints one ended run.
type printer func(record.Trace) error

// runs runs the experiment n times, one after another.
func (p program) runs(ctx context.Context, exp lab.Experiment, slug string, n int, print printer) error {
	host := session.New(session.Limits{KeptRuns: 1})
	defer host.Close()
	failed := false
	for range n {
		trace, err := runOnce(ctx, host, exp, slug)
		if err != nil {
			return err
		}
		if err := print(trace); err != nil {
			return err
		}
		failed = failed || !trace.End.AsAsked()
		if ctx.Err() != nil {
			break
		}
	}
	if failed {
		return errRun
	}
	return nil
}

// runOnce runs the experiment to its end; the end of the context stops it.
func runOnce(ctx context.Context, host *session.Lab, exp lab.Experiment, slug string) (record.Trace, error) {
	id, err := host.Start(exp, slug, "")
	if err != nil {
		return record.Trace{}, err
	}
	log, _ := host.Log(id)
	select {
	case <-log.Done():
	case <-ctx.Done():
		host.Stop(id)
		<-log.Done()
	}
	return log.Trace(), nil
}

// experiment finds what to run: a lesson's slug, a file, or - for the
// standard input.
func (p program) experiment(name string) (exp lab.Experiment, slug string, err error) {
	if lesson, ok := course.Shipped().Find(name); ok {
		return lesson.Experiment, lesson.Slug, nil
	}
	text, err := p.read(name)
	if errors.Is(err, os.ErrNotExist) {
		p.sayf("cli.not-found", name)
		return exp, "", errUsage
	}
	if err != nil {
		return exp, "", err
	}
	exp, err = p.parsed(name, string(text))
	return exp, "", err
}

// parsed reads a script; what is wrong in it is printed.
func (p program) parsed(name, text string) (lab.Experiment, error) {
	exp, err := script.Parse(text)
	var wrong *script.Error
	if errors.As(err, &wrong) {
		fmt.Fprintf(p.err, "%s:%d:%d: %s\n", name, wrong.Line, wrong.Col, wrong.In(p.lang))
		return exp, errUsage
	}
	return exp, err
}

// read reads one byte more than a script may have, for Parse to complain of.
func (p program) read(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(p.in, script.MaxBytes+1))
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, script.MaxBytes+1))
}

func (p program) printJSON(t record.Trace) error { return json.NewEncoder(p.out).Encode(t) }
