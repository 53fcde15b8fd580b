package main

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/order"
	"stickylab/lab/record"
	"stickylab/lab/tally"
	"stickylab/web/view"
)

// barCells is how many cells of a terminal stand for a share of 1.
const barCells = 24

// distribution runs what was made n times and prints how often which outcome
// came: what is luck shows as several lines. Of a repeat that is interrupted
// it prints what there is. Each run goes to also, unless that is nil.
func (p program) distribution(ctx context.Context, made order.Made, n int, also printer) error {
	d := p.newTally(ctx, n)
	err := p.runs(ctx, made, n, func(run record.Reader) error {
		if also != nil {
			if err := also(run); err != nil {
				return err
			}
		}
		return d.add(run)
	})
	d.print()
	return err
}

// repeated is a repeat as it goes on.
type repeated struct {
	program
	ctx   context.Context
	n     int
	far   *statusLine
	table tally.Table
	peers []string
}

func (p program) newTally(ctx context.Context, n int) *repeated {
	return &repeated{program: p, ctx: ctx, n: n, far: newStatusLine(p.err)}
}

// add counts a run; not one that was cut off by the interrupt: nobody knows
// how it would have come out.
func (d *repeated) add(run record.Reader) error {
	end, _ := run.Ended()
	if end.Reason == lab.EndStopped && d.interrupted() {
		return nil
	}
	d.peers = run.PeerNames()
	outcome, err := tally.Of(run.Conns(), len(d.peers), run.Events(context.Background(), 1))
	if err != nil {
		return err
	}
	d.table.Add(outcome, end)
	d.far.show(d.text("cli.progress", d.table.Runs(), d.n))
	return nil
}

func (d *repeated) interrupted() bool { return d.ctx.Err() != nil }

func (d *repeated) print() {
	d.far.clear()
	d.printTally(view.Repeated(d.lang, d.peers, &d.table))
	if d.table.Runs() < d.n {
		fmt.Fprintln(d.out, d.text("js.repeat.stopped", d.table.Runs(), d.n, d.table.Len()))
	}
	fmt.Fprintln(d.out, d.text("cli.ran", d.table.Runs(), d.table.Failed()))
}

// printTally prints groups with their shares as bars, and what a reader of
// them must know.
func (p program) printTally(t view.RepeatTable) {
	if t.Runs == 0 {
		return
	}
	rows := [][]string{{
		p.text("cli.column.runs"), p.text("cli.column.share"), p.text("cli.column.range"), "",
		p.text("cli.column.verdict"), p.text("cli.column.outcome"),
	}}
	for _, g := range t.Groups {
		rows = append(rows, []string{strconv.Itoa(g.Runs), g.Percent, g.Range, bar(g.Share, g.Low, g.High), g.Label, g.Outcome})
	}
	_ = printTable(p.out, listed(rows)) // as with what follows, nobody reads what cannot be written
	fmt.Fprintln(p.out)
	for _, note := range t.Notes {
		fmt.Fprintln(p.out, note)
	}
}

// bar draws a share with its interval in cells: what is full, and a line from
// the low end to the high one.
func bar(share, low, high float64) string {
	cell := func(part float64) int { return min(int(math.Round(part*barCells)), barCells-1) }
	cells := []rune(strings.Repeat(" ", barCells))
	for i := range int(math.Round(share * barCells)) {
		cells[i] = '█'
	}
	from, to := cell(low), cell(high)
	for i := from; i <= to; i++ {
		cells[i] = '─'
	}
	cells[from], cells[to] = '├', '┤'
	if from == to {
		cells[from] = '┼'
	}
	return strings.TrimRight(string(cells), " ")
}
