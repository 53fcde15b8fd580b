package web

import (
	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// told returns in a language what a run has shown so far, and why it ended, where
// its programs did not all come to their end.
func told(lang string, t record.Trace) []view.Told {
	all := view.Sentences(lang, findings.NewGrounds(t.Known(), t.Events, t.Segments), t.Peers)
	if ended, ok := view.Ended(lang, t.End); ok {
		all = append(all, ended)
	}
	return all
}

// answers reports for each choice of a lesson's question whether it held in this
// run. There are none for a script of one's own, nor for a run that somebody
// stopped: what it would have shown is not known.
func answers(c *course.Course, t record.Trace) []bool {
	if lesson, ok := c.Find(t.Slug); ok && t.End.Reason != lab.EndStopped {
		return lesson.Answers(t)
	}
	return []bool{}
}
