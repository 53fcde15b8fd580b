package main

import (
	"context"
	"fmt"

	"stickylab/lab/boundary"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// printText prints a run as a table of its events and what they show.
func (p program) printText(t record.Trace) error {
	page := view.RunPage{
		Chrome: view.Chrome{Lang: p.lang}, Transport: t.Transport, Conns: t.Known(), Peers: t.Peers, Events: t.Events, End: &t.End,
		Origins: boundary.Origins(t.Known(), t.Events),
	}
	if err := printTable(p.out, page.Table()); err != nil {
		return err
	}
	fmt.Fprintln(p.out)
	run := findings.List{Rows: t.Events, Captured: t.Segments}
	analysis, err := findings.Analyse(context.Background(), run, findings.About{Peers: t.Peers, Conns: t.Known()})
	if err != nil {
		return err
	}
	for _, told := range view.Sentences(p.lang, analysis.Findings) {
		fmt.Fprintf(p.out, "%s  %s\n", told.Title, told.Text)
		for _, line := range told.Why {
			fmt.Fprintf(p.out, "    · %s\n", line)
		}
		if told.Folded != "" {
			fmt.Fprintf(p.out, "    %s\n", told.Folded)
		}
	}
	_, err = fmt.Fprintln(p.out, page.Ending())
	return err
}
