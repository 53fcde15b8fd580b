package export

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/action"
)

// loop plans a loop and its body.
func (w *planner) loop(do lab.Loop) {
	w.openAhead(do.Body)
	if do.UntilEmpty && leavesFar(do.Body, false) {
		w.add(clearEndedOp{})
	}
	var r repeatOp
	if do.Count != 0 {
		r.count = &value{0, do.Count}
	}
	step, around := w.step, w.ways
	w.loops, w.ways = append(w.loops, do), nil
	r.body = w.within(func() { w.steps(do.Body) })
	w.step = step
	w.loops = w.loops[:len(w.loops)-1]
	w.add(r)
	if do.Count != 0 || do.UntilEmpty || len(w.ways) == 0 {
		w.ways = append(w.ways, w.sockets)
	}
	w.sockets, w.ways = joined(w.ways), around
	if !do.UntilEmpty && w.untilEmpty() >= 0 && leavesFar([]lab.Step{{Do: do}}, false) {
		w.add(leaveOp{condition{kind: flagEnded}})
	}
}

// openAhead opens the datagram socket that the first round of a loop, or one way
// through the program, would open, and every later one would use: in there, each would
// open its own.
func (w *planner) openAhead(steps []lab.Step) {
	if w.transport.Connects() || len(w.sockets.open) > 0 {
		return
	}
	body := flat(steps)
	if slices.ContainsFunc(body, func(a lab.Action) bool { _, closes := a.(lab.Close); return closes }) {
		return
	}
	step := w.step
	if w.step = opening(steps); w.step != 0 {
		w.create("")
	}
	w.step = step
}

// opening gives the line of the first step that needs a socket, 0 for none.
func opening(steps []lab.Step) int {
	for _, step := range steps {
		switch do := bare(step.Do).(type) {
		case lab.Bind, lab.Connect, lab.Send, lab.SendFile, lab.Recv, lab.RecvFrame, lab.RecvFile, lab.Set:
			return step.Line
		case action.Action:
			if do.Kind().OnSocket {
				return step.Line
			}
		default:
			if line := opening(lab.BlockOf(do)); line != 0 {
				return line
			}
		}
	}
	return 0
}

// untilEmpty gives the innermost loop around that an empty receive leaves, or
// -1.
func (w *planner) untilEmpty() int {
	for i := len(w.loops) - 1; i >= 0; i-- {
		if w.loops[i].UntilEmpty {
			return i
		}
	}
	return -1
}

// leavesFar reports whether a receive has to leave more than one loop at once.
func leavesFar(steps []lab.Step, inner bool) bool {
	return slices.ContainsFunc(steps, func(step lab.Step) bool {
		switch do := bare(step.Do).(type) {
		case lab.Recv, lab.RecvFrame, lab.RecvFile:
			return inner
		case lab.Loop:
			return !do.UntilEmpty && leavesFar(do.Body, true)
		case lab.Branch:
			return leavesFar(do.Body, inner)
		}
		return false
	})
}

// leaveEmpty plans how a receive leaves the loop "until empty" around it.
func (w *planner) leaveEmpty(do lab.Recv, got data) {
	c := condition{of: got}
	if do.Exactly {
		c.kind, c.size, c.expr = tooShort, do.Size, do.Expr
	}
	w.leaveIf(c)
}

// leaveIf leaves that loop, if there is one, on a condition.
func (w *planner) leaveIf(c condition) {
	switch until := w.untilEmpty(); {
	case until < 0:
	case until == len(w.loops)-1:
		w.add(leaveOp{c})
	default:
		w.add(leaveAllOp{c})
	}
}

// receivesInLoop reports whether a receive stands in a loop or in a branch. Then all receives
// of the program share a name: which of them was the last is known only when
// it runs.
func receivesInLoop(steps []lab.Step, inLoop bool) bool {
	return slices.ContainsFunc(steps, func(step lab.Step) bool {
		switch bare(step.Do).(type) {
		case lab.Recv, lab.RecvFrame, lab.RecvFile:
			return inLoop
		}
		return receivesInLoop(lab.BlockOf(step.Do), true)
	})
}

// flat lists the actions in the order of their lines, without their tries.
func flat(steps []lab.Step) []lab.Action {
	var actions []lab.Action
	for _, step := range steps {
		actions = append(actions, bare(step.Do))
		actions = append(actions, flat(lab.BlockOf(step.Do))...)
	}
	return actions
}
