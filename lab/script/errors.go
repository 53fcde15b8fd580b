package script

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// MaxErrors is how many errors of one script are said.
const MaxErrors = 20

// plain are the errors that a line has by itself. Others may follow from a line that
// could not be read, such as the listen that an accept needs.
var plain = []string{
	"utf8", "tab", "quote", "escape", "wide", "sign", "char", "letter", "blank", "hidden", "single", "step", "step-near", "step-codec", "integer", "duration", "choice", "name", "colon", "term",
	"coded", "bad-coded", "rest", "format", "bad-format", "codec", "codec-word", "operand", "bracket", "right", "edge", "head",
	"equals", "compared", "if-colon",
}

// follow are the errors that may follow from a line above that could not be read: what
// it would have done, opened or named is not known.
var follow = []string{
	"accept-first", "unconnected", "nowhere", "nowhere-file", "sender", "nothing", "close", "listener", "not-integer", "term-number", "pack", "compare-kinds", "compare-order", "ready-first",
	"conn-open", "conn-loop", "conn-given", "name-taken", "depends", "branch-connect",
	"thread-codec", "thread-vanish", "thread-listener", "thread-within", "codec-first", "codec-json",
	"break-alone", "else-alone", "after-end",
}

// unnamed are those that follow only where a line left out has the name.
var unnamed = []string{"unknown-name", "if-name", "conn-unknown", "thread-conn", "term"}

// follows reports whether an error may follow from the lines that were left out.
func (c *cursor) follows(key string, args []any) bool {
	switch {
	case !c.lenient:
		return false
	case !slices.Contains(unnamed, key):
		return slices.Contains(follow, key)
	}
	return c.mayName(fmt.Sprint(args[0]))
}

// mayName reports whether a line that was left out has the name.
func (c *cursor) mayName(name string) bool {
	for _, line := range c.left {
		if slices.Contains(strings.FieldsFunc(line, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }), name) {
			return c.lenient
		}
	}
	return false
}

// others returns the errors that stand in the lines behind the first one: each is
// looked for with the lines of those before left out.
func others(text string, first *Error) (more []*Error) {
	lines := strings.Split(text, "\n")
	left := map[int]string{}
	for e := first; len(more) < MaxErrors-1; {
		put, whole := standIn(lines, e)
		if put == lines[e.Line-1] {
			return more
		}
		if !whole {
			left[e.Line] = lines[e.Line-1]
		}
		lines[e.Line-1] = put
		before := e
		if _, e = parsed(strings.Join(lines, "\n"), left); e == nil || e.Line <= first.Line {
			return more
		}
		again := e.key == "indent" && before.key == e.key && e.Line == before.Line+1 // of the same block
		_, anyTransport := left[transportLine(lines)]
		if !again && (!anyTransport || e.texts != nil || slices.Contains(plain, e.key)) {
			more = append(more, e)
		}
	}
	return more
}

// transportLine is the number of the first line that says something.
func transportLine(lines []string) int {
	return 1 + slices.IndexFunc(lines, says)
}

// says reports whether a line is more than a comment.
func says(line string) bool {
	content := strings.TrimSpace(line)
	return content != "" && !strings.HasPrefix(content, "#")
}

// standIn is a line that is right where another one is wrong: the transport, a peer's
// line where steps stand below, or a step; or, whole, the line itself at another margin.
func standIn(lines []string, e *Error) (put string, whole bool) {
	at := e.Line - 1
	if e.key == "indent" {
		return strings.Repeat(" ", e.args[1].(int)) + strings.TrimSpace(lines[at]), true
	}
	switch indent, below := margin(lines[at]), marginBelow(lines[at+1:]); {
	case e.Line == transportLine(lines):
		return "tcp", false
	case below > indent && indent == 0:
		return fmt.Sprintf("left_out_%d:", at), false
	case below > indent:
		return strings.Repeat(" ", indent) + "loop 1:", false
	case indent == 0:
		return "", false
	default:
		return strings.Repeat(" ", indent) + "sleep 0s", false
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
		if says(line) {
			return margin(line)
		}
	}
	return 0
}
