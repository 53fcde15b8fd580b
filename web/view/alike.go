package view

import (
	"stickylab/lab"
	"stickylab/lab/findings"
)

// shownRows is how many sentences of a run are shown at once, as long as there
// are no more kinds of them.
const shownRows = 8

// same are findings of one kind, and for messages that ran together of one
// queue; the first few of them are shown.
type same struct {
	kind     string
	joined   lab.Joined
	findings []findings.Finding
	shown    int
}

// alike puts findings together that tell the same of different calls. The
// largest groups give way until all have room.
func alike(findings []findings.Finding) []*same {
	var groups []*same
	for _, f := range findings {
		g := groupOf(groups, f)
		if g == nil {
			g = &same{kind: f.Kind, joined: f.Joined}
			groups = append(groups, g)
		}
		g.findings = append(g.findings, f)
		g.shown++
	}
	for rows := len(findings); rows > shownRows; rows-- {
		largest := groups[0]
		for _, g := range groups {
			if g.shown >= largest.shown {
				largest = g
			}
		}
		if largest.shown == 1 {
			break
		}
		largest.shown--
	}
	return groups
}

func groupOf(groups []*same, f findings.Finding) *same {
	for _, g := range groups {
		if g.kind == f.Kind && g.joined == f.Joined {
			return g
		}
	}
	return nil
}

// tell tells what is shown of the group, and the rest below the last of it.
func (g *same) tell(lang string, grounds *findings.Grounds) []Told {
	told := make([]Told, len(g.findings))
	for i, f := range g.findings {
		title, text := Sentence(lang, f)
		told[i] = Told{Kind: f.Kind, Title: title, Text: text, Why: []string{}}
		told[i].Why = append(told[i].Why, whyFound(lang, grounds, f)...)
	}
	if g.shown < len(told) {
		last := &told[g.shown-1]
		last.Rest = told[g.shown:]
		last.Folded = T(lang, "said.folded", len(last.Rest))
	}
	return told[:g.shown]
}
