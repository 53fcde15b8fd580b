package claims

import (
	"fmt"
	"strconv"

	"stickylab/lab"
)

// Value is something that was measured in a run, for a sentence to name: ok is
// false where it was not.
type Value func(r *Run) (text string, ok bool)

// ParseValue reads which value is meant, of peers of these names:
//
//	PEER sent, PEER received, PEER lost    so many bytes
//	PEER CALL count                        how often the peer completed the call
//	PEER CALL returned                     how often it returned without an error
//	PEER CALL K got, asked, datagram, arg  of its K-th such call, as claims have them; outq and the
//	                                       other words of what the kernel held too
//	PEER CALL K took                       from its start to its end
//	PEER CALL K after PEER CALL K          from the end of the second to that of the first
func ParseValue(source string, peers []string) (Value, error) {
	l := NewLine(source, peers)
	value := l.value()
	return value, l.Finish()
}

func (l *Line) value() Value {
	peer := l.peer()
	if total := totals(l.text); total != nil {
		l.next()
		return func(r *Run) (string, bool) { return strconv.Itoa(total.of(r, peer.peer)), true }
	}
	s := l.call(peer)
	if l.Take("count") {
		return func(r *Run) (string, bool) { return strconv.Itoa(len(r.calls[s])), true }
	}
	if l.Take("returned") {
		return s.returned
	}
	n := nth{s, l.ordinal()}
	if l.Take("after") {
		return n.since(l.single())
	}
	return n.field(l)
}

// returned counts the calls without an error: a call that the end of the run cut off did
// not return.
func (s subject) returned(r *Run) (string, bool) {
	n := 0
	for _, e := range r.calls[s] {
		if e.Err == "" {
			n++
		}
	}
	return strconv.Itoa(n), true
}

// since is the time between the ends of two calls.
func (n nth) since(other nth) Value {
	return func(r *Run) (string, bool) {
		e, o := r.event(n), r.event(other)
		if e == nil || o == nil || e.End < o.End {
			return "", false
		}
		return timeText(e.End - o.End), true
	}
}

// field reads the word of a field of the event.
func (n nth) field(l *Line) Value {
	word := l.word()
	of := func(get func(*lab.Event) (string, bool)) Value {
		return func(r *Run) (string, bool) {
			e := r.event(n)
			if e == nil {
				return "", false
			}
			return get(e)
		}
	}
	if field := probeField(word); field != nil {
		return of(func(e *lab.Event) (string, bool) {
			if e.Probe == nil || field(e.Probe) == lab.Missing {
				return "", false
			}
			return strconv.Itoa(int(field(e.Probe))), true
		})
	}
	switch word {
	case "took":
		return of(func(e *lab.Event) (string, bool) { return timeText(e.End - e.Start), true })
	case "got", "asked", "datagram", "arg":
		return of(func(e *lab.Event) (string, bool) { return strconv.Itoa(counted(e, word)), true })
	}
	l.fail("property", quote(word))
	return nil
}

// timeText writes a time in the unit that suits it.
func timeText(ns int64) string {
	if ns < 1e6 {
		return fmt.Sprintf("%.1f µs", float64(ns)/1e3)
	}
	if ns < 1e9 {
		return fmt.Sprintf("%.1f ms", float64(ns)/1e6)
	}
	return fmt.Sprintf("%.2f s", float64(ns)/1e9)
}
