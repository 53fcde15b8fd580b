// Package course holds the lessons of the lab, each a folder with a script,
// its text in Chinese and English, and its expectation: what the text claims
// about the run, in a form that is held against every real run.
//
// # Expectation
//
// A line of expect.txt is one of
//
//	CLAIMS                               what every run of the script shows
//	choice N: CLAIMS                     when the N-th choice of the question is right
//	choice N: mixed                      the N-th choice is right when some runs of many show one of
//	                                     the others and some another; one run alone answers nothing
//	try "OLD" -> "NEW" { , "OLD" -> "NEW" }    a variant: the first OLD in the script becomes NEW, and so on
//	try: CLAIMS                          what every run of the variant above shows
//	pause before PEER CALL N             where a run that is shown again stops for the question
//	show PEER LANE { and PEER LANE }      the lanes that the lesson is about, which never fold by themselves:
//	                                     calls, send queue, receive queue, accept queue, wire, decoder or sockets of a peer
//	cure: CLAIMS, uncured: CLAIMS        what every run of cure.txt or uncured.txt shows, the script beside
//	# comment
//
// CLAIMS are those of lab/claims.
package course

import (
	"slices"
	"strings"

	"stickylab/lab"
)

// Lesson is one lesson of the course. It is read-only and may be shared.
type Lesson struct {
	// Slug names it in addresses and on the command line, Was the name that it had
	// before, empty without one.
	Slug, Was string
	// Part is the part of the course, from 1.
	Part int
	// Minutes is the time that a class takes for it, 0 where nobody says; Core
	// tells whether it is on the core path, for those with little time.
	Minutes int
	Core    bool
	// Script is what the lesson ships, Experiment the same parsed.
	Script     string
	Experiment lab.Experiment
	// Cure is the slug of the lesson that cures what this one shows, Uncured
	// of the first one that shows it without the cure: its run is compared
	// with this one's. Empty without one.
	Cure, Uncured string

	texts  map[string]Text
	saying map[string][]saying // by language, of each choice
	expect expectation
	teach  [2]Notes // in Chinese, in English
	beside *Beside
}

// Pause returns where a run of the lesson that is shown again stops.
func (l Lesson) Pause() Pause { return l.expect.pause }

// Lanes returns the lanes of the timeline that the lesson is about, as pages
// have them: "server receive, client send".
func (l Lesson) Lanes() string {
	all := make([]string, len(l.expect.lanes))
	for i, lane := range l.expect.lanes {
		all[i] = lane.String()
	}
	return strings.Join(all, ", ")
}

// Mixed returns the index of the choice that is right when runs differ, false
// where one run answers the question.
func (l Lesson) Mixed() (choice int, ok bool) {
	choice = slices.Index(l.expect.mixed, true)
	return choice, choice >= 0
}

// Text gives the lesson's text in "en", or in Chinese for any other language.
func (l Lesson) Text(lang string) Text {
	text, ok := l.texts[lang]
	if !ok {
		text = l.texts["zh"]
	}
	text.Choices, text.Notes = slices.Clone(text.Choices), slices.Clone(text.Notes)
	return text
}

// Course is the lessons in their order. It is read-only and may be shared.
type Course struct{ lessons []Lesson }

// All returns the lessons in the order of the course.
func (c *Course) All() []Lesson { return slices.Clone(c.lessons) }

// Find returns the lesson with the slug, or that had it once.
func (c *Course) Find(slug string) (Lesson, bool) {
	i := slices.IndexFunc(c.lessons, func(l Lesson) bool { return slug != "" && (l.Slug == slug || l.Was == slug) })
	if i < 0 {
		return Lesson{}, false
	}
	return c.lessons[i], true
}
