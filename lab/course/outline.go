package course

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// outlineFile names the file that puts the lessons in order. A line of it is
//
//	part N                 the lessons below belong to part N, from 1 up
//	SLUG                   the folder of a lesson
//	SLUG cure OTHER        and OTHER is the lesson that cures what it shows
//	SLUG ... was OLD       and OLD is a name that it had, under which it is found too
//	SLUG ... minutes N     and a class takes so many minutes for it, from 1 to 60
//	SLUG ... core          and it belongs to the core path, for those with little time
//	# comment
const outlineFile = "outline.txt"

// maxLessons bounds a course, maxMinutes the time that one of its lessons takes.
const (
	maxLessons = 500
	maxMinutes = 60
)

// place is where a lesson stands in the course.
type place struct {
	slug string
	part int
	cure string // the slug of the lesson that cures it, empty without one
	was  string // the slug that it had, empty without one
	// minutes is how long a class takes for it, 0 where nobody says; core tells
	// whether it is on the core path.
	minutes int
	core    bool
}

func parseOutline(text string) ([]place, error) {
	o := outline{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, "#")
		if err := o.readLine(strings.Fields(line)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", outlineFile, n, err)
		}
	}
	for _, p := range o.places {
		if p.cure != "" && !o.has(p.cure) {
			return nil, fmt.Errorf("%s: the cure of %s, %s, is no lesson of the course", outlineFile, p.slug, p.cure)
		}
	}
	if len(o.places) == 0 {
		return nil, fmt.Errorf("%s: names no lesson", outlineFile)
	}
	return o.places, nil
}

// outline is what was read of the file so far.
type outline struct {
	part   int
	places []place
}

func (o *outline) has(slug string) bool {
	return slices.ContainsFunc(o.places, func(p place) bool { return p.slug == slug })
}

// named reports whether a lesson has or had the name.
func (o *outline) named(slug string) bool {
	return o.has(slug) || slices.ContainsFunc(o.places, func(p place) bool { return p.was == slug })
}

func (o *outline) readLine(words []string) error {
	switch {
	case len(words) == 0:
		return nil
	case words[0] == "part":
		return o.readPart(words[1:])
	}
	p := place{slug: words[0]}
	for rest := words[1:]; len(rest) > 0; {
		n := p.read(rest)
		if n == 0 {
			return fmt.Errorf("%q is not understood, want part N, SLUG, core, minutes N, cure OTHER or was OLD", strings.Join(words, " "))
		}
		rest = rest[n:]
	}
	return o.add(p)
}

// read takes what the first words say of a lesson, and returns how many words
// that were; 0 where they say nothing, or what was said before.
func (p *place) read(words []string) int {
	if words[0] == "core" && !p.core {
		p.core = true
		return 1
	}
	if len(words) < 2 {
		return 0
	}
	switch word, value := words[0], words[1]; {
	case word == "cure" && p.cure == "":
		p.cure = value
	case word == "was" && p.was == "":
		p.was = value
	case word == "minutes" && p.minutes == 0:
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > maxMinutes {
			return 0
		}
		p.minutes = n
	default:
		return 0
	}
	return 2
}

func (o *outline) readPart(words []string) error {
	if len(words) == 1 {
		if n, err := strconv.Atoi(words[0]); err == nil && n == o.part+1 {
			o.part = n
			return nil
		}
	}
	return fmt.Errorf("part %s, want part %d next", strings.Join(words, " "), o.part+1)
}

func (o *outline) add(p place) error {
	switch {
	case o.part == 0:
		return errors.New("want part 1 before the first lesson")
	case o.named(p.slug), p.was != "" && o.named(p.was):
		return fmt.Errorf("lesson %s is there twice", p.slug)
	case len(o.places) == maxLessons:
		return fmt.Errorf("more than %d lessons", maxLessons)
	}
	p.part = o.part
	o.places = append(o.places, p)
	return nil
}
