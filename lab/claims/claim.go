package claims

import (
	"fmt"

	"stickylab/lab"
)

// claim is one statement about a run; it returns nil when it holds, else an
// error with what is so instead.
type claim func(r *Run) error

// Claims are statements about a run that hold together. The nil Claims state
// nothing and hold of every run.
type Claims []claim

// Check returns nil when all Claims hold of the run, else the first error:
// what was claimed and what is so instead.
func (cs Claims) Check(r *Run) error {
	for _, c := range cs {
		if err := c(r); err != nil {
			return err
		}
	}
	return nil
}

// Events returns the Seqs of the events that the Claims name and that are as they say, in
// the order of the claims; none where the Claims do not hold.
func (cs Claims) Events(r *Run) []int {
	r.named = nil
	if cs.Check(r) != nil {
		return nil
	}
	return r.named
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

// Claims reads ALL, or either ALL or ALL { or ALL }.
func (l *Line) Claims() Claims {
	if !l.Take("either") {
		return l.all()
	}
	ways := []Claims{l.all()}
	l.Want("or")
	ways = append(ways, l.all())
	for l.Take("or") {
		ways = append(ways, l.all())
	}
	return Claims{func(r *Run) error { return r.either(ways) }}
}

// either gives nil when one of the ways holds, else what stands against each.
func (r *Run) either(ways []Claims) error {
	var against reasons
	before := len(r.named)
	for _, way := range ways {
		err := way.Check(r)
		if err == nil {
			return nil
		}
		r.named = r.named[:before]
		against = append(against, err)
	}
	return wrong("ways", len(ways), against)
}

// all reads CLAIM { and CLAIM }.
func (l *Line) all() Claims {
	all := Claims{l.claim()}
	for l.Take("and") {
		all = append(all, l.claim())
	}
	return all
}

func (l *Line) claim() claim {
	switch {
	case l.Take("end"):
		return l.endClaim()
	case l.Take("captured"):
		return l.capturedClaim()
	case l.Take("sockets"):
		want := l.bounds()
		return func(r *Run) error { return want.hold("sockets", r.sockets()) }
	}
	peer := l.peer()
	if total := totals(l.text); total != nil {
		return l.totalClaim(peer, total)
	}
	s := l.call(peer)
	if l.Take("count") {
		return l.countClaim(s)
	}
	return l.eventClaim(s)
}

func (l *Line) endClaim() claim {
	reason := l.word()
	switch reason {
	case lab.EndDone, lab.EndStopped, lab.EndLimit, lab.EndError:
	default:
		l.fail("end", quote(reason))
	}
	return func(r *Run) error { return differ("end", r.end.Reason, reason) }
}

// countClaim reads how many events of a subject there are, or, with
// properties, how many of them are so.
func (l *Line) countClaim(s subject) claim {
	want := l.bounds()
	if l.Done() || l.joint() {
		return func(r *Run) error { return want.hold(s.String()+" count", len(r.calls[s])) }
	}
	properties := l.properties()
	return func(r *Run) error {
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
func (l *Line) eventClaim(s subject) claim {
	first := l.ordinal()
	last := first
	if l.Take("-") {
		if last = l.ordinal(); last < first {
			l.fail("range", first, last)
		}
	}
	properties := l.properties()
	return func(r *Run) error {
		for n := first; n <= last; n++ {
			if err := r.hold(nth{s, n}, properties); err != nil {
				return err
			}
		}
		return nil
	}
}

// hold checks the properties of one event.
func (r *Run) hold(n nth, properties []property) error {
	e := r.event(n)
	if e == nil {
		return wrong("not-made", n)
	}
	if err := r.are(e, properties); err != nil {
		return wrong("of", n, err)
	}
	r.named = append(r.named, e.Seq)
	return nil
}

// are gives the first property's error.
func (r *Run) are(e *lab.Event, properties []property) error {
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
		return wrong("is", what, quote(fmt.Sprint(got)), quote(fmt.Sprint(want)))
	}
	return wrong("is", what, got, want)
}
