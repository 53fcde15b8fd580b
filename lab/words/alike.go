package words

import (
	"stickylab/lab"
	"stickylab/lab/findings"
)

// shownRows is how many sentences of a run are shown at once, as long as there
// are no more kinds of them.
const shownRows = 8

// shownAlike is how many of one kind are.
const shownAlike = 3

// same are findings of one kind, and for messages that ran together of one
// queue; the first few of them are shown.
type same struct {
	kind   string
	joined lab.Joined
	found  []findings.Found
	shown  int
}

// alike groups findings that say the same of different calls. The largest groups
// give way until all have room.
func alike(all []findings.Found) []*same {
	var groups []*same
	for _, one := range all {
		g := groupOf(groups, one)
		if g == nil {
			g = &same{kind: one.Kind(), joined: joinedIn(one)}
			groups = append(groups, g)
		}
		g.found = append(g.found, one)
		g.shown++
	}
	rows := 0
	for _, g := range groups {
		g.shown = min(g.shown, shownAlike)
		rows += g.shown
	}
	for ; rows > shownRows; rows-- {
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

func groupOf(groups []*same, one findings.Found) *same {
	for _, g := range groups {
		if g.kind == one.Kind() && g.joined == joinedIn(one) {
			return g
		}
	}
	return nil
}

func joinedIn(one findings.Found) lab.Joined {
	if f, ok := one.Finding.(findings.Coalesced); ok {
		return f.Joined
	}
	return lab.NotJoined
}

// sentences renders the shown findings; the others become the Rest of the last
// one. The last of all of a kind counts those that are not listed.
func (g *same) sentences(lang string, unlisted map[string]int) []Told {
	told := make([]Told, len(g.found))
	for i, one := range g.found {
		others := 0
		if i == len(g.found)-1 {
			others = unlisted[g.kind]
		}
		title, text := sentence(lang, one.Finding, others)
		why := whyFound(lang, one)
		told[i] = Told{
			Kind: g.kind, Title: title, Text: plain(text), Why: allPlain(why), Events: one.Events(),
			Said: piecesOf(lang, text), Grounds: allPieces(lang, why), Others: others,
		}
	}
	if g.shown < len(told) {
		last := &told[g.shown-1]
		last.Rest = told[g.shown:]
		last.Folded = text(lang, "said.folded", len(last.Rest))
	}
	return told[:g.shown]
}
