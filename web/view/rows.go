package view

import (
	"strconv"

	"stickylab/lab/words"
)

// MaxTableRows is how many events a page lists at once, MaxSegmentRows how many
// captured segments; links lead to the others. With scripting the feed brings
// them all.
const (
	MaxTableRows   = 100
	MaxSegmentRows = 30
)

// events are the run's, to be written as rows.
func (p RunPage) events() words.Events {
	return words.Events{Lang: p.Chrome.Lang, Peers: p.Peers, All: p.Events, Origins: p.Origins, Conns: p.conns()}
}

// rows is never nil: a run without events has an empty table.
func (p RunPage) rows() []words.Row { return p.events().Rows(p.eventPager().shown()) }

func (p RunPage) heading() string {
	if len(p.Stored) > 0 {
		return T(p.Chrome.Lang, "stored.heading", storedName(p.Chrome.Lang, p.Stored))
	}
	if p.Title == "" {
		return T(p.Chrome.Lang, "run.of.script")
	}
	return T(p.Chrome.Lang, "run.of", p.Title)
}

// peer names a peer by its number.
func (p RunPage) peer(index int) string {
	if index < 0 || index >= len(p.Peers) {
		return strconv.Itoa(index)
	}
	return p.Peers[index]
}
