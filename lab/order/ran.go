package order

import (
	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/script"
)

// Ran returns the experiment that a run played, by its order and the text of its
// script. The text has the last word: of a file, or of a lesson that has changed
// since, the order may make another one. The error is a *script.Error.
func Ran(c *course.Course, o lab.Order, text string) (lab.Experiment, error) {
	if m, err := Make(c, o); err == nil && m.Experiment.Script == text {
		return m.Experiment, nil
	}
	return script.Parse(text)
}
