package main

import (
	"context"
	"fmt"

	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/words"
	"stickylab/web/view"
)

// printText prints a run as a table of its events and what they show.
func (p program) printText(run record.Reader) error {
	about := run.About()
	for _, line := range view.StoredLines(p.lang, about.Stored, about.Env) {
		fmt.Fprintln(p.out, line)
	}
	if err := p.printEvents(run); err != nil {
		return err
	}
	fmt.Fprintln(p.out)
	analysis, err := findings.Analyse(context.Background(), run, findings.About{Peers: run.PeerNames(), Conns: run.Conns()})
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
	for _, line := range view.ObserverLines(p.lang, about.Observer) {
		fmt.Fprintln(p.out, line)
	}
	if line := view.PausesLine(p.lang, about.Observer.Pauses); line != "" {
		fmt.Fprintln(p.out, line)
	}
	end, _ := run.Ended()
	_, err = fmt.Fprintln(p.out, words.Ending(p.lang, &end))
	return err
}

// printEvents prints the events one after another, as a table.
func (p program) printEvents(run record.Reader) error {
	events := words.NewEvents(p.lang, run.PeerNames(), run.Conns())
	for e, err := range run.Events(context.Background(), 1) {
		if err != nil {
			return err
		}
		events.Learn(e)
	}
	return printTable(p.out, func(yield func([]string, error) bool) {
		if !yield(events.Headings(), nil) {
			return
		}
		for row, err := range run.Rows(context.Background(), 0) {
			var line []string
			switch {
			case err != nil:
			case row.Kind != record.RowEvent:
				continue
			default:
				line, err = lineOf(events, &row)
			}
			if !yield(line, err) || err != nil {
				return
			}
		}
	})
}

func lineOf(events *words.Events, row *record.Row) ([]string, error) {
	origins, err := row.Origins()
	if err != nil {
		return nil, err
	}
	return events.Row(row.Event, origins).Line(), nil
}
