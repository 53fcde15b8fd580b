package view

import (
	"html"
	"strconv"
	"strings"
)

// Tried is a change that a lesson asks to try.
type Tried struct {
	// Change says in HTML what is changed, Changes shows it in the programs.
	Change  string
	Changes []Change
	// Question is asked before it is run. Notes say of each wrong choice what is
	// wrong with it; Right is the index of the other one.
	Question       string
	Choices, Notes []string
	Right          int
	// After is HTML for those who have seen it.
	After string
	// Beside is where it is run beside the lesson, Next where the next change is, empty
	// for the last; Script is for the bench.
	Beside, Next, Script string
	// Slug and Title are the lesson's.
	Slug, Title string
}

// Change is what was changed in the program of a peer.
type Change struct {
	Peer, File string
	Lines      []ChangedLine
}

// ChangedLine is a line that was taken out, put in, or neither.
type ChangedLine struct {
	Out, In bool
	Text    string
}

// unbroken is a space at which no line is broken: a long line is to break in its code.
const unbroken = "\u00a0"

// changedText marks in HTML what was taken out and put in.
func changedText(lines []ChangedLine) string {
	var b strings.Builder
	for _, line := range lines {
		code := strings.TrimLeft(line.Text, " ")
		margin := strings.Repeat(unbroken, 1+len(line.Text)-len(code))
		text := margin + html.EscapeString(code)
		switch {
		case line.Out:
			b.WriteString("<del>-" + text + "</del>")
		case line.In:
			b.WriteString("<ins>+" + text + "</ins>")
		default:
			b.WriteString("<span>" + unbroken + text + "</span>")
		}
	}
	return b.String()
}

// numbered is the number of a change, from 1, before what it is called where there are several.
func numbered(i int, all []Tried) string {
	if len(all) < 2 {
		return ""
	}
	return strconv.Itoa(i+1) + " "
}
