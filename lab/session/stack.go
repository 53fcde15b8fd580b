package session

import (
	"slices"

	"stickylab/lab/sock"
)

// stack holds a peer's sockets: the one used last is on top. A program works
// on its connection, and on its listening socket when no connection is open.
type stack struct {
	all      []*sock.Socket
	listener *sock.Socket
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
	s.all = slices.DeleteFunc(s.all, func(other *sock.Socket) bool { return other == socket })
	if s.listener == socket {
		s.listener = nil
	}
}

func (s *stack) each(visit func(*sock.Socket)) {
	for _, socket := range s.all {
		visit(socket)
	}
}
