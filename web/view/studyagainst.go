package view

import (
	"stickylab/lab/frame"
	"stickylab/lab/framing"
	"stickylab/lab/script"
)

// StudyAgainst is what two codecs make of the same bytes.
type StudyAgainst struct {
	// Problem is what is wrong with the second codec; nil for nothing.
	Problem *FramingProblem
	// Text says where they differ first; empty without a second codec.
	Text string
	// Alike: they differ nowhere.
	Alike bool
	Sides []StudySide
	// Rows are around the first difference.
	Rows []StudyPair
}

// StudySide is one of the codecs: what it makes of all bytes, and how it cuts those
// around the first difference.
type StudySide struct {
	Codec                string
	Frames, Faults, Left int
	Text                 string
	Strip                FramedRow
}

// StudyPair is what each of the codecs has at one place; of what is alike it is the same.
type StudyPair struct {
	Alike bool
	Sides [2]string
}

// maxStrip is how many bytes are drawn around the first difference.
const maxStrip = 48

func studyAgainst(lang string, s framing.Study, codec frame.Codec, cut *framing.Cut) (StudyAgainst, error) {
	v := StudyAgainst{Problem: FramingProblemOf(lang, framing.Exercise{Text: s.With, Codec: s.Other, Err: s.Err}.Wrong())}
	if s.Other == nil {
		return v, nil
	}
	both, err := framing.CutAgainst(codec, s.Other, cut.Stream)
	if err != nil {
		return v, err
	}
	v.Alike = both.At < 0
	v.Text = T(lang, "study.against.alike", both.Alike)
	switch {
	case !v.Alike && both.Alike == 0:
		v.Text = T(lang, "study.against.first", both.At)
	case !v.Alike:
		v.Text = T(lang, "study.against.differ", both.Alike, both.At)
	}
	for i, one := range both.Cuts {
		v.Sides = append(v.Sides, StudySide{
			Codec: script.CodecText(one.Codec), Frames: one.Frames, Faults: one.Faults, Left: one.Left, Text: ownVerdict(lang, one, nil),
			Strip: againstStrip(both, i, cut.Stream),
		})
	}
	v.Rows = againstRows(lang, both)
	return v, nil
}

// againstStrip draws the bytes around the first difference as one of the codecs cuts them.
func againstStrip(both *framing.Against, side int, stream []byte) FramedRow {
	if both.At < 0 {
		return FramedRow{}
	}
	parts := append(append([]framing.Part{}, both.Common...), both.Parts[side]...)
	from := both.At
	if n := len(both.Common); n > 0 {
		from = both.Common[n-1].From
	}
	numberAt := func(at int) int {
		for _, p := range parts {
			if p.Kind == framing.RowFrame && p.From <= at && at < p.To {
				return p.Number
			}
		}
		return 0
	}
	return FramedRow{Label: script.CodecText(both.Codecs[side]), Cells: cellsOf(stream, from, len(stream), maxStrip, nil, numberAt)}
}

// againstRows lists what is around the first difference.
func againstRows(lang string, both *framing.Against) []StudyPair {
	var rows []StudyPair
	if both.At < 0 {
		return nil
	}
	for _, p := range both.Common {
		said := partText(lang, p)
		rows = append(rows, StudyPair{Alike: true, Sides: [2]string{said, said}})
	}
	for i := range max(len(both.Parts[0]), len(both.Parts[1])) {
		row := StudyPair{Sides: [2]string{"–", "–"}}
		for side, parts := range both.Parts {
			if i < len(parts) {
				row.Sides[side] = partText(lang, parts[i])
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// partText says what a codec has at a place.
func partText(lang string, p framing.Part) string {
	if p.Kind == framing.RowFrame {
		return T(lang, "study.part", p.Number, span(p.From, p.To-p.From), bodyText(p.Body))
	}
	return unguessed(p.Fault).In(lang)
}
