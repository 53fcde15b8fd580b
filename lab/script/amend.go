package script

import (
	"strings"

	"stickylab/lab"
)

// Amend writes the steps of e into e.Script, each into the line it was parsed
// from: margins, comments and the numbers of the lines stay. e must come from
// Parse with no step added, moved or removed.
func Amend(e lab.Experiment) string {
	lines := strings.Split(e.Script, "\n")
	for _, peer := range e.Peers {
		amendSteps(lines, peer.Steps)
	}
	return strings.Join(lines, "\n")
}

func amendSteps(lines []string, steps []lab.Step) {
	for _, step := range steps {
		src := lines[step.Line-1]
		l, err := lex(step.Line, src)
		if err != nil {
			continue
		}
		written := strings.TrimRight(src[:l.code], " \t\r")
		lines[step.Line-1] = src[:l.indent] + PrintStep(step.Do) + src[len(written):]
		amendSteps(lines, lab.BlockOf(step.Do))
	}
}
