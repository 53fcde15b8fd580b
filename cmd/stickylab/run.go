package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/order"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
	"stickylab/web/view"
)

// errRun tells that a run did not end as done; its output has said why.
var errRun = errors.New("the run failed")

// running is what the flags of run say.
type running struct {
	n       int
	format  string
	expect  string // the name of a file of claims
	capture capturing
	changes changes
	door    string // where a program of the user's own is met
	outside string // the peer that it plays
}

// run runs an experiment and prints what happened.
func (p program) run(ctx context.Context, args []string) error {
	var r running
	set := p.flags("run")
	set.IntVar(&r.n, "n", 1, p.text("cli.n"))
	set.StringVar(&r.format, "format", "text", p.text("cli.format"))
	set.StringVar(&r.expect, "expect", "", p.text("cli.expect"))
	set.Var(&r.capture, "capture", p.text("cli.capture"))
	set.Var(&r.changes, "set", p.text("cli.set"))
	set.StringVar(&r.door, "door", "", p.text("cli.door"))
	set.StringVar(&r.outside, "outside", "", p.text("cli.outside"))
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
	if p.door, err = p.doorAt(r.door); err != nil {
		return err
	}
	made, err := p.made(rest[0], r.outside, r.changes)
	if err != nil {
		return err
	}
	if _, is := script.Outside(made.Experiment); p.door.IsValid() && !is {
		p.sayf("cli.door.nobody")
		return errUsage
	}
	made.Experiment.Wire = made.Experiment.Wire && !r.capture.off
	many := r.n > 1 && r.format == "text"
	if r.expect != "" {
		return p.runExpecting(ctx, made, r, print, many)
	}
	if many {
		return p.distribution(ctx, made, r.n, nil)
	}
	return p.runs(ctx, made, r.n, print)
}

// runExpecting is run with the claims of a file: the exit code says whether
// all runs were as claimed, also where that is a run that fails.
func (p program) runExpecting(ctx context.Context, made order.Made, r running, print printer, many bool) error {
	x, err := p.expectFile(r.expect, made.Experiment)
	if err != nil {
		return err
	}
	if many {
		err = p.distribution(ctx, made, r.n, collected(x.check))
	} else {
		err = p.runs(ctx, made, r.n, func(run record.Reader) error {
			return cmp.Or(collected(x.check)(run), print(run))
		})
	}
	if err != nil && !errors.Is(err, errRun) {
		return err
	}
	return x.result(r.expect)
}

// printer prints one ended run.
type printer func(record.Reader) error

// collected reads the run into memory for what goes back and forth in it.
func collected(check func(record.Trace)) printer {
	return func(run record.Reader) error {
		t, err := record.Collect(context.Background(), run)
		if err == nil {
			check(t)
		}
		return err
	}
}

// runs runs what was made n times, one after another.
func (p program) runs(ctx context.Context, made order.Made, n int, print printer) error {
	host := hostAt(session.Limits{KeptRuns: 1}, p.door)
	defer host.Close()
	failed := false
	for range n {
		p.invite(made.Experiment, p.door)
		run, err := runOnce(ctx, host, made)
		if err != nil {
			return p.refuse("", err)
		}
		p.absent(made.Experiment, p.door, run)
		if err := print(run); err != nil {
			return err
		}
		end, _ := run.Ended()
		failed = failed || !end.AsAsked()
		if ctx.Err() != nil {
			break
		}
	}
	if failed {
		return errRun
	}
	return nil
}

// runOnce makes one run to its end; the end of the context stops it.
func runOnce(ctx context.Context, host *session.Lab, made order.Made) (record.Reader, error) {
	id, err := start(context.WithoutCancel(ctx), host, lab.Who{}, made)
	if err != nil {
		return nil, err
	}
	log, _ := host.Log(id)
	select {
	case <-log.Done():
	case <-ctx.Done():
		_ = host.Stop(context.WithoutCancel(ctx), lab.Who{}, id) // who started it may
	}
	return log, nil
}

// made makes the experiment of a name, with a program of the user's own in the place of a
// peer, if one is named, and the changes that flags ask for.
func (p program) made(name, outside string, c changes) (order.Made, error) {
	o, err := p.order(name)
	o.Outside = outside
	if err == nil {
		o, err = p.changed(o, c)
	}
	if err != nil {
		return order.Made{}, err
	}
	made, err := order.Make(course.Shipped(), o)
	if err != nil {
		return order.Made{}, p.refuse(name, err)
	}
	return made, nil
}

// refuse says why an order cannot be made and returns errUsage.
func (p program) refuse(name string, err error) error {
	var (
		syntax *script.Error
		edit   *export.EditError
		wrong  *order.Error
	)
	switch {
	case errors.As(err, &edit): // before the script's: an edit may wrap one
		p.sayf("cli.bad-literal", edit.Literal, edit.In(p.lang))
	case errors.As(err, &syntax):
		for _, one := range append([]*script.Error{syntax}, syntax.More...) {
			fmt.Fprintf(p.err, "%s:%d:%d: %s\n", name, one.Line, one.Col, one.In(p.lang))
		}
	case errors.As(err, &wrong):
		fmt.Fprintln(p.err, "stickylab:", view.ProblemDetail(p.lang, wrong.Kind, wrong.Args))
	default:
		fmt.Fprintln(p.err, "stickylab:", err)
	}
	return errUsage
}

// order finds what to run: a lesson's slug, a file, or - for the standard
// input.
func (p program) order(name string) (lab.Order, error) {
	if _, ok := course.Shipped().Find(name); ok {
		return lab.Order{Slug: name}, nil
	}
	text, err := p.read(name)
	if errors.Is(err, os.ErrNotExist) {
		p.sayf("cli.not-found", name)
		return lab.Order{}, errUsage
	}
	if err != nil {
		return lab.Order{}, err
	}
	files, err := filesBeside(name, string(text))
	return lab.Order{Script: string(text), Files: files}, err
}

// filesBeside reads the files that a script sends, which lie beside it; those that are
// not there are missed by whoever makes the experiment.
func filesBeside(name, text string) (map[string][]byte, error) {
	files := map[string][]byte{}
	exp, _ := script.Parse(text) // what is wrong with it is said elsewhere
	for _, one := range script.Files(exp) {
		data, err := readAtMost(filepath.Join(filepath.Dir(name), one), script.MaxPayload+1)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		files[one] = data
	}
	return files, nil
}

// parsed reads a script; what is wrong in it is printed.
func (p program) parsed(name, text string) (lab.Experiment, error) {
	exp, err := script.Parse(text)
	if err != nil {
		return exp, p.refuse(name, err)
	}
	files, err := filesBeside(name, text)
	if err != nil {
		return exp, err
	}
	if exp, err = script.WithFiles(exp, files); err != nil {
		return exp, p.refuse(name, err)
	}
	return exp, nil
}

// read reads one byte more than a script may have, for Parse to complain of.
func (p program) read(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(p.in, script.MaxBytes+1))
	}
	return readAtMost(name, script.MaxBytes+1)
}

func readAtMost(name string, most int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, most))
}

func (p program) printJSON(run record.Reader) error {
	if err := record.WriteTrace(context.Background(), p.out, run); err != nil {
		return err
	}
	_, err := fmt.Fprintln(p.out)
	return err
}
