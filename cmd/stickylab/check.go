package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/order"
	"stickylab/lab/record"
	"stickylab/lab/script"
)

// expectMark begins a comment of a script that is a claim about its runs:
//
//	# expect: server recv 1 coalesced
const expectMark = "# expect:"

// check runs what files say and holds the runs against what the files claim:
// a script with claims in its comments, or the folder of a lesson.
func (p program) check(ctx context.Context, args []string) error {
	var r running
	set := p.flags("check")
	set.IntVar(&r.n, "n", 1, p.text("cli.check-n"))
	set.Var(&r.capture, "capture", p.text("cli.capture"))
	paths, err := p.parse(set, args)
	switch {
	case err != nil:
		return err
	case len(paths) == 0:
		p.sayf("cli.check-what")
		return errUsage
	case r.n < 1:
		p.sayf("cli.bad-check-n", r.n)
		return errUsage
	}
	failed := false
	for _, path := range paths {
		err := p.checkPath(ctx, path, r)
		failed = failed || errors.Is(err, errRun)
		if err != nil && !errors.Is(err, errRun) {
			return err
		}
		if ctx.Err() != nil {
			return errRun
		}
	}
	if failed {
		return errRun
	}
	return nil
}

func (p program) checkPath(ctx context.Context, path string, r running) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		p.sayf("cli.no-file", path)
		return errUsage
	}
	if err != nil {
		return err
	}
	if info.IsDir() {
		return p.checkLesson(ctx, path, r)
	}
	return p.checkScript(ctx, path, r)
}

// checkScript holds runs of a script against the claims in its comments.
func (p program) checkScript(ctx context.Context, path string, r running) error {
	text, err := readText(path, script.MaxBytes)
	if err != nil {
		return err
	}
	exp, err := p.parsed(path, text)
	if err != nil {
		return err
	}
	x, err := p.expect(filepath.Base(path), claimsIn(text), exp)
	if err != nil {
		return err
	}
	return p.checkRuns(ctx, path, exp, r, x.check, x.result)
}

// claimsIn returns the claims in a script's comments, each on the line that it
// has in the script.
func claimsIn(text string) string {
	var claims strings.Builder
	for line := range strings.Lines(text) {
		if claim, ok := strings.CutPrefix(strings.TrimSpace(line), expectMark); ok {
			claims.WriteString(claim)
		}
		claims.WriteByte('\n')
	}
	return claims.String()
}

// checkLesson reads a lesson's folder and holds runs of its script, of its
// variants and of the script beside it against its expectation.
func (p program) checkLesson(ctx context.Context, dir string, r running) error {
	lesson, err := course.LoadLesson(os.DirFS(filepath.Dir(filepath.Clean(dir))), filepath.Base(filepath.Clean(dir)))
	if err != nil {
		fmt.Fprintln(p.err, p.inLanguage(err))
		return errUsage
	}
	type part struct {
		name  string
		exp   lab.Experiment
		check func(record.Trace) error
	}
	parts := []part{{dir, lesson.Experiment, lesson.Check}}
	for i, variant := range lesson.Variants() {
		parts = append(parts, part{fmt.Sprintf("%s try %d", dir, i+1), variant.Experiment, variant.Check})
	}
	if beside, ok := lesson.Beside(); ok {
		parts = append(parts, part{dir + " " + beside.File(), beside.Experiment, beside.Check})
	}
	failed := false
	for _, one := range parts {
		x := &expecting{program: p}
		add := func(t record.Trace) { x.add(t, one.check(t)) }
		if err := p.checkRuns(ctx, one.name, one.exp, r, add, x.result); errors.Is(err, errRun) {
			failed = true
		} else if err != nil {
			return err
		}
	}
	if failed {
		return errRun
	}
	return nil
}

// checkRuns runs the experiment and returns what result makes of the runs. How
// a run ended is one of the claims, no failure by itself.
func (p program) checkRuns(ctx context.Context, name string, exp lab.Experiment, r running, add func(record.Trace), result func(string) error) error {
	exp.Wire = exp.Wire && !r.capture.off
	made := order.Made{Order: lab.Order{Script: exp.Script}, Experiment: exp}
	err := p.runs(ctx, made, r.n, collected(add))
	if err != nil && !errors.Is(err, errRun) {
		return err
	}
	return result(name)
}
