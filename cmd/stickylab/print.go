package main

import (
	"context"
	"fmt"

	"stickylab/lab/boundary"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/words"
	"stickylab/web/view"
)

// printText prints a run as a table of its events and what they show.
func (p program) printText(t record.Trace) error {
	events := words.Events{
		Lang: p.lang, Peers: t.Peers, All: t.Events, Origins: boundary.Origins(t.Known(), t.Events), Conns: t.Known(),
	}
	for _, line := range view.StoredLines(p.lang, t.Stored, t.Env) {
		fmt.Fprintln(p.out, line)
	}
	if err := printTable(p.out, events.Table()); err != nil {
		return err
	}
	fmt.Fprintln(p.out)
	run := findings.List{Rows: t.Events, Captured: t.Segments}
	analysis, err := findings.Analyse(context.Background(), run, findings.About{Peers: t.Peers, Conns: t.Known()})
	if err != nil {
		return err
	}
	for _, told := range words.Sentences(p.lang, analysis.Findings) {
		fmt.Fprintf(p.out, "%s  %s\n", told.Title, told.Text)
		for _, line := range told.Why {
			fmt.Fprintf(p.out, "    · %s\n", line)
		}
		if told.Folded != "" {
			fmt.Fprintf(p.out, "    %s\n", told.Folded)
		}
	}
	_, err = fmt.Fprintln(p.out, words.Ending(p.lang, &t.End))
	return err
}
