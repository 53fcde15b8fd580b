package export

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/repr"
	"stickylab/lab/script"
)

// literal is a value in the programs that can be edited.
type literal struct {
	step int    // the line of its step in the script
	part int    // which of the step's literals it is
	text string // as Python writes it
	// read gives the value of another text in its place.
	read func(text string) (any, *EditError)
}

// kind is the Kind of the literal's token.
func (l literal) kind() string {
	switch {
	case l.text == "None", l.text == "True", l.text == "False":
		return "keyword"
	case strings.ContainsAny(l.text[:1], `b'"`):
		return "string"
	}
	return "number"
}

func countLiteral(part, value, least, most int) literal {
	return literal{part: part, text: strconv.Itoa(value), read: func(text string) (any, *EditError) {
		return readInteger(text, least, most)
	}}
}

// count is a planned whole number within bounds.
func count(v value, least, most int) literal { return countLiteral(v.part, v.is.(int), least, most) }

func formatLiteral(v value) literal {
	return literal{part: v.part, text: repr.Quote(v.is.(string)), read: readFormat}
}

func seconds(v value) literal {
	return literal{part: v.part, text: secondsText(v.is.(time.Duration)), read: readSeconds}
}

func timeoutLiteral(v value) literal {
	text := secondsText(v.is.(time.Duration))
	if v.is == time.Duration(0) {
		text = "None"
	}
	return literal{part: v.part, text: text, read: readTimeout}
}

func blockingLiteral(v value) literal {
	return literal{part: v.part, text: boolText(v.is.(bool)), read: readBool}
}

// fileLiteral is the name of a file. Whether it can be one the script says.
func fileLiteral(v value) literal { return strLiteral(v, "file") }

// strLiteral is a str; wrong is the text for what is none.
func strLiteral(v value, wrong string) literal {
	return literal{part: v.part, text: repr.Quote(v.is.(string)), read: func(text string) (any, *EditError) {
		q, err := plainStr(text, wrong)
		return string(q.Value), err
	}}
}

func boolText(on bool) string {
	if on {
		return "True"
	}
	return "False"
}

func secondsText(d time.Duration) string {
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64)
}

// replace gives the action with a value in place of one of its literals.
func replace(step lab.Action, part int, value any) lab.Action {
	switch do := step.(type) {
	case lab.Listen:
		do.Backlog = value.(int)
		return do
	case lab.Recv:
		do.Size = value.(int)
		return do
	case lab.Loop:
		do.Count = value.(int)
		return do
	case lab.Branch:
		if part == leftPart {
			do.When.Left.Literal.Bytes = value.([]byte)
		} else {
			do.When.Right.Literal.Bytes = value.([]byte)
		}
		return do
	case lab.Codec:
		return replaceInCodec(do, part, value)
	case lab.SendFile:
		if part == sizePart {
			do.Size = value.(int)
		} else {
			do.Name = value.(string)
		}
		return do
	case lab.RecvFrame:
		if part == endPart {
			do.Until = value.([]byte)
		} else {
			do.By = value.(int)
		}
		return do
	case lab.RecvFile:
		do.By = value.(int)
		return do
	case lab.Ready:
		do.Within = value.(time.Duration)
		return do
	case lab.Timeout:
		do.After = value.(time.Duration)
		return do
	case lab.Blocking:
		do.On = value.(bool)
		return do
	case lab.Try:
		do.Do = replace(do.Do, part, value)
		return do
	case lab.Send:
		return replaceInSend(do, part, value)
	case action.Editable:
		return do.With(part, value)
	}
	return step
}

// replaceInSend gives the send with a value in place of one of its literals.
func replaceInSend(do lab.Send, part int, value any) lab.Action {
	switch {
	case part >= cutPart:
		do.Cut.Sizes = slices.Clone(do.Cut.Sizes)
		do.Cut.Sizes[part-cutPart] = value.(int)
	case part == eachPart:
		do.Cut.Each = value.(int)
	case part == gapPart:
		do.Gap = value.(time.Duration)
	default:
		replaceTerm(do.Terms, part, value)
	}
	return do
}

func replaceTerm(terms []lab.Term, part int, value any) {
	i := max(part, timesPart(part))
	switch term := terms[i].(type) {
	case lab.Literal:
		if part == timesPart(i) {
			term.Times = value.(int)
		} else {
			term.Bytes = value.([]byte)
		}
		terms[i] = term
	case lab.Packed:
		term.Format = value.(string)
		terms[i] = term
	}
}

// Edit gives the experiment with other values in place of its Literals, one
// for each, in Python's syntax. The lines of the script stay where they are.
// The error is an *EditError.
func Edit(e lab.Experiment, values []string) (lab.Experiment, error) {
	if e.Script == "" { // its lines count in no text yet
		var err error
		if e, err = script.Parse(script.Print(e)); err != nil {
			return e, blame("", nil, err)
		}
	}
	_, literals := render(e)
	if len(values) != len(literals) {
		return lab.Experiment{}, &EditError{Literal: -1, key: "count", args: []any{len(literals), len(values)}}
	}
	changes, err := changed(literals, values)
	if err != nil {
		return lab.Experiment{}, err
	}
	edited, refused := amend(e.Script, changes)
	if refused != nil {
		return lab.Experiment{}, blame(e.Script, changes, refused)
	}
	return edited, nil
}

// change is a new value of a literal.
type change struct {
	literal
	index int
	value any
}

// changed reads the values that differ from what stands there.
func changed(literals []literal, values []string) ([]change, error) {
	var changes []change
	for i, text := range values {
		text = strings.TrimSpace(text)
		if text == literals[i].text {
			continue
		}
		value, err := literals[i].read(text)
		if err != nil {
			err.Literal = i
			return nil, err
		}
		changes = append(changes, change{literals[i], i, value})
	}
	return changes, nil
}

// amend parses the script with the changes in it.
func amend(text string, changes []change) (lab.Experiment, error) {
	e, err := script.Parse(text)
	if err != nil {
		return e, err
	}
	for _, c := range changes {
		for _, peer := range e.Peers {
			if step := find(peer.Steps, c.step); step != nil {
				step.Do = replace(step.Do, c.part, c.value)
			}
		}
	}
	return script.Parse(script.Amend(e))
}

// find gives the step of a line, nil if there is none.
func find(steps []lab.Step, line int) *lab.Step {
	for i := range steps {
		if steps[i].Line == line {
			return &steps[i]
		}
		if step := find(lab.BlockOf(steps[i].Do), line); step != nil {
			return step
		}
	}
	return nil
}
