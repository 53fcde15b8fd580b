// Package exercise holds the exercises at the end of each part of the course,
// each a folder with a script to begin with, its task in Chinese and English,
// hints, an answer, and what has to be so in real runs of what a learner wrote.
//
// A line of check.txt is one of
//
//	yours PEER { PEER }     only these programs are the learner's: each case-N.txt is run with them
//	zh SENTENCE             what is not met where the conditions below do not hold
//	en SENTENCE             the same in English
//	CLAIMS                  a condition on every run, as lab/claims has them
//	keep PEER { PEER }      a condition: these programs are as they were
//	without WORD { WORD }   a condition: no line of the programs has one of these words
//	change N                a condition: at most N lines were changed
//	# comment
package exercise

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/claims"
	"stickylab/lab/record"
)

// Exercise is one exercise. It is read-only and may be shared.
type Exercise struct {
	// Slug names it in addresses, Part is the part of the course that it ends.
	Slug string
	Part int
	// Start is the script to begin with, Answer one that passes, Wrong are some
	// that do not, as learners write them.
	Start, Answer string
	Wrong         []string

	texts map[string]Text
	start lab.Experiment
	yours []string
	cases []lab.Experiment
	musts []must
}

// Text is what an exercise says in one language: Title is plain text, all others
// are HTML made from Markdown in which raw HTML is an error.
type Text struct {
	Title, Task string
	// Hints lead to the answer step by step; Why is for afterwards.
	Hints []string
	Why   string
}

// Text returns the text in "en", or in Chinese for any other language.
func (x Exercise) Text(lang string) Text {
	text, ok := x.texts[lang]
	if !ok {
		text = x.texts["zh"]
	}
	text.Hints = slices.Clone(text.Hints)
	return text
}

// must is something that has to be so, and what is said where it is not.
type must struct {
	unmet    Unmet
	claims   []string // on runs
	programs []condition
}

// condition reports whether the programs of a learner are so.
type condition func(x *Exercise, e lab.Experiment) bool

// Unmet says in Chinese and English what is not met.
type Unmet struct{ zh, en string }

// In returns the sentence in "en", or in Chinese for any other language.
func (u *Unmet) In(lang string) string {
	if lang == "en" {
		return u.en
	}
	return u.zh
}

// Check holds what an exercise asks for against runs of the experiments that
// Runs gave for what the learner wrote, one trace for each; nil when all is met.
func (x Exercise) Check(written lab.Experiment, traces []record.Trace) *Unmet {
	for _, m := range x.musts {
		for _, t := range traces {
			run := claims.NewRun(t, t.Peers)
			for _, text := range m.claims {
				line := claims.NewLine(text, t.Peers)
				held := line.Claims()
				if line.Finish() != nil || held.Check(run) != nil {
					return &m.unmet // a claim of a peer that is not there does not hold
				}
			}
		}
		for _, so := range m.programs {
			if !so(&x, written) {
				return &m.unmet
			}
		}
	}
	return nil
}
