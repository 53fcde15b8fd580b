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
//	# comment
const outlineFile = "outline.txt"

// maxLessons bounds a course.
const maxLessons = 500

// place is where a lesson stands in the course.
type place struct {
	slug string
	part int
	cure string // the slug of the lesson that cures it, empty without one
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

func (o *outline) readLine(words []string) error {
	switch {
	case len(words) == 0:
		return nil
	case words[0] == "part":
		return o.readPart(words[1:])
	case len(words) == 3 && words[1] == "cure":
		return o.add(place{slug: words[0], cure: words[2]})
	case len(words) == 1:
		return o.add(place{slug: words[0]})
	}
	return fmt.Errorf("%q is not understood, want part N, SLUG or SLUG cure OTHER", strings.Join(words, " "))
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
	case o.has(p.slug):
		return fmt.Errorf("lesson %s is there twice", p.slug)
	case len(o.places) == maxLessons:
		return fmt.Errorf("more than %d lessons", maxLessons)
	}
	p.part = o.part
	o.places = append(o.places, p)
	return nil
}
