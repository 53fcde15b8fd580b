package claims

import (
	"fmt"
	"math"
	"time"
)

// bounds are the numbers that a claim allows, both ends included.
type bounds struct{ least, most int }

// String gives the bounds as an expectation writes them.
func (b bounds) String() string {
	switch {
	case b.least == b.most:
		return fmt.Sprint(b.least)
	case b.most == math.MaxInt:
		return fmt.Sprintf("at least %d", b.least)
	case b.least == math.MinInt:
		return fmt.Sprintf("at most %d", b.most)
	}
	return fmt.Sprintf("at least %d at most %d", b.least, b.most)
}

// hold gives nil when got is within the bounds.
func (b bounds) hold(what string, got int) error {
	if b.least <= got && got <= b.most {
		return nil
	}
	return wrong("is", what, got, b)
}

// bounds reads N, at least N, at most N, or at least N at most N.
func (l *Line) bounds() bounds {
	if !l.Take("at") {
		n := l.Number()
		return bounds{n, n}
	}
	if l.Take("most") {
		return bounds{math.MinInt, l.Number()}
	}
	l.Want("least")
	b := bounds{l.Number(), math.MaxInt}
	if l.Take("at") {
		l.Want("most")
		if b.most = l.Number(); l.err == nil && b.most < b.least {
			l.fail("bounds", b)
		}
	}
	return b
}

// atLeast reads at least DURATION. There is no upper bound to read: a call may
// always last longer than on a machine with nothing else to do.
func (l *Line) atLeast() time.Duration {
	l.Want("at")
	l.Want("least")
	n := l.Number()
	switch unit := l.word(); unit {
	case "us":
		return time.Duration(n) * time.Microsecond
	case "ms":
		return time.Duration(n) * time.Millisecond
	case "s":
		return time.Duration(n) * time.Second
	default:
		l.fail("unit", quote(unit))
		return 0
	}
}
