package tally

import (
	"cmp"
	"slices"

	"stickylab/lab"
)

// queues is the number of lab.Joined words.
const queues = int(lab.UnknownQueue) + 1

// Group is the runs of a repeat that came out the same.
type Group struct {
	// ID numbers the groups from 0 in the order in which they first came.
	ID      int
	Outcome Outcome
	// Runs counts the runs of the group, Failed those of them that did not
	// end as their experiment asked.
	Runs, Failed int
	// Verdict joins the verdicts of all events of its runs.
	Verdict lab.Verdict
	// Joined counts, by queue, the runs in which messages ran together there.
	Joined [queues]int
}

// Share is a group with its share of all runs and the 95 % interval of that,
// each in 0 to 1.
type Share struct {
	Group
	Share, Low, High float64
}

// Table groups the runs of a repeat. The zero Table is empty and ready. It is
// not safe for concurrent use.
type Table struct {
	groups []*Group
	keys   map[Key]*Group
	runs   int
}

// Runs counts the runs that were added.
func (t *Table) Runs() int { return t.runs }

// Len counts the groups.
func (t *Table) Len() int { return len(t.groups) }

// Failed counts the runs that did not end as their experiment asked.
func (t *Table) Failed() int {
	n := 0
	for _, g := range t.groups {
		n += g.Failed
	}
	return n
}

// Add counts a run with its outcome and returns its group.
func (t *Table) Add(o Outcome, end lab.End) Group {
	g := t.keys[o.Key]
	if g == nil {
		g = &Group{ID: len(t.groups), Outcome: o}
		if t.keys == nil {
			t.keys = map[Key]*Group{}
		}
		t.keys[o.Key] = g
		t.groups = append(t.groups, g)
	}
	t.runs++
	g.Runs++
	if !end.AsAsked() {
		g.Failed++
	}
	g.see(&o)
	return *g
}

// see joins what the events of one run say of their messages.
func (g *Group) see(o *Outcome) {
	g.Verdict |= o.verdict
	for _, q := range o.joined.All() {
		g.Joined[q]++
	}
}

// Shares gives the groups with their shares, the largest first and those of
// one size in the order in which they first came, but not more than most.
func (t *Table) Shares(most int) []Share {
	sorted := slices.Clone(t.groups)
	slices.SortStableFunc(sorted, func(a, b *Group) int { return cmp.Compare(b.Runs, a.Runs) })
	all := make([]Share, 0, min(most, len(sorted)))
	for _, g := range sorted[:min(most, len(sorted))] {
		s := Share{Group: *g, Share: float64(g.Runs) / float64(t.runs)}
		s.Low, s.High = Wilson(g.Runs, t.runs)
		all = append(all, s)
	}
	return all
}
