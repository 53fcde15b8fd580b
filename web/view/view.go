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
	// Assets is the path under which package static is served, without a
	// slash at its end.
	Assets string
	// Course is the menu; Current is the slug of the lesson shown, if any.
	Course  []Part
	Current string
	// MaxRepeats is the most runs that a repeat may ask for.
	MaxRepeats int
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
}

// LessonLink is a lesson as the menu and the map of the course show it.
type LessonLink struct {
	Slug, Title, Lead string
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

// inCourse tells that the page is none of those beside the course.
func (c Chrome) inCourse() bool {
	return !c.at("/script") && !c.at("/compare") && !c.at("/fidelity") && !c.at("/struct") && !c.at("/framing")
}

func (c Chrome) at(path string) bool {
	u, err := url.Parse(c.Path)
	return err == nil && u.Path == path
}

// neighbours gives the lessons before and after the current one.
func (c Chrome) neighbours() (before, after *LessonLink) {
	var all []LessonLink
	for _, part := range c.Course {
		all = append(all, part.Lessons...)
	}
	i := slices.IndexFunc(all, func(l LessonLink) bool { return l.Slug == c.Current })
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

// current gives the value of aria-current; empty counts as false.
func current(here bool) string {
	if here {
		return "page"
	}
	return ""
}
