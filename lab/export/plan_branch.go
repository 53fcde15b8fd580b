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
		last, asked := w.data(), w.named(do.When.Left.Ready)
		body := w.within(func() { w.steps(do.Body) })
		w.step = step.Line
		w.add(branchOp{do, last, asked, body})
		ways, always = append(ways, w.sockets), always && w.sender
	}
	if !whole {
		ways, always = append(ways, before), sender
	}
	w.sockets, w.sender = joined(ways), always
}

// ready plans a wait for connections.
func (w *planner) ready(do lab.Ready) {
	var o readyOp
	for _, name := range do.From {
		o.sockets = append(o.sockets, w.named(name))
	}
	if do.Within != lab.Forever {
		o.within = &value{0, do.Within}
	}
	w.add(o)
}

// named is the socket of a name, nil where there is none.
func (w *planner) named(name string) *planSocket {
	if name == lab.ListenerName {
		return w.sockets.listener
	}
	return w.conns[name]
}

// leave plans a break.
func (w *planner) leave() {
	w.add(breakOp{})
	w.ways = append(w.ways, w.sockets.clone())
	w.sockets.left = true
}
