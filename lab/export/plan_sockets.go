package export

import (
	"fmt"
	"slices"

	"stickylab/lab"
)

// sockets are those that are open, the one in use on top.
type sockets struct {
	open     []*planSocket
	listener *planSocket
	last     *planSocket // the one closed last

	unsure []*planSocket // that some ways through the program leave open
	left   bool          // a break stands above
}

func (s *sockets) clone() sockets {
	c := *s
	c.open, c.unsure = slices.Clone(s.open), slices.Clone(s.unsure)
	return c
}

// joined are those that are open whichever of several ways the program came, of which
// there is one at least.
func joined(ways []sockets) sockets {
	all := slices.DeleteFunc(slices.Clone(ways), func(s sockets) bool { return s.left })
	if len(all) == 0 {
		return ways[0]
	}
	both := all[0]
	for _, other := range all[1:] {
		n := 0
		for n < min(len(both.open), len(other.open)) && both.open[n] == other.open[n] {
			n++
		}
		both.unsure = slices.Concat(both.unsure, other.unsure, both.open[n:], other.open[n:])
		both.open = both.open[:n]
		if both.listener != other.listener {
			both.listener = nil
		}
	}
	return both
}

// push opens a socket under a name that no open one has.
func (s *sockets) push(name string) *planSocket {
	unique := name
	taken := slices.Concat(s.open, s.unsure)
	for n := 2; slices.ContainsFunc(taken, func(o *planSocket) bool { return o.name == unique }); n++ {
		unique = fmt.Sprint(name, n)
	}
	socket := &planSocket{name: unique}
	s.open = append(s.open, socket)
	return socket
}

// give takes a socket out, for a thread.
func (s *sockets) give(socket *planSocket) {
	is := func(o *planSocket) bool { return o == socket }
	s.open, s.unsure = slices.DeleteFunc(s.open, is), slices.DeleteFunc(s.unsure, is)
}

func (s *sockets) remove(socket *planSocket) {
	s.give(socket)
	s.last = socket
	if s.listener == socket {
		s.listener = nil
	}
}

// top gives the socket in use. Where all are closed it is the one closed
// last, whose next call fails, and where none was ever open a new one.
func (w *planner) top() *planSocket {
	switch open := w.sockets.open; {
	case len(open) > 0:
		return open[len(open)-1]
	case w.sockets.last != nil && w.transport.Connects():
		return w.sockets.last
	}
	return w.create("")
}

// conn gives the connection of a name, without one the socket in use.
func (w *planner) conn(name string) *planSocket {
	if name == "" {
		return w.top()
	}
	return w.conns[name]
}

// fresh gives a socket to bind, listen or connect with.
// It has that name, if it has one.
func (w *planner) fresh(as string) *planSocket {
	if len(w.sockets.open) > 0 {
		if top := w.top(); top != w.sockets.listener && !top.connected {
			return top
		}
	}
	return w.create(as)
}

func (w *planner) create(as string) *planSocket {
	if as == "" {
		as = w.role()
	} else {
		as = variable(as)
	}
	s := w.sockets.push(as)
	w.add(openOp{s})
	return s
}

// role names a new socket for what it will be.
func (w *planner) role() string {
	isBind := func(a lab.Action) bool { _, ok := a.(lab.Bind); return ok }
	isConnect := func(a lab.Action) bool { _, ok := a.(lab.Connect); return ok }
	if !w.transport.Connects() {
		if slices.ContainsFunc(w.actions, isBind) && !slices.ContainsFunc(w.actions, isConnect) {
			return "server"
		}
		return "s"
	}
	for _, action := range w.actions[w.at-1:] {
		switch action.(type) {
		case lab.Listen:
			return "server"
		case lab.Connect:
			return "s"
		}
	}
	return "s"
}

func (w *planner) bind(port int) *planSocket {
	s := w.fresh("")
	w.add(bindOp{s, port, false})
	s.bound, s.tried = true, w.trying
	return s
}

// connect plans the call. On a socket that is about to be connected it tells
// what became of that.
func (w *planner) connect(do lab.Connect, code string) {
	var s *planSocket
	if len(w.sockets.open) > 0 && w.top().connecting {
		s = w.top()
	} else {
		s = w.fresh(do.As)
	}
	w.add(connectOp{s, do.Port, code})
	w.conns[do.As] = s
	s.connecting = w.unwaiting && !s.connecting && w.transport.IsTCP()
	s.connected = true
}

func (w *planner) listen(do lab.Listen) {
	var s *planSocket
	if len(w.sockets.open) > 0 {
		s = w.top()
	}
	if s == nil || !s.bound || do.Port != 0 {
		s = w.bind(do.Port)
	} else if s.tried {
		w.add(bindOp{s, 0, true})
		s.tried = w.trying
	}
	w.add(listenOp{s, value{0, do.Backlog}})
	w.sockets.listener = s
}

func (w *planner) accept(do lab.Accept) {
	name := "conn"
	if do.As != "" {
		name = variable(do.As)
	}
	conn := w.sockets.push(name)
	conn.connected = true
	w.conns[do.As] = conn
	w.add(acceptOp{conn, w.sockets.listener})
}

func (w *planner) close(do lab.Close) {
	s := w.sockets.listener
	switch {
	case do.Listener && s != nil:
	case do.Conn != "":
		s = w.conns[do.Conn]
	case len(w.sockets.open) == 0 && w.sockets.last != nil:
		s = w.sockets.last
	default:
		s = w.top()
	}
	w.add(closingOp{s})
	w.sockets.remove(s)
}

// timeout sets the timeout of the open sockets and of those to come.
func (w *planner) timeout(do lab.Timeout) {
	w.unwaiting = false
	for i, s := range w.modes() {
		w.add(timeoutOp{s, value{0, do.After}, i > 0})
	}
}

// modes lists the sockets that a mode is set of: those that are open, the one
// in use first, and nil where more may be opened later.
func (w *planner) modes() []*planSocket {
	all := slices.Clone(w.sockets.open)
	slices.Reverse(all)
	if w.opensLater() {
		all = append(all, nil)
	}
	return all
}

// opensLater reports whether a socket may be opened below the current step or
// in the next round of the loop around it.
func (w *planner) opensLater() bool {
	later := w.actions[w.at:]
	if len(w.loops) > 0 {
		later = append(flat(w.loops[0].Body), later...)
	}
	return len(w.sockets.open) == 0 || slices.ContainsFunc(later, func(action lab.Action) bool {
		switch action.(type) {
		case lab.Accept, lab.Connect, lab.Listen, lab.Bind:
			return true
		}
		return false
	})
}
