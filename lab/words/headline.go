package words

import (
	"slices"
	"strings"

	"stickylab/lab/findings"
)

// The kinds of a headline in the API: an answer, and one of a run that kept the
// boundaries between its messages or found them again.
const (
	KindAnswer     = "answer"
	KindAnswerKept = "answer-kept"
)

// Headline is the sentence that answers what was asked about a run, over all else that
// the run shows, which becomes its Rest. It rests on the events, given by their Seqs.
func Headline(lang, answer string, events []int, boundaries findings.Boundaries, rest []Told) Told {
	kind, title := KindAnswerKept, "said.answer"
	switch boundaries {
	case findings.BoundariesKept:
		title += ".kept"
	case findings.BoundariesFound:
		title += ".found"
	case findings.BoundariesUnknown:
		kind = KindAnswer
	}
	answer = withoutMarks.Replace(answer)
	told := Told{
		Kind: kind, Title: text(lang, title), Text: answer, Why: []string{},
		Events: events, Said: []Piece{{Text: answer}}, Rest: rest,
	}
	if len(events) > 0 {
		why := text(lang, "said.answer.why", eventList(lang, events))
		told.Why, told.Grounds = []string{plain(why)}, [][]Piece{piecesOf(lang, why)}
	}
	if len(rest) > 0 {
		told.Folded = text(lang, "said.answer.folded", len(rest))
	}
	return told
}

// WithoutLuck leaves out that receives of a byte stream happened to take whole messages:
// it says nothing to those who have not seen yet that they may take anything else.
func WithoutLuck(lang string, all []Told) []Told {
	return slices.DeleteFunc(slices.Clone(all), func(t Told) bool { return t.Title == text(lang, "said.matched") })
}

// eventList names events by their numbers, once each.
func eventList(lang string, events []int) string {
	var all []string
	named := map[int]bool{}
	for _, seq := range events {
		if !named[seq] {
			all = append(all, text(lang, "why.event.word")+eventNumber(seq).String())
		}
		named[seq] = true
	}
	separator := ", "
	if lang != "en" {
		separator = "、"
	}
	return strings.Join(all, separator)
}
