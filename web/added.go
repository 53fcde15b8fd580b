package web

import (
	"slices"

	"stickylab/lab"
	"stickylab/web/view"
)

// markAdded marks the lines of steps that options put in, by their lines in the
// script, and takes the numbers of their literals out, so that those of the
// others are what they are without options.
func markAdded(programs []view.Program, added []int) {
	lines := map[int]bool{}
	for _, n := range added {
		lines[n] = true
	}
	var removed []int
	for i := range programs {
		for j := range programs[i].Lines {
			line := &programs[i].Lines[j]
			opens := slices.Contains(line.Calls, lab.CallSocket) // the program's own, only earlier
			if line.Added = lines[line.Step] && !opens; !line.Added {
				continue
			}
			for _, token := range line.Tokens {
				if token.Literal >= 0 {
					removed = append(removed, token.Literal)
				}
			}
		}
	}
	for _, program := range programs {
		renumber(program.Source, removed)
		for _, line := range program.Lines {
			renumber(line.Tokens, removed)
		}
	}
}

// renumber counts the literals without the removed ones.
func renumber(tokens []view.Token, removed []int) {
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.Literal < 0:
		case slices.Contains(removed, t.Literal):
			t.Literal = -1
		default:
			t.Literal -= below(removed, t.Literal)
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
