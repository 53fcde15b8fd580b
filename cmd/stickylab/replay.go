package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/replay"
	"stickylab/lab/session"
)

// replay opens the stored trace of a run: in the lab, which it serves, or
// printed.
func (p program) replay(ctx context.Context, args []string) error {
	var s serving
	var format string
	set := p.flags("replay")
	s.flags(set, p.text)
	set.StringVar(&format, "format", "", p.text("cli.replay-format"))
	rest, err := p.parse(set, args)
	if err != nil {
		return err
	}
	if err := p.fromFile(set, false); err != nil {
		return err
	}
	print := map[string]printer{"text": p.printText, "json": p.printJSON}[format]
	switch {
	case len(rest) != 1:
		p.sayf("cli.replay-which")
		return errUsage
	case format != "" && print == nil:
		p.sayf("cli.replay-bad", format)
		return errUsage
	case print != nil:
		return p.refused(rest[0], p.printTrace(ctx, rest[0], s.lab, print))
	}
	s.fit(set, boundMemory(s.memory), maxFiles())
	return p.refused(rest[0], p.serveLab(ctx, s, func(ctx context.Context, _ *session.Lab, traces replay.Opener) (string, error) {
		file, err := p.open(rest[0])
		if err != nil {
			return "", err
		}
		defer func() { _ = file.Close() }()
		id, err := traces.Open(ctx, lab.Who{}, traceName(rest[0]), file)
		return "/runs/" + id, err
	}))
}

// open opens a file, or the standard input as -.
func (p program) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(p.in), nil
	}
	return os.Open(name)
}

// traceName is the name of a file; the standard input has none.
func traceName(name string) string {
	if name == "-" {
		return ""
	}
	return name
}

// printTrace prints a stored trace with its verdicts worked out anew.
func (p program) printTrace(ctx context.Context, name string, limits session.Limits, print printer) error {
	file, err := p.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	host := session.New(limits)
	defer host.Close()
	kept := &keptTrace{}
	if _, err := (replay.Opener{Keeper: kept, Limits: host.TraceLimits(), Now: time.Now}).Open(ctx, lab.Who{}, traceName(name), file); err != nil {
		return err
	}
	return print(kept)
}

// keptTrace is the Keeper of one run.
type keptTrace struct{ record.Reader }

// Keep keeps the run.
func (k *keptTrace) Keep(_ context.Context, _ lab.Who, r record.Reader) (string, error) {
	k.Reader = r
	return "", nil
}

// refused says in the reader's language what is wrong with a file.
func (p program) refused(name string, err error) error {
	wrong := (*record.TraceError)(nil)
	switch {
	case errors.As(err, &wrong):
		fmt.Fprintf(p.err, "%s: %s\n", name, wrong.In(p.lang))
		return errRun
	case errors.Is(err, os.ErrNotExist):
		p.sayf("cli.no-file", name)
		return errUsage
	}
	return err
}
