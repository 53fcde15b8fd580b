package web

import (
	"context"

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
// run, which only then is read as a whole. There are none for a script of one's
// own, nor for a run that somebody stopped: what it would have shown is not known.
func answers(ctx context.Context, c *course.Course, run Run) ([]bool, error) {
	end, _ := run.Ended()
	if !asked(c, run.About().Slug, end) {
		return []bool{}, nil
	}
	trace, err := record.Collect(ctx, run)
	if err != nil {
		return nil, err
	}
	lesson, _ := c.Find(trace.Slug) // asked found it
	return lesson.Answers(trace), nil
}

// asked reports whether a run may answer the question of its lesson.
func asked(c *course.Course, slug string, end lab.End) bool {
	_, ok := c.Find(slug)
	return ok && end.Reason != lab.EndStopped
}
