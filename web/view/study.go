package view

import (
	"fmt"
	"strconv"

	"stickylab/lab/frame"
	"stickylab/lab/framing"
	"stickylab/lab/script"
	"stickylab/lab/structs"
)

// Study is a closer look at bytes and the codec that cuts them. Its inputs are of the
// form of the page.
type Study struct {
	// Form is the id of the form, Address shows the same again.
	Form, Address string
	Steps         []StudyStep
	// Format is of the fields, Header the one that they have when nothing is asked for,
	// Fields are those of the frames.
	Format string
	Header string
	Fields StudyFields
	States StudyStates
	// With is the text of the second codec.
	With    string
	Against StudyAgainst
	Copies  StudyCopies
}

// StudyStep is one of the bar: bytes, codec, frames, fields.
type StudyStep struct {
	Name, Href, Text string
	// State is "done", "wrong" or "open"; Here marks the one that is to be seen to.
	State string
	Here  bool
}

func (s StudyStep) mark() string {
	return map[string]string{"done": "✓", "wrong": "✗", "open": "○"}[s.State]
}

// StudyFields are the fields of the listed frames.
type StudyFields struct {
	Problem *FramingProblem
	Text    string
	Columns []StudyColumn
	Rows    []StudyRow
}

// StudyColumn is an item of the format.
type StudyColumn struct{ Item, Name, Place string }

// StudyRow has the values of a frame, or says in Short why there are none. Href leads to
// them on the page of struct.
type StudyRow struct {
	Label, Place, Href, Short string
	Values                    []string
}

// StudyStates are the decoder's states after each byte of a window.
type StudyStates struct {
	// Size counts the bytes of the stream, Byte those that the decoder was fed.
	Size, Byte int
	// From and To are the window; Said has a sentence for each of From to To, Under where
	// the frame under way begins.
	From, To int
	Said     []string
	Under    []int
	Cells    []FramedCell
}

// now is the sentence of the byte that is shown.
func (s StudyStates) now() string {
	if at := s.Byte - s.From; at >= 0 && at < len(s.Said) {
		return s.Said[at]
	}
	return ""
}

// when says what a cell is at the moment that is shown: received in frames, part of the
// frame under way, or to come.
func (s StudyStates) when(i int) string {
	at := s.From + i
	switch {
	case at >= s.Byte:
		return "yet"
	case at >= s.Under[s.Byte-s.From]:
		return "under"
	}
	return "past"
}

// StudyOf takes a closer look: cut is what the codec makes of the bytes, nil where there
// are none or the codec is wrong. script is the experiment that shows them; empty for one
// of the bytes as they are.
func StudyOf(lang, form, script string, s framing.Study, codec frame.Codec, cut *framing.Cut) (Study, error) {
	v := Study{Form: form, Format: s.Format, Header: s.Header.Format, With: s.With}
	if cut == nil {
		return v, nil
	}
	fields := framing.FieldsOf(s.Format, s.Names(), cut)
	v.Fields = studyFields(lang, fields, cut)
	from, to := s.Window(len(cut.Stream))
	states, err := framing.States(codec, cut.Stream, from, to)
	if err != nil {
		return v, err
	}
	tell, err := newStateTeller(lang, codec, len(cut.Stream))
	if err != nil {
		return v, err
	}
	v.States = studyStates(tell, states, min(s.Byte, len(cut.Stream)), cut)
	v.Steps = studySteps(lang, codec, cut, fields)
	if v.Against, err = studyAgainst(lang, s, codec, cut); err != nil {
		return v, err
	}
	v.Copies, err = studyCopies(lang, s.As, codec, cut.Stream, script)
	return v, err
}

// StudySteps are the steps before there is anything to look at.
func StudySteps(lang string, size int, codec string, wrong bool) []StudyStep {
	steps := []StudyStep{
		{Name: "bytes", State: "open", Text: T(lang, "study.step.none")},
		{Name: "codec", State: "done", Text: codec},
		{Name: "frames", State: "open", Text: "–"},
		{Name: "fields", State: "open", Text: "–"},
	}
	if size > 0 {
		steps[0].State, steps[0].Text = "done", T(lang, "study.step.bytes", size)
	}
	if wrong {
		steps[1].State = "wrong"
	}
	return linked(steps)
}

// studySteps says how far each step is.
func studySteps(lang string, codec frame.Codec, cut *framing.Cut, fields framing.Fields) []StudyStep {
	steps := StudySteps(lang, len(cut.Stream), script.CodecText(codec), false)
	frames, read := &steps[2], &steps[3]
	frames.State, frames.Text = "done", T(lang, "study.step.frames", cut.Frames)
	if !cut.Whole() || len(cut.Doubts) > 0 {
		frames.State = "wrong"
	}
	switch {
	case fields.Wrong != nil || fields.Large:
		read.State, read.Text = "wrong", fields.Format
	case fields.Format != "" && len(fields.Rows) > 0 && fields.Fit == len(fields.Rows):
		read.State, read.Text = "done", T(lang, "study.step.fields", len(fields.Columns))
	case fields.Format != "" && len(fields.Rows) > 0:
		read.State, read.Text = "wrong", T(lang, "study.step.short", len(fields.Rows)-fields.Fit)
	}
	return linked(steps)
}

// linked marks the first step that is not done, the last one when all are, and links them.
func linked(steps []StudyStep) []StudyStep {
	here := len(steps) - 1
	for i := range steps {
		steps[i].Href = "#step-" + steps[i].Name
		if steps[i].State != "done" {
			here = min(here, i)
		}
	}
	for i := range steps {
		steps[i].Here = i == here
	}
	return steps
}

// formatProblem is what Python says of a format, and what that means.
func formatProblem(lang, format string) *FramingProblem {
	fault := structs.FormatFault(lang, format)
	text := fault.Kind + ": " + fault.Message
	if fault.Hint != "" {
		text = T(lang, "study.fields.wrong", text, fault.Hint)
	}
	return &FramingProblem{Text: text, Marked: fault.Marked}
}

func studyFields(lang string, f framing.Fields, cut *framing.Cut) StudyFields {
	v := StudyFields{}
	switch {
	case f.Wrong != nil:
		v.Problem = formatProblem(lang, f.Format)
		return v
	case f.Large:
		v.Problem = &FramingProblem{Text: T(lang, "study.fields.large")}
		return v
	case f.Format == "":
		return v
	}
	v.Text = T(lang, "study.fields.read", f.Size)
	for _, c := range f.Columns {
		v.Columns = append(v.Columns, StudyColumn{Item: c.Item, Name: c.Name, Place: strconv.Itoa(c.Offset)})
	}
	for _, r := range f.Rows {
		row := StudyRow{Label: strconv.Itoa(r.Number), Place: span(r.From, r.To-r.From), Values: r.Values}
		if r.Values == nil {
			row.Short = T(lang, "study.fields.short", r.To-r.From, f.Size)
		} else {
			row.Href = StructPath(f.Format, "", fmt.Sprintf("% x", r.Head), true)
		}
		for i := range row.Values {
			row.Values[i] = shortText(row.Values[i])
		}
		v.Rows = append(v.Rows, row)
	}
	if n := cut.Frames - len(v.Rows); n > 0 {
		v.Text = T(lang, "own.then", v.Text, T(lang, "own.skipped", n))
	}
	return v
}

// shortText is a text that is not longer than maxBody characters.
func shortText(text string) string {
	if all := []rune(text); len(all) > maxBody {
		return string(all[:maxBody]) + "…"
	}
	return text
}

func studyStates(tell stateTeller, states []framing.At, at int, cut *framing.Cut) StudyStates {
	from := states[0].Byte
	v := StudyStates{Size: len(cut.Stream), Byte: at, From: from, To: from + len(states) - 1}
	for i := range states {
		v.Said = append(v.Said, tell.text(&states[i]))
		v.Under = append(v.Under, int(states[i].State.Off))
	}
	d := cutDrawer{Cut: cut, lang: tell.lang}
	v.Cells = d.cells(v.From, v.To, framing.StateWindow, nil, d.frameAt)
	return v
}

// usualCodecs are those that are offered to compare with.
func usualCodecs() (all []string) {
	for _, k := range frame.Kinds() {
		all = append(all, k.Usual())
	}
	return all
}
