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
	Source    string    `json:"source,omitempty"`
	Script    string    `json:"script"`
	Order     lab.Order `json:"order"`
	Env       lab.Env   `json:"env"`
	Transport string    `json:"transport"`
	// Peers are those that are known before any event, if there are some.
	Peers []string `json:"peers"`
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

func helloOf(id string, run Run) hello {
	h := run.About()
	return hello{
		Type: "hello", Run: id, Slug: h.Slug, Source: h.Source, Script: h.Script, Order: h.Order, Env: h.Env,
		Transport: h.Transport.String(), Peers: append([]string{}, h.Peers...), Events: run.Len(),
	}
}

func (v *viewer) farewell() ([]byte, error) {
	ctx := withClient(v.ending, "run "+v.crowd.id) // for all its viewers: who of them is first may wait for much else
	said, err := v.analyses.answered(ctx, v.course, v.lang, v.crowd.id, v.run)
	if err != nil {
		return nil, err
	}
	end, _ := v.run.Ended() // it has: this is its farewell
	return json.Marshal(farewell{Type: "end", End: end, Sentences: said.Told, Answers: said.Held})
}

func (v *viewer) writeJSON(message any) error {
	data, err := json.Marshal(message)
	if err != nil {
		return err
	}
	return v.writeText(data)
}
