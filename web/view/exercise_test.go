package view

import (
	"strings"
	"testing"
)

// exercisePage is an exercise; with unmet it was tried.
func exercisePage(lang, unmet string) ExercisePage {
	p := ExercisePage{
		Chrome: chrome(lang), Slug: "a", Title: "A", Part: 1, Task: "<p>do</p>", Hints: []string{"<p>one</p>"}, Why: "<p>why</p>",
		Text: "tcp\n" + hostile, Answer: "the answer",
	}
	if unmet != "" {
		p.Tried, p.Unmet, p.Runs = true, unmet, []string{"r1"}
	}
	return p
}

// An answer is shown to those who have tried, and what is not met is said as text.
func TestExerciseShowsItsAnswerAfterATrial(t *testing.T) {
	before, after := mustRender(t, Exercise(exercisePage("en", ""))), mustRender(t, Exercise(exercisePage("en", "<b>no</b>")))
	if strings.Contains(before, "the answer") || strings.Contains(before, "<p>why</p>") {
		t.Error("the answer is shown before anything was tried")
	}
	for _, want := range []string{"the answer", "<p>why</p>", "&lt;b&gt;no&lt;/b&gt;", `href="/runs/r1"`} {
		if !strings.Contains(after, want) {
			t.Errorf("after a trial there is no %s", want)
		}
	}
}
