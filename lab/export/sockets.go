package export

import (
	"cmp"
	"fmt"
	"slices"

	"stickylab/lab"
	"stickylab/lab/script"
)

// pySocket is a socket of the program by its name.
type pySocket struct {
	name             string
	bound, connected bool
	connecting       bool // its connect did not wait
}

// sockets are those that are open, the one in use on top.
type sockets struct {
	open     []*pySocket
	listener *pySocket
	last     *pySocket // the one closed last
}

// push opens a socket under a name that no open one has.
func (s *sockets) push(name string) *pySocket {
	unique := name
	for n := 2; slices.ContainsFunc(s.open, func(o *pySocket) bool { return o.name == unique }); n++ {
		unique = fmt.Sprint(name, n)
	}
	socket := &pySocket{name: unique}
	s.open = append(s.open, socket)
	return socket
}

func (s *sockets) remove(socket *pySocket) {
	s.open = slices.DeleteFunc(s.open, func(o *pySocket) bool { return o == socket })
	s.last = socket
	if s.listener == socket {
		s.listener = nil
	}
}

// top gives the socket in use. Where all are closed it is the one closed
// last, whose next call fails, and where none was ever open a new one.
func (w *writer) top() *pySocket {
	switch open := w.sockets.open; {
	case len(open) > 0:
		return open[len(open)-1]
	case w.sockets.last != nil && w.transport.Stream():
		return w.sockets.last
	}
	return w.create()
}

// fresh gives a socket to bind, listen or connect with.
func (w *writer) fresh() *pySocket {
	if len(w.sockets.open) > 0 {
		if top := w.top(); top != w.sockets.listener && !top.connected {
			return top
		}
	}
	return w.create()
}

func (w *writer) create() *pySocket {
	s := w.sockets.push(w.role())
	w.line(does(lab.CallSocket), s.name+" = socket.socket("+w.family()+", "+w.kind()+")")
	return s
}

// role names a new socket for what it will be.
func (w *writer) role() string {
	isBind := func(a lab.Action) bool { _, ok := a.(lab.Bind); return ok }
	isConnect := func(a lab.Action) bool { _, ok := a.(lab.Connect); return ok }
	if !w.transport.Stream() {
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

func (w *writer) family() string {
	if w.transport.Unix() {
		return "AF_UNIX"
	}
	return "AF_INET"
}

func (w *writer) kind() string {
	if w.transport.Stream() {
		return "SOCK_STREAM"
	}
	return "SOCK_DGRAM"
}

func (w *writer) address(port int) string {
	port = cmp.Or(port, lab.DefaultPort)
	if w.transport.Unix() {
		return fmt.Sprintf("'%d.sock'", port)
	}
	return fmt.Sprintf("('127.0.0.1', %d)", port)
}

func (w *writer) bind(port int) *pySocket {
	s := w.fresh()
	w.line(does(lab.CallBind), s.name+".bind(", w.address(port), ")")
	s.bound = true
	return s
}

// connect writes the call. On a socket that is about to be connected it tells
// what became of that.
func (w *writer) connect(do lab.Connect) {
	var s *pySocket
	if len(w.sockets.open) > 0 && w.top().connecting {
		s = w.top()
	} else {
		s = w.fresh()
	}
	w.line(does(lab.CallConnect), s.name+".connect(", w.address(do.Port), ")")
	s.connecting = w.unwaiting && !s.connecting && w.transport == lab.TCP
	s.connected = true
}

func (w *writer) listen(do lab.Listen) {
	var s *pySocket
	if len(w.sockets.open) > 0 {
		s = w.top()
	}
	if s == nil || !s.bound || do.Port != 0 {
		s = w.bind(do.Port)
	}
	w.line(does(lab.CallListen), s.name+".listen(", countLiteral(0, do.Backlog, 0, script.MaxBacklog), ")")
	w.sockets.listener = s
}

func (w *writer) accept() {
	conn := w.sockets.push("conn")
	conn.connected = true
	w.line(does(lab.CallAccept), conn.name+", addr = "+w.listener()+".accept()")
}

func (w *writer) listener() string {
	if w.sockets.listener != nil {
		return w.sockets.listener.name
	}
	return "server"
}

func (w *writer) close(do lab.Close) {
	s := w.sockets.listener
	if !do.Listener || s == nil {
		s = w.top()
	}
	w.line(does(lab.CallClose), s.name+".close()")
	w.sockets.remove(s)
}

// timeout sets the timeout of the open sockets and of those to come.
func (w *writer) timeout(do lab.Timeout) {
	w.unwaiting = false
	after := timeoutLiteral(do.After)
	var value any = after
	for i := len(w.sockets.open) - 1; i >= 0; i-- {
		w.line(nil, w.sockets.open[i].name+".settimeout(", value, ")")
		value = after.text
	}
	if w.opensLater() {
		w.line(nil, "socket.setdefaulttimeout(", value, ")")
	}
}

// opensLater reports whether a socket may be opened below the current step or
// in the next round of the loop around it.
func (w *writer) opensLater() bool {
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
