package main

import (
	"fmt"

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
