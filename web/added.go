package web

import (
	"reflect"
	"slices"
	"strconv"

	"stickylab/lab"
	"stickylab/web/view"
)

// added finds the steps by which an experiment differs from the one it was made
// from by setting options: those put in, and the options that have another
// value.
func added(own, exp lab.Experiment) []addedStep {
	var all []addedStep
	for _, peer := range exp.Peers {
		var steps []lab.Step
		for _, p := range own.Peers {
			if p.Name == peer.Name {
				steps = p.Steps
			}
		}
		for _, step := range addedSteps(steps, peer.Steps) {
			all = append(all, addedStep{peer.Name, step})
		}
	}
	return all
}

// addedStep is a step that sets an option of the peer.
type addedStep struct {
	peer string
	lab.Step
}

// addedSteps walks through both programs side by side. A step whose values were
// edited still counts as the program's own.
func addedSteps(own, steps []lab.Step) []lab.Step {
	var all []lab.Step
	for _, step := range steps {
		if len(own) == 0 || !sameKind(own[0].Do, step.Do) {
			all = append(all, step)
			continue
		}
		was := own[0].Do
		own = own[1:]
		switch do := step.Do.(type) {
		case lab.Loop:
			all = append(all, addedSteps(was.(lab.Loop).Body, do.Body)...)
		case lab.Set:
			if bare(was) != lab.Action(do) {
				all = append(all, step)
			}
		}
	}
	return all
}

// sameKind reports whether one action can have been made of the other by
// another value.
func sameKind(was, is lab.Action) bool {
	if set, ok := bare(is).(lab.Set); ok {
		own, ok := bare(was).(lab.Set)
		return ok && own.Option == set.Option
	}
	return reflect.TypeOf(was) == reflect.TypeOf(is)
}

// bare gives the action that a try has inside, or the action itself.
func bare(action lab.Action) lab.Action {
	if try, ok := action.(lab.Try); ok {
		return try.Do
	}
	return action
}

// addedOptions writes added steps as the options they came from.
func addedOptions(steps []addedStep) []string {
	var texts []string
	for _, step := range steps {
		text := step.peer + "."
		switch do := step.Do.(type) {
		case lab.Set:
			text += do.Option + "." + strconv.Itoa(do.Value)
		case lab.Timeout:
			text += timeoutOption + "." + strconv.FormatInt(do.After.Milliseconds(), 10)
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// markAdded marks the lines of added steps and takes the numbers of their
// literals out, so that those of the others are what they are without options.
func markAdded(programs []view.Program, steps []addedStep) {
	lines := map[int]bool{}
	for _, step := range steps {
		lines[step.Line] = true
	}
	var gone []int
	for i := range programs {
		for j := range programs[i].Lines {
			line := &programs[i].Lines[j]
			opens := slices.Contains(line.Calls, lab.CallSocket) // the program's own, only earlier
			if line.Added = lines[line.Step] && !opens; !line.Added {
				continue
			}
			for _, token := range line.Tokens {
				if token.Literal >= 0 {
					gone = append(gone, token.Literal)
				}
			}
		}
	}
	for _, program := range programs {
		renumber(program.Source, gone)
		for _, line := range program.Lines {
			renumber(line.Tokens, gone)
		}
	}
}

// renumber counts the literals without those that are gone.
func renumber(tokens []view.Token, gone []int) {
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.Literal < 0:
		case slices.Contains(gone, t.Literal):
			t.Literal = -1
		default:
			t.Literal -= below(gone, t.Literal)
		}
	}
}

func below(numbers []int, most int) (n int) {
	for _, number := range numbers {
		if number < most {
			n++
		}
	}
	return n
}
