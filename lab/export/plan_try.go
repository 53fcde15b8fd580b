package export

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/action"
)

// bare gives the action that a try has inside, or the action itself.
func bare(step lab.Action) lab.Action {
	if try, ok := step.(lab.Try); ok {
		return try.Do
	}
	return step
}

// try plans a step that may fail.
func (w *planner) try(do lab.Try) {
	if connect, ok := do.Do.(lab.Connect); ok && do.Code != "" {
		w.connect(connect, do.Code)
		return
	}
	if receives(do.Do) && !w.sender && w.answers() {
		w.add(noSenderOp{})
	}
	var a attemptOp
	w.trying = true
	a.body = w.within(func() { w.act(do.Do) })
	w.trying = false
	a.instead = w.within(func() { w.add(w.instead(do.Do)) })
	a.fails = fails(do.Do)
	w.add(a)
}

func receives(step lab.Action) bool {
	switch step.(type) {
	case lab.Recv, lab.RecvFrame, lab.RecvFile:
		return true
	}
	return false
}

// fails is how a step fails that the program survives.
func fails(step lab.Action) failure {
	switch do := step.(type) {
	case lab.Send:
		return failure{framed: do.Framed}
	case lab.RecvFrame:
		return failure{framed: len(do.Until) == 0}
	case lab.SendFile, lab.RecvFile:
		return failure{framed: true}
	case action.Action:
		return failure{raises: do.Kind().Raises}
	}
	return failure{}
}

// instead is what holds after a step that failed. A receive has received
// nothing, and where no connection was accepted the listening socket is the
// one in use.
func (w *planner) instead(step lab.Action) op {
	switch do := step.(type) {
	case lab.Recv, lab.RecvFrame, lab.RecvFile:
		return noDataOp{w.got}
	case lab.Accept:
		if do.As == "" {
			return standInOp{w.top(), w.sockets.listener}
		}
	}
	return nothingOp{}
}

// answers reports whether a datagram goes to whoever wrote last.
func (w *planner) answers() bool {
	return slices.ContainsFunc(w.actions, func(step lab.Action) bool {
		send, ok := step.(lab.Send)
		return ok && send.To.Sender
	})
}

// blocking sets the mode of the open sockets and of those to come.
func (w *planner) blocking(do lab.Blocking) {
	w.unwaiting = !do.On
	for i, s := range w.modes() {
		w.add(blockingOp{s, value{0, do.On}, i > 0})
	}
}
