package course

import (
	"errors"
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

// claims reads ALL, or either ALL or ALL { or ALL }.
func (p *parser) claims() claims {
	if !p.take("either") {
		return p.all()
	}
	ways := []claims{p.all()}
	p.want("or")
	ways = append(ways, p.all())
	for p.take("or") {
		ways = append(ways, p.all())
	}
	return claims{func(r *run) error { return r.either(ways) }}
}

// either gives nil when one of the ways holds, else what stands against each.
func (r *run) either(ways []claims) error {
	var against []error
	for _, way := range ways {
		err := way.check(r)
		if err == nil {
			return nil
		}
		against = append(against, err)
	}
	return fmt.Errorf("none of %d ways: %w", len(ways), errors.Join(against...))
}

// all reads CLAIM { and CLAIM }.
func (p *parser) all() claims {
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
	case p.take("captured"):
		return p.capturedClaim()
	case p.take("sockets"):
		want := p.bounds()
		return func(r *run) error { return want.hold("sockets", r.sockets()) }
	}
	peer := p.peer()
	if total := totals(p.text); total != nil {
		return p.totalClaim(peer, total)
	}
	s := p.call(peer)
	if p.take("count") {
		return p.countClaim(s)
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

// countClaim reads how many events of a subject there are, or, with
// properties, how many of them are so.
func (p *parser) countClaim(s subject) claim {
	want := p.bounds()
	if p.done() || p.joint() {
		return func(r *run) error { return want.hold(s.String()+" count", len(r.calls[s])) }
	}
	properties := p.properties()
	return func(r *run) error {
		n := 0
		for _, e := range r.calls[s] {
			if r.are(e, properties) == nil {
				n++
			}
		}
		return want.hold(s.String()+" count of those", n)
	}
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
	if err := r.are(e, properties); err != nil {
		return fmt.Errorf("%s: %w", n, err)
	}
	return nil
}

// are gives the first property's error.
func (r *run) are(e *lab.Event, properties []property) error {
	for _, holds := range properties {
		if err := holds(r, e); err != nil {
			return err
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
