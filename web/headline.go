package web

import (
	"context"

	"stickylab/lab/course"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

// answered is what a run says to the question of its lesson.
type answered struct {
	// Held says for each choice whether it held; none where the run answers nothing.
	Held []bool
	// Told is what the run shows, under the sentence that answers the question where
	// there is one.
	Told []words.Told
}

// answered holds a run against the question of its lesson. A run that goes on, was
// stopped, or is no lesson's, answers nothing; only another one is read as a whole.
func (a *analyses) answered(ctx context.Context, c *course.Course, lang, id string, run Run) (answered, error) {
	found, err := a.told(ctx, lang, id, run)
	if err != nil {
		return answered{}, err
	}
	nothing := answered{[]bool{}, found}
	end, ended := run.Ended()
	slug := run.About().Slug
	if !ended || !asked(c, slug, end) {
		return nothing, nil
	}
	analysis, err := a.of(ctx, id, run)
	if err != nil {
		return nothing, err
	}
	lesson, _ := c.Find(slug) // asked found it
	return withSlot(ctx, a.slots, id, func() (answered, error) {
		trace, err := record.Collect(ctx, run)
		if err != nil {
			return nothing, err
		}
		return answered{lesson.Answers(trace), headed(lesson, lang, trace, analysis.Findings, found)}, nil
	})
}

// headed puts a run's answer above what it shows, which is folded away below it.
func headed(lesson course.Lesson, lang string, t record.Trace, all *findings.Findings, found []words.Told) []words.Told {
	if lesson.Part == 1 {
		found = words.WithoutLuck(lang, found) // that messages run together is what part 2 is about
	}
	h, ok := lesson.Headline(lang, t)
	if !ok {
		return found
	}
	return []words.Told{words.Headline(lang, h.Text, h.Events, all.Boundaries(), found)}
}
