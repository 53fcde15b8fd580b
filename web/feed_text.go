package web

import (
	"encoding/json"

	"stickylab/lab"
	"stickylab/lab/words"
)

// hello is the first message of a feed: what is known before any event.
type hello struct {
	Type      string    `json:"type"`
	Run       string    `json:"run"`
	Slug      string    `json:"slug"`
	Script    string    `json:"script"`
	Order     lab.Order `json:"order"`
	Env       lab.Env   `json:"env"`
	Transport string    `json:"transport"`
	Peers     []string  `json:"peers"`
	// Events is how many there are so far, for the reader to make room for.
	Events int `json:"events"`
}

// farewell is the last one: how the run ended and what may be said about it.
type farewell struct {
	Type      string       `json:"type"`
	End       lab.End      `json:"end"`
	Sentences []words.Told `json:"sentences"`
	// Answers says for each choice of the lesson's question whether it held.
	Answers []bool `json:"answers"`
}

func (v *viewer) hello() hello {
	h := v.run.About()
	return hello{
		Type: "hello", Run: v.crowd.id, Slug: h.Slug, Script: h.Script, Order: h.Order, Env: h.Env,
		Transport: h.Transport.String(), Peers: h.Peers, Events: v.run.Len(),
	}
}

func (v *viewer) farewell() ([]byte, error) {
	found, err := v.analyses.told(v.ending, v.lang, v.crowd.id, v.run)
	if err != nil {
		return nil, err
	}
	return withSlot(v.ending, v.analyses.slots, v.crowd.id, func() ([]byte, error) {
		answered, err := answers(v.ending, v.course, v.run)
		if err != nil {
			return nil, err
		}
		end, _ := v.run.Ended() // it has: this is its farewell
		return json.Marshal(farewell{Type: "end", End: end, Sentences: found, Answers: answered})
	})
}

func (v *viewer) writeJSON(message any) error {
	data, err := json.Marshal(message)
	if err != nil {
		return err
	}
	return v.writeText(data)
}
