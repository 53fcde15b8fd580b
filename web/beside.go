package web

import (
	"stickylab/lab/course"
	"stickylab/web/view"
)

// beside returns what is run and shown beside the lesson's own run: the other
// experiment of its folder, else the lesson that cures it or is cured by it.
func beside(c *course.Course, lesson course.Lesson, lang string) *view.Compare {
	if other, ok := lesson.Beside(); ok {
		return &view.Compare{Cure: other.Cure, Script: other.Script, Programs: programs(lang, other.Experiment)}
	}
	slug, cure := lesson.Cure, true
	if slug == "" {
		slug, cure = lesson.Uncured, false
	}
	other, ok := c.Find(slug)
	if !ok {
		return nil
	}
	return &view.Compare{Slug: other.Slug, Title: other.Text(lang).Title, Cure: cure}
}
