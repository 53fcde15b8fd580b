package view

import (
	"strings"

	"stickylab/lab/findings"
)

// heldWords name what bytes waited for in the send queue, in the order in which
// it is told.
var heldWords = [...]struct {
	hold findings.Hold
	word string
}{
	{findings.HoldNagle, "held.nagle"},
	{findings.HoldWindow, "held.window"},
	{findings.HoldCork, "held.cork"},
	{findings.HoldUnknown, "held.unknown"},
}

// held tells of sends after which bytes stayed in the send queue, how long that
// was at the most, and what the kernel's numbers say of it.
func (s speech) held() (title, text string) {
	f := s.f
	said, waited := "held.text", "held.waited"
	if f.Messages == 1 {
		said, waited = "held.one", "held.one.waited"
	}
	parts := []string{s.t(said, s.peer(), s.call(), f.Messages, f.Whole)}
	if f.WaitNs >= 0 {
		parts = append(parts, s.t(waited, duration(f.WaitNs)))
	}
	for _, of := range heldWords {
		switch n := f.Holds[of.hold]; n {
		case 0:
		case f.Messages:
			parts = append(parts, s.t(of.word))
		default:
			parts = append(parts, s.t("held.some", n, s.t(of.word)))
		}
	}
	return s.t("held"), strings.Join(parts, s.gap())
}

// held tells what was measured of one send of which bytes stayed unsent.
func (r *reasons) held() {
	h := r.e.Held
	r.add(r.t("held", h.Seq, r.call(), h.Unsent, h.Unacked, h.Cwnd, h.SegmentSize))
	if h.Taken == nil {
		r.add(r.t("held.left"))
	} else {
		line := r.t("held.taken", h.Taken.Seq, callOf(h.Taken), duration(h.WaitNs))
		if h.Taken.Waited {
			line += gap(r.lang) + r.t("held.blocked", duration(h.Taken.End-h.Taken.Start))
		}
		r.add(line)
	}
	for _, of := range heldWords {
		if of.hold == h.Hold {
			r.add(T(r.lang, "said."+of.word))
		}
	}
}
