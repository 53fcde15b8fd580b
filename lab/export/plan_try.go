package export

import (
	"slices"

	"stickylab/lab"
)

// bare gives the action that a try has inside, or the action itself.
func bare(action lab.Action) lab.Action {
	if try, ok := action.(lab.Try); ok {
		return try.Do
	}
	return action
}

// try plans a step that may fail.
func (w *planner) try(do lab.Try) {
	if receives(do.Do) && !w.sender && w.answers() {
		w.add(noSenderOp{})
	}
	var a attemptOp
	w.trying = true
	a.body = w.within(func() { w.act(do.Do) })
	w.trying = false
	a.instead = w.within(func() { w.add(w.instead(do.Do)) })
	a.framed = framed(do.Do)
	w.add(a)
}

func receives(action lab.Action) bool {
	switch action.(type) {
	case lab.Recv, lab.RecvFrame, lab.RecvFile:
		return true
	}
	return false
}

// framed reports whether an action makes frames or takes them apart.
func framed(action lab.Action) bool {
	switch do := action.(type) {
	case lab.Send:
		return do.Framed
	case lab.SendFile, lab.RecvFrame, lab.RecvFile:
		return true
	}
	return false
}

// instead is what holds after a step that failed. A receive has received
// nothing, and where no connection was accepted the listening socket is the
// one in use.
func (w *planner) instead(action lab.Action) op {
	switch do := action.(type) {
	case lab.Recv, lab.RecvFrame, lab.RecvFile:
		return noDataOp{w.data()}
	case lab.Accept:
		if do.As == "" {
			return standInOp{w.top(), w.sockets.listener}
		}
	}
	return nothingOp{}
}

// answers reports whether a datagram goes to whoever wrote last.
func (w *planner) answers() bool {
	return slices.ContainsFunc(w.actions, func(action lab.Action) bool {
		send, ok := action.(lab.Send)
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
