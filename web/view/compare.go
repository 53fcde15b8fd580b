package view

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

// ComparePage compares two runs, drawn one above the other to one scale. Its
// form is asked for by GET, which only shows; its Run button posts it to
// /compare, or with JavaScript asks the API to run both halves.
type ComparePage struct {
	Chrome Chrome
	// Pairs are ready-made comparisons, Pair the name of the one that is shown.
	Pairs []ReadyPair
	Pair  string
	// Axis is the one that both are looked at on first; empty for the one that suits.
	Axis string
	// Pause is the call that both are looked at from on, as on the page of their lesson.
	Pause  string
	Halves [2]CompareHalf
	// Asked is the question of a lesson on the change that is compared with it, if it is one.
	Asked *Tried
	// Compared tells that both runs have ended, and Differences how they
	// differ.
	Compared    bool
	Differences []words.Told
}

// ReadyPair is a comparison that is worth a look.
type ReadyPair struct{ Name, Title, Text string }

// CompareHalf is one of the two runs.
type CompareHalf struct {
	// Letter is "a" or "b".
	Letter string
	// Source is a lesson's slug or a run's id, empty when none is chosen.
	Source string
	// Title is the lesson's, Setup says over what and with which options.
	Title string
	Setup []string
	// Run is the id of the run that is shown, empty before it is made. Gone: the
	// address names one that is not kept any more.
	Run  string
	Gone bool
	// Transport is the word of the one that was chosen in place of the
	// experiment's own.
	Transport string
	Options   OptionsPanel
	// Order is the JSON that the API runs, empty for a kept run that is compared as
	// it is. Literals are the changed ones by their fields.
	Order    string
	Literals map[string]string
	Script   string
	// Stored are the files that the run came from, see RunPage.
	Stored []record.Stored
	Env    lab.Env
	Told   []words.Told
	// Problem says what is wrong with the half.
	Problem string
}

// name is what readers call the half. The letters A, B are those of messages.
func (h CompareHalf) name(lang string) string { return words.Side(lang, h.Letter == "b") }

// chosen reports whether there is something to show or run.
func (h CompareHalf) chosen() bool { return h.Run != "" || h.Order != "" }

// ready reports whether both halves are chosen.
func (p ComparePage) ready() bool { return p.Halves[0].chosen() && p.Halves[1].chosen() }

// empty reports whether nothing was asked for yet.
func (p ComparePage) empty() bool { return p.Halves[0].Source == "" && p.Halves[1].Source == "" }

// runs reports whether there is something to run.
func (p ComparePage) runs() bool { return p.Halves[0].Order != "" || p.Halves[1].Order != "" }

// listed reports whether the half's source is a lesson in the menu.
func (h CompareHalf) listed(c Chrome) bool {
	for _, part := range c.Course {
		for _, l := range part.Lessons {
			if l.Slug == h.Source {
				return true
			}
		}
	}
	return false
}

// differs reports whether a word of a half's setup is not one of the other's.
func (p ComparePage) differs(h CompareHalf, word string) bool {
	other := p.Halves[0]
	if h.Letter == other.Letter {
		other = p.Halves[1]
	}
	return other.chosen() && !slices.Contains(other.Setup, word)
}

// tabs are those of the dock: how the runs differ, what each shows, what is
// selected in each.
func (p ComparePage) tabs() []dockTab {
	return []dockTab{
		{Name: "differences", Count: uncounted, Body: differencesPanel(p)},
		{Name: "findings", Count: uncounted, Body: bothFindings(p)},
		{Name: "selection", Count: uncounted, Body: bothSelections(p)},
	}
}

// transports are the words that a half may choose.
func transports() []lab.Transport {
	return lab.Transports()
}
