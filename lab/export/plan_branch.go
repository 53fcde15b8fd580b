package export

import "stickylab/lab"

// The parts of a branch: the bytes on the sides of its condition.
const (
	leftPart = iota
	rightPart
)

// branches counts the branches of the decision that the steps begin with, 0 for none.
func branches(steps []lab.Step) int {
	n := 0
	for ; n < len(steps); n++ {
		branch, ok := steps[n].Do.(lab.Branch)
		if !ok || n > 0 && branch.Word == "if" {
			break
		}
	}
	return n
}

// decision plans an if with its elif and else. Each begins with what is there above;
// below all of them there is what every way leaves.
func (w *planner) decision(steps []lab.Step) {
	w.openAhead(steps)
	before, sender := w.sockets, w.sender
	var ways []sockets
	always, whole := true, false
	for _, step := range steps {
		do, _ := step.Do.(lab.Branch)
		whole = do.Word == "else"
		w.at++
		w.sockets, w.sender = before.clone(), sender
		last := w.data()
		body := w.within(func() { w.steps(do.Body) })
		w.step = step.Line
		w.add(branchOp{do, last, body})
		ways, always = append(ways, w.sockets), always && w.sender
	}
	if !whole {
		ways, always = append(ways, before), sender
	}
	w.sockets, w.sender = joined(ways), always
}

// leave plans a break.
func (w *planner) leave() {
	w.add(breakOp{})
	w.ways = append(w.ways, w.sockets.clone())
	w.sockets.left = true
}
