package view

import "slices"

// ExercisesPage lists the exercises.
type ExercisesPage struct {
	Chrome    Chrome
	Exercises []ExerciseLink
}

// ExerciseLink is an exercise as lists have it.
type ExerciseLink struct {
	Slug, Title string
	// Part is the part of the course that it ends.
	Part int
}

func (x ExerciseLink) path() string { return "/exercises/" + x.Slug }

// parts lists the parts of the course that have exercises.
func (p ExercisesPage) parts() []int {
	var all []int
	for _, x := range p.Exercises {
		if !slices.Contains(all, x.Part) {
			all = append(all, x.Part)
		}
	}
	return all
}

// ExercisePage is one exercise, with what was written and what came of it.
type ExercisePage struct {
	Chrome      Chrome
	Slug, Title string
	Part        int
	// Task, Hints and Why are safe HTML.
	Task  string
	Hints []string
	Why   string
	// Text is what stands in the editor, Start what one begins with, Answer one
	// that passes, shown once something was Tried.
	Text, Start, Answer string
	Tried               bool

	// Problem is set where Text is no script; else of a trial Passed or Unmet, and
	// the ids of its Runs.
	Problem *ScriptProblem
	Passed  bool
	Unmet   string
	Runs    []string
	// Next is the exercise after this one, nil for the last.
	Next *ExerciseLink
}
