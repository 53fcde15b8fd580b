package session

import (
	"slices"

	"stickylab/lab/sock"
)

// stack holds a peer's sockets: the one used last is on top. A program works
// on its connection, and on its listening socket when no connection is open.
type stack struct {
	all       []*sock.Socket
	listeners []*sock.Socket // those of all that listen
}

func (s *stack) push(socket *sock.Socket) { s.all = append(s.all, socket) }

// top gives the socket in use, nil when there is none.
func (s *stack) top() *sock.Socket {
	if len(s.all) == 0 {
		return nil
	}
	return s.all[len(s.all)-1]
}

func (s *stack) remove(socket *sock.Socket) {
	same := func(other *sock.Socket) bool { return other == socket }
	s.all = slices.DeleteFunc(s.all, same)
	s.listeners = slices.DeleteFunc(s.listeners, same)
}

// listener gives the socket that listens, the last one of several; nil when
// there is none.
func (s *stack) listener() *sock.Socket {
	if len(s.listeners) == 0 {
		return nil
	}
	return s.listeners[len(s.listeners)-1]
}

func (s *stack) listens(socket *sock.Socket) bool { return slices.Contains(s.listeners, socket) }

func (s *stack) each(visit func(*sock.Socket)) {
	for _, socket := range s.all {
		visit(socket)
	}
}
