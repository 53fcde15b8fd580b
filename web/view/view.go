// Package view renders the pages of the lab: templ components, the models
// they take, shaped like the page, and every visible string in Chinese and
// English. It reads no request and starts no run.
package view

import (
	"net/url"
	"slices"
)

// Chrome is what every page has around its content.
type Chrome struct {
	// Lang is "zh" or "en".
	Lang string
	// Theme is "light", "dark", or empty to follow the system.
	Theme string
	// Path is the request's path with its query; the switches of language
	// and theme lead back to it.
	Path string
	// Kernel names the system that the sockets are of, such as "Linux 6.18".
	Kernel string
	// Version is that of the program, empty where it is not known.
	Version string
	// Assets is the path under which package static is served, without a
	// slash at its end.
	Assets string
	// Course is the menu; Current is the slug of the lesson shown, if any.
	Course  []Part
	Current string
	// MaxRepeats is the most runs that a repeat may ask for.
	MaxRepeats int
}

// courseMap leads to the list of all lessons.
const courseMap = "/#map"

// beside are the parts of the lab beside the course, by their addresses.
func beside() []string {
	return []string{"script", "python", "struct", "framing", "compare", "fidelity"}
}

// hasRun reports whether a kind of page runs something: it has a button "run" in
// an element "to-run".
func hasRun(kind string) bool {
	return kind == "home" || kind == "lesson" || kind == "script" || kind == "framing" || kind == "compare" || kind == "run" || kind == "python"
}

// layoutOf names how a kind of page is laid out: an instrument fills the window
// and only its panes scroll, any other page is as long as it is.
func layoutOf(kind string) string {
	switch kind {
	case "lesson", "script", "run", "compare", "framing", "python":
		return "instrument"
	default:
		return "page"
	}
}

// sheets are the style sheets of a kind of page, in order. A page that shows
// an error has only those of all pages.
func sheets(kind string) []string {
	if kind == "problem" {
		return []string{"base.css"}
	}
	return []string{"base.css", kind + ".css"}
}

// Part is one part of the course with its lessons.
type Part struct {
	// Number counts from 1.
	Number  int
	Lessons []LessonLink
	// Exercises are the slugs of those at its end.
	Exercises []string
}

// LessonLink is a lesson as the menu and the map of the course show it.
type LessonLink struct {
	Slug, Title, Lead string
	// Minutes is the time that a class takes for it, 0 where nobody says; Core tells
	// whether it is on the core path.
	Minutes int
	Core    bool
}

// minutes is how long a class takes for all of a part.
func (p Part) minutes() int {
	sum := 0
	for _, l := range p.Lessons {
		sum += l.Minutes
	}
	return sum
}

// core returns how many lessons are on the core path, and their time.
func (c Chrome) core() (lessons, minutes int) {
	for _, part := range c.Course {
		for _, l := range part.Lessons {
			if l.Core {
				lessons, minutes = lessons+1, minutes+l.Minutes
			}
		}
	}
	return lessons, minutes
}

func (l LessonLink) path() string { return "/lessons/" + l.Slug }

// with gives the page's own address with one parameter of its query set.
func (c Chrome) with(name, value string) string {
	u, err := url.Parse(c.Path)
	if err != nil {
		u = &url.URL{Path: "/"}
	}
	query := u.Query()
	query.Set(name, value)
	own := url.URL{Path: u.Path, RawQuery: query.Encode()}
	return own.RequestURI()
}

func (c Chrome) asset(name string) string { return c.Assets + "/" + name }

func (c Chrome) colorScheme() string {
	if c.Theme == "" {
		return "light dark"
	}
	return c.Theme
}

// first gives the lesson to start with.
func (c Chrome) first() *LessonLink {
	for _, part := range c.Course {
		if len(part.Lessons) > 0 {
			return &part.Lessons[0]
		}
	}
	return nil
}

func (c Chrome) htmlLang() string {
	if c.Lang == "en" {
		return "en"
	}
	return "zh-CN"
}

// inCourse reports whether the page is the map of the course, a lesson or a run
// of one.
func (c Chrome) inCourse() bool { return c.at("/") || c.Current != "" }

func (c Chrome) at(path string) bool {
	u, err := url.Parse(c.Path)
	return err == nil && u.Path == path
}

// lessons lists the course from the first lesson to the last.
func (c Chrome) lessons() []LessonLink {
	var all []LessonLink
	for _, part := range c.Course {
		all = append(all, part.Lessons...)
	}
	return all
}

// numberOf returns a lesson's number in the course, counted from 1; 0 for none.
func (c Chrome) numberOf(slug string) int {
	return 1 + slices.IndexFunc(c.lessons(), func(l LessonLink) bool { return l.Slug == slug })
}

// neighbours gives the lessons before and after the current one.
func (c Chrome) neighbours() (before, after *LessonLink) {
	all := c.lessons()
	i := c.numberOf(c.Current) - 1
	if i < 0 {
		return nil, nil
	}
	if i > 0 {
		before = &all[i-1]
	}
	if i+1 < len(all) {
		after = &all[i+1]
	}
	return before, after
}

// coreNeighbours gives the lessons of the core path before and after the current one.
func (c Chrome) coreNeighbours() (before, after *LessonLink) {
	all := c.lessons()
	here := c.numberOf(c.Current) - 1
	for i := range all {
		switch {
		case !all[i].Core || i == here:
		case i < here:
			before = &all[i]
		case after == nil:
			after = &all[i]
		}
	}
	return before, after
}

// coreNumber is the place of the current lesson on the core path, from 1: that of the one
// before where it is not on it itself.
func (c Chrome) coreNumber() int {
	n := 0
	for _, l := range c.lessons()[:c.numberOf(c.Current)] {
		if l.Core {
			n++
		}
	}
	return n
}

func (c Chrome) coreCount() int {
	n := 0
	for _, l := range c.lessons() {
		if l.Core {
			n++
		}
	}
	return n
}

// coreLecture is the lecture of the core path, at its first step.
func (c Chrome) coreLecture() string {
	for _, l := range c.lessons() {
		if l.Core {
			return l.path() + "?projector=1&lecture=question&path=core"
		}
	}
	return ""
}

// slugOf is the slug of a lesson; empty for none.
func slugOf(l *LessonLink) string {
	if l == nil {
		return ""
	}
	return l.Slug
}

// current gives the value of aria-current; empty counts as false.
func current(here bool) string {
	if here {
		return "page"
	}
	return ""
}
