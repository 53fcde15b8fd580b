package web

import (
	"regexp"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/glossary"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// aroundChange is how many lines stand around the lines of a program that were changed.
const aroundChange = 1

// changes lists what is another in the programs of b, peer by peer, as lines of
// Python. Peers that are as they were are left out.
func changes(lang string, a, b lab.Experiment) []view.Change {
	before := map[string][]string{}
	for _, p := range export.Python(a) {
		before[p.Peer] = shownLines(lang, p, waits(a))
	}
	var all []view.Change
	for _, p := range export.Python(b) {
		now := shownLines(lang, p, waits(b))
		if lines := changedLines(before[p.Peer], now); lines != nil {
			all = append(all, view.Change{Peer: p.Peer, File: p.File, Lines: lines})
		}
	}
	return all
}

// shownLines are the lines of a program as pages show them.
func shownLines(lang string, p export.Program, waits map[int]lab.Wait) []string {
	lines := make([]string, len(p.Lines))
	for i, line := range p.Lines {
		lines[i] = line.String()
		if wait, ok := waits[line.Step]; ok {
			margin := lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " "))]
			lines[i] = margin + view.WaitTokens(lang, wait)[0].Text
		}
	}
	return lines
}

// changedLines compares two texts line by line and keeps what was taken out and put
// in, with a little of what stands around it; nil where they are the same.
func changedLines(a, b []string) []view.ChangedLine {
	// common[i][j] is how many lines a[i:] and b[j:] have in common, in order.
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i, line := range slices.Backward(a) {
		for j, other := range slices.Backward(b) {
			common[i][j] = max(common[i+1][j], common[i][j+1])
			if isSame(line, other) {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var all []view.ChangedLine
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && isSame(a[i], b[j]):
			all = append(all, view.ChangedLine{Text: b[j]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			all = append(all, view.ChangedLine{Out: true, Text: a[i]})
			i++
		default:
			all = append(all, view.ChangedLine{In: true, Text: b[j]})
			j++
		}
	}
	return near(all)
}

// numbered are the names of what is received, which have a number where there are several.
var numbered = regexp.MustCompile(`\bdata\d+\b`)

// isSame reports whether two lines do the same, with names that may have other numbers.
func isSame(a, b string) bool {
	return a == b || numbered.ReplaceAllString(a, "data") == numbered.ReplaceAllString(b, "data")
}

// near leaves out what stands far from what was changed.
func near(all []view.ChangedLine) []view.ChangedLine {
	var kept []view.ChangedLine
	for i, line := range all {
		around := all[max(i-aroundChange, 0):min(i+aroundChange+1, len(all))]
		if slices.ContainsFunc(around, func(l view.ChangedLine) bool { return l.In || l.Out }) {
			kept = append(kept, line)
		}
	}
	return kept
}

// variantOf finds the change of a lesson that an experiment is, by its number from 1;
// 0 where it is none.
func variantOf(lesson course.Lesson, exp lab.Experiment) int {
	text := script.Print(exp)
	return 1 + slices.IndexFunc(lesson.Variants(), func(v course.Variant) bool { return script.Print(v.Experiment) == text })
}

// triedOf is what a lesson asks about its n-th change, from 1; false where it asks nothing.
func triedOf(lesson course.Lesson, lang string, n int) (view.Tried, bool) {
	tries := lesson.Text(lang).Tries
	if n < 1 || n > len(tries) {
		return view.Tried{}, false
	}
	variants, t := lesson.Variants(), tries[n-1]
	next := ""
	if n < len(variants) {
		next = variantAddress(lesson, variants[n], n+1)
	}
	return view.Tried{
		Slug: lesson.Slug, Title: lesson.Text(lang).Title,
		Change: t.Change, Changes: changes(lang, lesson.Experiment, variants[n-1].Experiment),
		Question: t.Question, Choices: t.Choices, Notes: t.Notes, Right: t.Right(),
		After:  glossary.Link(lang, t.After, glossaryPath),
		Beside: variantAddress(lesson, variants[n-1], n), Next: next, Script: variants[n-1].Script,
	}, true
}
