package script

import (
	"slices"
	"strings"
)

// MaxErrors is how many errors of one script are said.
const MaxErrors = 20

// plain are the errors that a line has by itself. Others may follow from a line that
// could not be read, such as the listen that an accept needs.
var plain = []string{
	"utf8", "tab", "quote", "escape", "wide", "char", "letter", "blank", "hidden", "single", "step", "integer", "duration", "choice", "name", "colon", "term",
	"coded", "bad-coded", "rest", "format", "bad-format", "codec", "codec-word", "operand", "bracket", "right", "edge", "head",
	"equals", "compared", "if-colon",
}

// others returns the errors that stand in the lines behind the first one: each is
// looked for with the lines of those before left out.
func others(text string, first *Error) (more []*Error) {
	lines := strings.Split(text, "\n")
	for e := first; len(more) < MaxErrors-1; {
		leftOut := standIn(lines, e.Line-1)
		if leftOut == lines[e.Line-1] {
			return more
		}
		lines[e.Line-1] = leftOut
		if e = parse(strings.Join(lines, "\n")); e == nil || e.Line <= first.Line {
			return more
		}
		if e.texts != nil || slices.Contains(plain, e.key) {
			more = append(more, e)
		}
	}
	return more
}

// standIn is a line that is right where another one is wrong: the transport, a peer's
// line where steps stand below, or a step.
func standIn(lines []string, at int) string {
	first := true
	for _, before := range lines[:at] {
		if content := strings.TrimSpace(before); content != "" && !strings.HasPrefix(content, "#") {
			first = false
		}
	}
	switch indent, below := margin(lines[at]), marginBelow(lines[at+1:]); {
	case first:
		return "tcp"
	case below > indent && indent == 0:
		return "left_out_" + strings.Repeat("x", at%20) + ":"
	case below > indent:
		return strings.Repeat(" ", indent) + "loop 1:"
	case indent == 0:
		return ""
	default:
		return strings.Repeat(" ", indent) + "sleep 0s"
	}
}

// margin counts the blanks that a line begins with, of any kind.
func margin(line string) int {
	n := 0
	for _, r := range line {
		if r != ' ' && r != '\t' && r != '\u00a0' && r != '\u3000' {
			break
		}
		n++
	}
	return n
}

// marginBelow is the margin of the next line that says something.
func marginBelow(lines []string) int {
	for _, line := range lines {
		if content := strings.TrimSpace(line); content != "" && !strings.HasPrefix(content, "#") {
			return margin(line)
		}
	}
	return 0
}
