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

// try writes a step that may fail.
func (w *writer) try(do lab.Try) {
	if receives(do.Do) && !w.sender && w.answers() {
		w.line(nil, "addr = "+w.nowhere())
	}
	w.line(nil, "try:")
	w.depth++
	w.act(do.Do)
	w.depth--
	w.line(nil, "except "+failures(do.Do)+":")
	w.depth++
	w.line(nil, w.instead(do.Do))
	w.depth--
}

func receives(action lab.Action) bool {
	switch action.(type) {
	case lab.Recv, lab.RecvFrame, lab.RecvFile:
		return true
	}
	return false
}

// failures are the exceptions that a step may end with.
func failures(action lab.Action) string {
	if framed(action) {
		return "(OSError, FrameError)"
	}
	return "OSError"
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
func (w *writer) instead(action lab.Action) string {
	switch action.(type) {
	case lab.Recv, lab.RecvFrame, lab.RecvFile:
		return w.data() + " = b''"
	case lab.Accept:
		return w.top().name + " = " + w.listener()
	}
	return "pass"
}

// answers reports whether a datagram goes to whoever wrote last.
func (w *writer) answers() bool {
	return slices.ContainsFunc(w.actions, func(action lab.Action) bool {
		send, ok := action.(lab.Send)
		return ok && send.To.Sender
	})
}

// nowhere is an address that the kernel refuses to send to.
func (w *writer) nowhere() string {
	if w.transport.Unix() {
		return "''"
	}
	return "('', 0)"
}

// blocking sets the mode of the open sockets and of those to come.
func (w *writer) blocking(do lab.Blocking) {
	w.unwaiting = !do.On
	var value any = blockingLiteral(do.On)
	for i := len(w.sockets.open) - 1; i >= 0; i-- {
		w.line(nil, w.sockets.open[i].name+".setblocking(", value, ")")
		value = boolText(do.On)
	}
	switch later := w.opensLater(); {
	case later && do.On:
		w.line(nil, "socket.setdefaulttimeout(None)")
	case later:
		w.line(nil, "socket.setdefaulttimeout(0)")
	}
}
