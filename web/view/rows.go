package view

import (
	"strconv"

	"stickylab/lab"
)

// MaxTableRows is how many events a page lists at once, MaxSegmentRows how many
// captured segments; links lead to the others. With scripting the feed brings
// them all.
const (
	MaxTableRows   = 100
	MaxSegmentRows = 30
)

func (p RunPage) heading() string {
	if len(p.Stored) > 0 {
		return T(p.Chrome.Lang, "stored.heading", storedName(p.Chrome.Lang, p.Stored))
	}
	if p.traced() {
		return T(p.Chrome.Lang, "run.traced")
	}
	if p.Source == lab.SourceTap {
		return T(p.Chrome.Lang, "tap.heading")
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

// wire says of a run of somebody's own programs whether segments were captured, and what to
// do where they were not. It is empty for other runs.
func (p RunPage) wire() string {
	state := p.Env.Capture
	if state == "" || !p.traced() && p.Source != lab.SourceTap {
		return ""
	}
	if key := "run.wire." + state; Has(key) {
		return T(p.Chrome.Lang, key)
	}
	return T(p.Chrome.Lang, "run.wire.error", state)
}

// watched is the key of the text on how the programs of a trace were watched.
func (p RunPage) watched() string {
	if p.Observer.By == "hook" {
		return "run.hooked.about"
	}
	return "run.traced.about"
}
