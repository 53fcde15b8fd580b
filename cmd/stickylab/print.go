package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// printText prints a run as a table of its events and what they show.
func (p program) printText(t record.Trace) error {
	page := view.RunPage{
		Chrome: view.Chrome{Lang: p.lang}, Peers: t.Peers, Events: t.Events, End: &t.End,
		Origins: boundary.Origins(t.Transport, t.Events),
	}
	printTable(p.out, page.Table())
	fmt.Fprintln(p.out)
	for _, told := range view.Sentences(p.lang, boundary.Findings(t.Transport, t.Peers, t.Events)) {
		fmt.Fprintf(p.out, "%s  %s\n", told.Title, told.Text)
	}
	_, err := fmt.Fprintln(p.out, page.Ending())
	return err
}

// outcome is what the receives of some runs returned.
type outcome struct {
	text string
	runs int
}

// distribution runs the experiment n times and prints how often which outcome
// came: what is luck shows as several lines.
func (p program) distribution(ctx context.Context, exp lab.Experiment, slug string, n int) error {
	var all []outcome
	ran, failed := 0, 0
	err := p.runs(ctx, exp, slug, n, func(t record.Trace) error {
		all = count(all, view.Outcome(p.lang, t.Peers, t.Events))
		ran++
		if !t.End.AsAsked() {
			failed++
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b outcome) int { return cmp.Compare(b.runs, a.runs) })
	for _, o := range all {
		fmt.Fprintf(p.out, "%6d  %5.1f %%  %s\n", o.runs, 100*float64(o.runs)/float64(ran), o.text)
	}
	fmt.Fprintln(p.out, p.text("cli.ran", ran, failed))
	return err
}

func count(all []outcome, text string) []outcome {
	for i := range all {
		if all[i].text == text {
			all[i].runs++
			return all
		}
	}
	return append(all, outcome{text, 1})
}
