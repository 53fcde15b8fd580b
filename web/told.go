package web

import (
	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

// told says in a language what was found in a run, and why it ended, where its
// programs did not all reach their end.
func told(lang string, found *findings.Findings, end lab.End) []words.Told {
	all := words.Sentences(lang, found)
	if ended, ok := words.Ended(lang, end); ok {
		all = append(all, ended)
	}
	return all
}

// answers tells of each choice of a lesson's question whether it held in this
// run. There are none for a script of one's own, nor for a run that somebody
// stopped: what it would have shown is not known.
func answers(c *course.Course, t record.Trace) []bool {
	if lesson, ok := c.Find(t.Slug); ok && t.End.Reason != lab.EndStopped {
		return lesson.Answers(t)
	}
	return []bool{}
}
