package web

import (
	"stickylab/lab/boundary"
	"stickylab/lab/course"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// told says in a language what a run has shown so far.
func told(lang string, t record.Trace) []view.Told {
	return view.Sentences(lang, boundary.Findings(t.Transport, t.Peers, t.Events))
}

// answers tells of each choice of a lesson's question whether it held in this
// run; there are none for a script of one's own.
func answers(t record.Trace) []bool {
	if lesson, ok := course.Find(t.Slug); ok {
		return lesson.Answers(t)
	}
	return []bool{}
}
