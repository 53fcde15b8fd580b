package player

import (
	"slices"

	"stickylab/lab/session"
)

// stack holds a peer's sockets: the one used last is on top. A program works
// on its connection, and on its listening socket when no connection is open.
type stack struct {
	all       []*session.Socket
	room      [2]*session.Socket // for the first of all
	listeners []*session.Socket  // those of all that listen

	// Those that were closed last: a call on a name whose socket is closed is made
	// on it, as in Python.
	closed, closedListener *session.Socket
}

func (s *stack) push(socket *session.Socket) {
	if s.all == nil {
		s.all = s.room[:0]
	}
	s.all = append(s.all, socket)
}

// listen notes that a socket listens.
func (s *stack) listen(socket *session.Socket) {
	if !s.listens(socket) {
		s.listeners = append(s.listeners, socket)
	}
}

// top gives the socket in use, nil when there is none.
func (s *stack) top() *session.Socket {
	if len(s.all) == 0 {
		return nil
	}
	return s.all[len(s.all)-1]
}

// named gives the socket that the program's name for the one in use stands for:
// the one closed last where none is open; nil before the first.
func (s *stack) named() *session.Socket {
	if top := s.top(); top != nil {
		return top
	}
	return s.closed
}

// namedListener is named for the socket that listens.
func (s *stack) namedListener() *session.Socket {
	if listener := s.listener(); listener != nil {
		return listener
	}
	return s.closedListener
}

// share lets another thread accept on the sockets that listen.
func (s *stack) share(from *stack) { s.listeners = slices.Clone(from.listeners) }

// give makes a socket one of another thread, which uses it from now on.
func (s *stack) give(socket *session.Socket, to *stack) {
	s.all = slices.DeleteFunc(s.all, func(other *session.Socket) bool { return other == socket })
	to.push(socket)
}

// own gives the sockets that are open, the one opened first at first.
func (s *stack) own() []*session.Socket { return slices.Clone(s.all) }

func (s *stack) remove(socket *session.Socket) {
	s.closed = socket
	if s.listens(socket) {
		s.closedListener = socket
	}
	same := func(other *session.Socket) bool { return other == socket }
	s.all = slices.DeleteFunc(s.all, same)
	s.listeners = slices.DeleteFunc(s.listeners, same)
}

// listener gives the socket that listens, the last one of several; nil when
// there is none.
func (s *stack) listener() *session.Socket {
	if len(s.listeners) == 0 {
		return nil
	}
	return s.listeners[len(s.listeners)-1]
}

func (s *stack) listens(socket *session.Socket) bool { return slices.Contains(s.listeners, socket) }

func (s *stack) each(visit func(*session.Socket)) {
	for _, socket := range s.all {
		visit(socket)
	}
}
