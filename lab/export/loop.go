package export

import (
	"slices"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/script"
)

// loop writes a loop and its body.
func (w *writer) loop(do lab.Loop) {
	w.openAhead(do)
	if do.UntilEmpty && leavesFar(do.Body, false) {
		w.line(nil, "ended = False")
	}
	if do.Count == 0 {
		w.line(nil, "while True:")
	} else {
		w.line(nil, "for _ in range(", countLiteral(0, do.Count, 1, script.MaxLoop), "):")
	}
	step, first := w.step, len(w.lines)
	w.loops = append(w.loops, do)
	w.depth++
	w.steps(do.Body)
	w.step = step
	if !slices.ContainsFunc(w.lines[first:], isCode) {
		w.line(nil, "pass")
	}
	w.depth--
	w.loops = w.loops[:len(w.loops)-1]
	if !do.UntilEmpty && w.untilEmpty() >= 0 && leavesFar([]lab.Step{{Do: do}}, false) {
		w.breakIf("ended")
	}
}

// openAhead opens the datagram socket that the first round of a loop would
// open and every later one would use: in the loop, each would open its own.
func (w *writer) openAhead(loop lab.Loop) {
	if w.transport.Stream() || len(w.sockets.open) > 0 {
		return
	}
	body := flat(loop.Body)
	if slices.ContainsFunc(body, func(a lab.Action) bool { _, closes := a.(lab.Close); return closes }) {
		return
	}
	step := w.step
	if w.step = opening(loop.Body); w.step != 0 {
		w.create()
	}
	w.step = step
}

// opening gives the line of the first step that needs a socket, 0 for none.
func opening(steps []lab.Step) int {
	for _, step := range steps {
		switch do := bare(step.Do).(type) {
		case lab.Bind, lab.Connect, lab.Send, lab.SendFile, lab.Recv, lab.RecvFrame, lab.RecvFile, lab.Set, lab.Shutdown:
			return step.Line
		case lab.Loop:
			if line := opening(do.Body); line != 0 {
				return line
			}
		}
	}
	return 0
}

// isCode reports whether a line is more than a comment.
func isCode(line Line) bool { return line.Tokens[0].Kind != "comment" }

// untilEmpty gives the innermost loop around that an empty receive leaves, or
// -1.
func (w *writer) untilEmpty() int {
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

// leave writes how a receive leaves the loop "until empty" around it.
func (w *writer) leave(do lab.Recv) {
	condition := "not " + w.data()
	switch {
	case do.Exactly && do.Var != "":
		condition = "len(" + w.data() + ") < " + variable(do.Var)
	case do.Exactly:
		condition = "len(" + w.data() + ") < " + strconv.Itoa(do.Size)
	}
	w.leaveIf(condition)
}

// leaveIf leaves that loop, if there is one, on a condition.
func (w *writer) leaveIf(condition string) {
	until := w.untilEmpty()
	if until < 0 {
		return
	}
	if until == len(w.loops)-1 {
		w.breakIf(condition)
		return
	}
	w.line(nil, "if "+condition+":")
	w.depth++
	w.line(nil, "ended = True")
	w.line(nil, "break")
	w.depth--
}

func (w *writer) breakIf(condition string) {
	w.line(nil, "if "+condition+":")
	w.depth++
	w.line(nil, "break")
	w.depth--
}
