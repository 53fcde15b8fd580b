package view

import (
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// clientsFirst orders programs as the timeline's lanes are: what sends first,
// the server last.
func clientsFirst(programs []Program) []Program {
	ordered := slices.Clone(programs)
	slices.SortStableFunc(ordered, func(a, b Program) int { return rank(a) - rank(b) })
	return ordered
}

func rank(p Program) int {
	if p.Peer == "server" {
		return 1
	}
	return 0
}

// Literals gives the texts of the editable tokens of all programs, in the order
// of their indexes.
func Literals(programs []Program) []string {
	texts := []string{}
	for _, program := range programs {
		for _, line := range program.Lines {
			for _, token := range line.Tokens {
				if token.Literal == len(texts) {
					texts = append(texts, token.Text)
				}
			}
		}
	}
	return texts
}

// own is the program's own text of a literal, also where another one is shown.
func (t Token) own() string {
	if t.Own != "" {
		return t.Own
	}
	return t.Text
}

func (p *LiteralProblem) of(t Token) bool { return p != nil && p.Literal == t.Literal }

func (p *LiteralProblem) text(t Token) string {
	if !p.of(t) {
		return ""
	}
	return p.Message
}

func (p LessonPage) compareSlug() string {
	if p.Compare == nil {
		return ""
	}
	return p.Compare.Slug
}

// benchPath leads to the bench with a script on it.
func benchPath(script string) templ.SafeURL {
	return templ.SafeURL("/script?" + url.Values{"text": {script}}.Encode())
}

// The bench shows at least and at most this many lines at once.
const (
	minBenchRows = 14
	maxBenchRows = 30
)

func benchRows(text string) int {
	return min(max(strings.Count(text, "\n")+2, minBenchRows), maxBenchRows)
}

// wrongLine gives the line that the problem is in with a mark under the
// column.
func (p ScriptPage) wrongLine() string {
	lines := strings.Split(p.Text, "\n")
	if p.Problem == nil || p.Problem.Line < 1 || p.Problem.Line > len(lines) {
		return ""
	}
	line := strings.TrimRight(lines[p.Problem.Line-1], "\r")
	return line + "\n" + markUnder(line, p.Problem.Col)
}

// markUnder keeps tabs, so that the mark stands under its character.
func markUnder(line string, col int) string {
	var out strings.Builder
	for _, c := range []rune(line)[:min(max(col-1, 0), len([]rune(line)))] {
		switch {
		case c == '\t':
			out.WriteRune('\t')
		case c > 0x2e7f: // CJK takes two columns of a monospace face
			out.WriteString("  ")
		default:
			out.WriteRune(' ')
		}
	}
	out.WriteRune('^')
	return out.String()
}
