package view

import "strings"

// compareScript is what the second stage runs where that is no lesson.
func (p LessonPage) compareScript() string {
	if p.Compare == nil {
		return ""
	}
	return p.Compare.Script
}

// text is the program's lines as plain text.
func (p Program) text() string {
	var text strings.Builder
	for _, line := range p.Lines {
		text.WriteString(strings.Repeat("    ", line.Indent))
		for _, token := range line.Tokens {
			text.WriteString(token.Text)
		}
		text.WriteByte('\n')
	}
	return text.String()
}
