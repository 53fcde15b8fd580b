package web

import (
	"stickylab/lab/course"
	"stickylab/web/view"
)

// compare gives what is run and shown beside the lesson's own run: the other
// experiment of its folder, else the lesson that cures it or is cured by it.
func (s *Server) compare(lesson course.Lesson, lang string) *view.Compare {
	if beside, ok := lesson.Beside(); ok {
		return &view.Compare{Cure: beside.Cure, Script: beside.Script, Programs: programs(lang, beside.Experiment)}
	}
	slug, cure := lesson.Cure, true
	if slug == "" {
		slug, cure = lesson.Uncured, false
	}
	other, ok := s.course.Find(slug)
	if !ok {
		return nil
	}
	return &view.Compare{Slug: other.Slug, Title: other.Text(lang).Title, Cure: cure}
}
