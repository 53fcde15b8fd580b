package course

import (
	"fmt"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/record"
)

// run is a trace prepared for claims.
type run struct {
	transport lab.Transport
	events    []lab.Event
	segments  []lab.Segment
	missed    int    // segments that the capture lost
	capture   string // Env.Capture
	end       lab.End
	calls     map[subject][]*lab.Event
	tied      map[int][]lab.Origin
}

func newRun(e lab.Experiment, t record.Trace) *run {
	r := &run{
		transport: e.Transport, events: t.Events, segments: t.Segments, missed: t.SegmentsLost, capture: t.Env.Capture,
		end: t.End, calls: map[subject][]*lab.Event{},
	}
	for i := range r.events {
		event := &r.events[i]
		if event.Peer < 0 || event.Peer >= len(e.Peers) {
			continue
		}
		s := subject{name: e.Peers[event.Peer].Name, peer: event.Peer, call: event.Call}
		r.calls[s] = append(r.calls[s], event)
	}
	return r
}

// event gives the n-th event of a subject, nil when there are fewer.
func (r *run) event(n nth) *lab.Event {
	events := r.calls[n.subject]
	if n.n > len(events) {
		return nil
	}
	return events[n.n-1]
}

func (r *run) origins() map[int][]lab.Origin {
	if r.tied == nil {
		r.tied = boundary.Origins(r.transport, r.events)
	}
	return r.tied
}

func (r *run) sockets() int {
	conns := map[int]bool{}
	for i := range r.events {
		if conn := r.events[i].Conn; conn != 0 {
			conns[conn] = true
		}
	}
	return len(conns)
}

// Check holds the lesson's expectation against a run of its script; nil when
// everything that the lesson claims was so.
func (l Lesson) Check(t record.Trace) error {
	if err := l.expect.claims.check(newRun(l.Experiment, t)); err != nil {
		return fmt.Errorf("lesson %s: %w", l.Slug, err)
	}
	return nil
}

// Answers tells of each choice of the lesson's question whether it was right
// in this run, be its script edited or not.
func (l Lesson) Answers(t record.Trace) []bool {
	r := newRun(l.Experiment, t)
	answers := make([]bool, len(l.expect.choices))
	for i, c := range l.expect.choices {
		answers[i] = c.check(r) == nil
	}
	return answers
}

// Variant is the change that a lesson asks its reader to try.
type Variant struct {
	Script     string
	Experiment lab.Experiment

	claims claims
}

// Variants gives what the lesson's section on trying speaks of.
func (l Lesson) Variants() []Variant {
	variants := make([]Variant, len(l.expect.tries))
	for i, t := range l.expect.tries {
		variants[i] = Variant{Script: t.script, Experiment: t.experiment, claims: t.claims}
	}
	return variants
}

// Check holds what the lesson says of the variant against a run of it.
func (v Variant) Check(t record.Trace) error {
	return v.claims.check(newRun(v.Experiment, t))
}
