package words

import (
	"strings"

	"stickylab/lab"
)

// KindEnding is the Kind of the sentence that says why a run ended.
const KindEnding = "ending"

// Ended says why a run ended before all its programs did; it is false for a
// run that went to its end, or still goes on.
func Ended(lang string, end lab.End) (Told, bool) {
	if end.Reason == "" || end.Reason == lab.EndDone {
		return Told{}, false
	}
	title := end.Reason
	if key := "end.title." + end.Reason; has(key) {
		title = text(lang, key)
	}
	detail := endDetail(lang, end)
	if detail == "" {
		detail = endReason(lang, end)
	}
	return Told{Kind: KindEnding, Title: title, Text: capital(text(lang, "end.sentence", detail)), Why: []string{}}, true
}

// Ending says how a run ended, in the words of a line; nil is a run that goes
// on.
func Ending(lang string, end *lab.End) string {
	if end == nil {
		return text(lang, "run.going")
	}
	reason, detail := endReason(lang, *end), endDetail(lang, *end)
	if detail == "" {
		return reason
	}
	return reason + text(lang, "run.detail", detail)
}

// endReason gives the reason's words; a reason that has none stands for itself.
func endReason(lang string, end lab.End) string {
	if key := "js.end." + end.Reason; has(key) {
		return text(lang, key)
	}
	return end.Reason
}

// endDetail gives the words of an end's detail: which limit, or which call
// failed. A detail that has none stands for itself.
func endDetail(lang string, end lab.End) string {
	switch end.Reason {
	case lab.EndStopped:
		if end.Detail == "" {
			return text(lang, "end.detail.stopped")
		}
	case lab.EndLimit:
		if key := "end.detail." + end.Detail; has(key) {
			return text(lang, key)
		}
	case lab.EndError:
		if call, ok := readFailure(end.Detail); ok {
			key := "end.detail.error"
			if of := key + "." + call.name; has(of) {
				key = of
			}
			return text(lang, key, PeerIn(lang, call.peer), call.line, call.name, errName(lang, call.err))
		}
		if program, what, ok := strings.Cut(end.Detail, ": "); ok {
			if what == lab.EndLeft {
				return text(lang, "end.detail.left", program)
			}
			if raised, ok := strings.CutPrefix(what, lab.EndRaised); ok {
				return text(lang, "end.detail.raised", program, raised)
			}
		}
	}
	return end.Detail
}

// failure is the call that ended a run.
type failure struct{ peer, line, name, err string }

// readFailure reads "client:9 connect ECONNREFUSED".
func readFailure(detail string) (f failure, ok bool) {
	words := strings.Fields(detail)
	if len(words) != 3 {
		return f, false
	}
	peer, line, ok := strings.Cut(words[0], ":")
	return failure{peer, line, words[1], words[2]}, ok
}
