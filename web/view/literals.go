package view

import (
	"regexp"
	"strings"
)

// opening is a call that is not closed: its name is the first group. closed is what
// stands in parentheses with none within.
var (
	opening = regexp.MustCompile(`(\w+)\([^()]*$`)
	closed  = regexp.MustCompile(`\([^()]*\)`)
)

// placed is a line of a program with its place.
type placed struct {
	Line
	File   string
	Number int
}

func (p Program) line(n int) placed { return placed{p.Lines[n], p.File, n + 1} }

// literalName says which of the values that can be changed a token is: in which
// file and line, and of what it is an argument.
func (p placed) literalName(lang string, t Token) string {
	var before strings.Builder
	number, all := 0, 0
	for _, other := range p.Tokens {
		if other.Literal >= 0 {
			all++
		}
		if other.Literal == t.Literal {
			number = all
		}
		if number == 0 {
			before.WriteString(other.Text)
		}
	}
	what := T(lang, "lesson.literal.value")
	if name := callAt(before.String()); name != "" {
		what = T(lang, "lesson.literal.of", name)
	}
	if all > 1 {
		what = T(lang, "lesson.literal.nth", what, number, all)
	}
	return T(lang, "lesson.literal", p.File, p.Number, what)
}

// callAt is the call that is not closed at the end of a text, "" for none.
func callAt(text string) string {
	for closed.MatchString(text) {
		text = closed.ReplaceAllLiteralString(text, "")
	}
	if call := opening.FindStringSubmatch(text); call != nil {
		return call[1]
	}
	return ""
}
