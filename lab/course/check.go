package course

import (
	"fmt"

	"stickylab/lab"
	"stickylab/lab/claims"
	"stickylab/lab/record"
)

// Check returns nil when everything that the lesson claims was so in a run of
// its script.
func (l Lesson) Check(t record.Trace) error {
	if err := l.expect.claims.Check(claims.NewRun(t, names(l.Experiment))); err != nil {
		return fmt.Errorf("lesson %s: %w", l.Slug, err)
	}
	return nil
}

// Answers reports for each choice of the lesson's question whether it was
// right in this run. The run's script may be an edited one. What only many runs
// can answer, Mixed, one run does not.
func (l Lesson) Answers(t record.Trace) []bool {
	r := claims.NewRun(t, names(l.Experiment))
	answers := make([]bool, len(l.expect.choices))
	for i := range answers {
		answers[i] = l.holds(r, i)
	}
	return answers
}

// names lists the experiment's peers in the order of their numbers.
func names(e lab.Experiment) []string {
	all := make([]string, len(e.Peers))
	for i, p := range e.Peers {
		all[i] = p.Name
	}
	return all
}

// Variant is the change that a lesson asks its reader to try.
type Variant struct {
	Script     string
	Experiment lab.Experiment

	claims claims.Claims
}

// Variants returns what the lesson's section on trying is about.
func (l Lesson) Variants() []Variant {
	variants := make([]Variant, len(l.expect.tries))
	for i, t := range l.expect.tries {
		variants[i] = Variant{Script: t.script, Experiment: t.experiment, claims: t.claims}
	}
	return variants
}

// Check holds what the lesson says of the variant against a run of it.
func (v Variant) Check(t record.Trace) error {
	return v.claims.Check(claims.NewRun(t, names(v.Experiment)))
}
