package view

import (
	"strconv"
	"strings"

	"stickylab/lab/words"

	"stickylab/lab"
	"stickylab/lab/tally"
)

// MaxGroups is how many groups a repeat lists; the rest is counted.
const MaxGroups = 50

// Repeats are the numbers of runs that a repeat is offered with; the first is
// the one chosen to begin with.
func Repeats() []int { return []int{20, 100, 300, 1000} }

// RepeatTable is how the runs of a repeat came out, in a language.
type RepeatTable struct {
	Runs int `json:"runs"`
	// Outcomes counts the groups, also those that are not listed.
	Outcomes int           `json:"outcomes"`
	Groups   []RepeatGroup `json:"groups"`
	// Notes are sentences about the table as it is.
	Notes []string `json:"notes"`
}

// RepeatGroup is the runs that came out the same.
type RepeatGroup struct {
	// Group numbers the groups in the order in which they first came.
	Group   int    `json:"group"`
	Outcome string `json:"outcome"`
	// Mark is the verdict that colours the group, empty for none; Symbol and
	// Label say it in a sign and in words.
	Mark   string `json:"mark"`
	Symbol string `json:"symbol"`
	Label  string `json:"label"`
	Runs   int    `json:"runs"`
	// Share is of all runs, Low and High the ends of its 95 % interval, each
	// in 0 to 1; Percent and Range are the same in words.
	Share   float64 `json:"share"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Percent string  `json:"percent"`
	Range   string  `json:"range"`
}

// Repeated puts a table of runs of these peers in words.
func Repeated(lang string, peers []string, t *tally.Table) RepeatTable {
	shares := t.Shares(MaxGroups)
	table := RepeatTable{Runs: t.Runs(), Outcomes: t.Len(), Groups: make([]RepeatGroup, len(shares))}
	for i, s := range shares {
		table.Groups[i] = repeatGroup(lang, peers, s)
	}
	table.Notes = repeatNotes(lang, t, shares)
	return table
}

func repeatGroup(lang string, peers []string, s tally.Share) RepeatGroup {
	g := RepeatGroup{
		Group: s.ID, Outcome: words.Outcome(lang, peers, s.Outcome), Mark: words.Mark(s.Verdict), Label: repeatLabel(lang, s.Group),
		Runs: s.Runs, Share: s.Share, Low: s.Low, High: s.High,
		Percent: percent(s.Share) + "%", Range: percent(s.Low) + "–" + percent(s.High) + "%",
	}
	if g.Mark != "" {
		g.Symbol = T(lang, "js.mark."+g.Mark)
	}
	return g
}

// repeatLabel names the verdicts of a group, and the queues in which its
// messages ran together: with counts where that was not the same in all runs.
func repeatLabel(lang string, g tally.Group) string {
	var verdict, queues []string
	for _, name := range g.Verdict.Names() {
		verdict = append(verdict, T(lang, "js.verdict."+name))
	}
	for queue, runs := range g.Joined {
		if runs == 0 {
			continue
		}
		where := words.Joined(lang, lab.Joined(queue))
		if runs < g.Runs {
			where = T(lang, "repeat.joined", where, runs)
		}
		queues = append(queues, where)
	}
	if len(queues) > 0 {
		verdict = append(verdict, strings.Join(queues, T(lang, "repeat.comma")))
	}
	return strings.Join(verdict, " · ")
}

// percent writes a share of 0 to 1 in percent with one decimal.
func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) }

// repeatNotes says what a reader of the table must know.
func repeatNotes(lang string, t *tally.Table, shares []tally.Share) []string {
	var notes []string
	say := func(holds bool, key string, args ...any) {
		if holds {
			notes = append(notes, T(lang, key, args...))
		}
	}
	listed := 0
	for _, s := range shares {
		listed += s.Runs
	}
	say(t.Len() > len(shares), "repeat.rest", t.Len()-len(shares), t.Runs()-listed)
	say(t.Failed() > 0, "repeat.failed", t.Failed())
	say(returned(shares, tally.EOF), "repeat.eof")
	say(returned(shares, tally.EmptyDatagram), "repeat.empty")
	if t.Len() == 1 && t.Runs() > 1 {
		say(true, "repeat.alike", t.Runs(), percent(1-shares[0].Low)+"%")
	}
	say(t.Runs() > 0, "repeat.interval")
	return notes
}

// returned reports whether a call in one of the groups returned such a result.
func returned(shares []tally.Share, kind tally.Kind) bool {
	for _, s := range shares {
		for _, peer := range s.Outcome.Peers {
			for _, r := range peer.Results {
				if r.Kind == kind {
					return true
				}
			}
		}
	}
	return false
}
