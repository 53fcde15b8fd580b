package export

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/action"
)

// loop plans a loop and its body.
func (w *planner) loop(do lab.Loop) {
	w.openAhead(do)
	if do.UntilEmpty && leavesFar(do.Body, false) {
		w.add(clearEndedOp{})
	}
	var r repeatOp
	if do.Count != 0 {
		r.count = &value{0, do.Count}
	}
	step := w.step
	w.loops = append(w.loops, do)
	r.body = w.within(func() { w.steps(do.Body) })
	w.step = step
	w.loops = w.loops[:len(w.loops)-1]
	w.add(r)
	if !do.UntilEmpty && w.untilEmpty() >= 0 && leavesFar([]lab.Step{{Do: do}}, false) {
		w.add(leaveOp{condition{kind: flagEnded}})
	}
}

// openAhead opens the datagram socket that the first round of a loop would
// open and every later one would use: in the loop, each would open its own.
func (w *planner) openAhead(loop lab.Loop) {
	if w.transport.Connects() || len(w.sockets.open) > 0 {
		return
	}
	body := flat(loop.Body)
	if slices.ContainsFunc(body, func(a lab.Action) bool { _, closes := a.(lab.Close); return closes }) {
		return
	}
	step := w.step
	if w.step = opening(loop.Body); w.step != 0 {
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
		case lab.Loop:
			if line := opening(do.Body); line != 0 {
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
		}
		return false
	})
}

// leaveEmpty plans how a receive leaves the loop "until empty" around it.
func (w *planner) leaveEmpty(do lab.Recv) {
	c := condition{of: w.data()}
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

// receivesInLoop reports whether a receive stands in a loop. Then all receives
// of the program share a name: which of them was the last is known only when
// it runs.
func receivesInLoop(steps []lab.Step, inLoop bool) bool {
	return slices.ContainsFunc(steps, func(step lab.Step) bool {
		switch do := bare(step.Do).(type) {
		case lab.Recv, lab.RecvFrame, lab.RecvFile:
			return inLoop
		case lab.Loop:
			return receivesInLoop(do.Body, true)
		}
		return false
	})
}

// flat lists the actions in the order of their lines, without their tries.
func flat(steps []lab.Step) []lab.Action {
	var actions []lab.Action
	for _, step := range steps {
		actions = append(actions, bare(step.Do))
		if loop, ok := step.Do.(lab.Loop); ok {
			actions = append(actions, flat(loop.Body)...)
		}
	}
	return actions
}
