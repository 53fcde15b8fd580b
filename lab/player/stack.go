package player

import (
	"slices"

	"stickylab/lab/session"
)

// stack holds a peer's sockets: the one used last is on top. A program works
// on its connection, and on its listening socket when no connection is open.
type stack struct {
	all       []*session.Socket
	listeners []*session.Socket // those of all that listen
}

func (s *stack) push(socket *session.Socket) { s.all = append(s.all, socket) }

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

func (s *stack) remove(socket *session.Socket) {
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
