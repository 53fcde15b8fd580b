package main

import (
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
	for _, told := range view.Sentences(p.lang, findings.NewGrounds(t.Known(), t.Events, t.Segments), t.Peers) {
		fmt.Fprintf(p.out, "%s  %s\n", told.Title, told.Text)
		for _, line := range told.Why {
			fmt.Fprintf(p.out, "    · %s\n", line)
		}
		if told.Folded != "" {
			fmt.Fprintf(p.out, "    %s\n", told.Folded)
		}
	}
	_, err := fmt.Fprintln(p.out, page.Ending())
	return err
}
