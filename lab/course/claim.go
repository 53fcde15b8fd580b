package course

import (
	"fmt"

	"stickylab/lab"
)

// claim is one thing said about a run; it gives nil when it holds, else what
// is so instead.
type claim func(r *run) error

// claims hold together.
type claims []claim

// check gives the first claim's error.
func (cs claims) check(r *run) error {
	for _, c := range cs {
		if err := c(r); err != nil {
			return err
		}
	}
	return nil
}

// subject is a call of a peer.
type subject struct {
	name string
	peer int
	call lab.Call
}

func (s subject) String() string { return s.name + " " + s.call.String() }

// nth is one of the events of a subject, counted from 1.
type nth struct {
	subject
	n int
}

func (n nth) String() string { return fmt.Sprintf("%s %d", n.subject, n.n) }

// claims reads CLAIM { and CLAIM }.
func (p *parser) claims() claims {
	all := claims{p.claim()}
	for p.take("and") {
		all = append(all, p.claim())
	}
	return all
}

func (p *parser) claim() claim {
	switch {
	case p.take("end"):
		return p.endClaim()
	case p.take("sockets"):
		n := p.number()
		return func(r *run) error { return differ("sockets", r.sockets(), n) }
	}
	s := p.subject()
	if p.take("count") {
		n := p.number()
		return func(r *run) error { return differ(s.String()+" count", len(r.calls[s]), n) }
	}
	return p.eventClaim(s)
}

func (p *parser) endClaim() claim {
	reason := p.word()
	switch reason {
	case lab.EndDone, lab.EndStopped, lab.EndLimit, lab.EndError:
	default:
		p.fail("no run ends with %q", reason)
	}
	return func(r *run) error { return differ("end", r.end.Reason, reason) }
}

// eventClaim reads N or N-M and the properties of those events.
func (p *parser) eventClaim(s subject) claim {
	first := p.ordinal()
	last := first
	if p.take("-") {
		if last = p.ordinal(); last < first {
			p.fail("%d-%d is no range", first, last)
		}
	}
	properties := p.properties()
	return func(r *run) error {
		for n := first; n <= last; n++ {
			if err := r.hold(nth{s, n}, properties); err != nil {
				return err
			}
		}
		return nil
	}
}

// hold checks the properties of one event.
func (r *run) hold(n nth, properties []property) error {
	e := r.event(n)
	if e == nil {
		return fmt.Errorf("%s was not made", n)
	}
	for _, holds := range properties {
		if err := holds(r, e); err != nil {
			return fmt.Errorf("%s: %w", n, err)
		}
	}
	return nil
}

// differ tells got from want.
func differ[T comparable](what string, got, want T) error {
	if got == want {
		return nil
	}
	if _, ok := any(got).(string); ok {
		return fmt.Errorf("%s is %q, want %q", what, any(got), any(want))
	}
	return fmt.Errorf("%s is %v, want %v", what, got, want)
}
