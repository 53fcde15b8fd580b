package script

import (
	"errors"
	"strings"

	"stickylab/lab"
)

// adapted prints the steps of an experiment that was changed and parses the
// text. Each step must have the Line of the step of original that it came
// from: an error is told there.
func adapted(e, original lab.Experiment) (lab.Experiment, error) {
	changed, err := Parse(Print(e))
	var wrong *Error
	if errors.As(err, &wrong) {
		wrong.Line = origin(e, wrong.Line)
		wrong.Col = column(original, wrong)
	}
	return changed, err
}

// origin gives the Line of what Print writes into the line n.
func origin(e lab.Experiment, n int) int {
	head := Print(lab.Experiment{Transport: e.Transport, Probes: e.Probes, Wire: e.Wire, Limit: e.Limit})
	var lines []int
	for range strings.Count(head, "\n") {
		lines = append(lines, 1)
	}
	for _, peer := range e.Peers {
		lines = appendLines(append(lines, peer.Line), peer.Steps)
	}
	if n > len(lines) {
		return 1
	}
	return max(lines[n-1], 1)
}

func appendLines(lines []int, steps []lab.Step) []int {
	for _, step := range steps {
		lines = append(lines, step.Line)
		lines = appendLines(lines, lab.BlockOf(step.Do))
	}
	return lines
}

// column gives where the step in the line of the error begins: what stands
// further in the line was written by Print.
func column(original lab.Experiment, at *Error) int {
	lines := strings.Split(original.Script, "\n")
	if at.Line > len(lines) {
		return 1
	}
	l, err := lex(at.Line, lines[at.Line-1])
	if err != nil || len(l.tokens) == 0 {
		return 1
	}
	return l.tokens[0].col
}
