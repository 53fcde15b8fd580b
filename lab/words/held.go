package words

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
	{findings.HoldReceiver, "held.receiver"},
	{findings.HoldCork, "held.cork"},
	{findings.HoldOpen, "held.open"},
	{findings.HoldUnknown, "held.unknown"},
}

// held is about sends after which bytes stayed in the send queue: how long that
// was at the most, and what the kernel's numbers show of it.
func (s speech) held(f findings.Held) (title, text string) {
	said, waited := "held.text", "held.waited"
	if f.Sends == 1 {
		said, waited = "held.one", "held.one.waited"
	}
	parts := []string{s.t(said, s.peer(f.Where), call(f.Where), f.Sends, f.MostUnsent)}
	if f.LongestNs >= 0 {
		parts = append(parts, s.t(waited, Duration(f.LongestNs)))
	}
	for _, of := range heldWords {
		switch n := f.ByHold[of.hold]; n {
		case 0:
		case f.Sends:
			parts = append(parts, s.t(of.word, f.Window))
		default:
			parts = append(parts, s.t("held.some", n, s.t(of.word, f.Window)))
		}
	}
	if f.LimitedNs > 0 {
		parts = append(parts, s.t("held.limited", Duration(f.LimitedNs)))
	}
	return s.t("held"), strings.Join(parts, gap(s.lang))
}

// held says what was measured of one send of which bytes stayed unsent.
func (r *reasons) held(e findings.HeldSend) {
	p := e.Event.Probe
	r.add(r.t("held", eventNumber(e.Event.Seq), callOf(e.Event), p.Unsent, p.Unacked, p.Cwnd, p.MSS))
	if e.Taken == nil {
		r.add(r.t("held.left"))
	} else {
		line := r.t("held.taken", eventNumber(e.Taken.Seq), callOf(e.Taken), Duration(e.WaitNs))
		if e.Taken.Waited {
			line += gap(r.lang) + r.t("held.blocked", Duration(e.Taken.End-e.Taken.Start))
		}
		r.add(line)
	}
	for _, of := range heldWords {
		if of.hold == e.Hold {
			r.add(text(r.lang, "said."+of.word, p.Window))
		}
	}
	if e.Before != nil && e.Acked != nil {
		r.add(r.t("held.acked", Duration(e.Before.At), Duration(e.Acked.At)))
	}
}
