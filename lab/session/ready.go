package session

import (
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// Ready is select(2) or poll(2) for sockets that can be received from, or accepted on,
// without waiting; a negative time is none. The names are those that the program has
// for the sockets.
func (h *Hand) Ready(sockets []*Socket, names []string, within time.Duration) ([]*Socket, error) {
	h.begin(lab.CallPoll, nil, len(sockets))
	all := make([]*sock.Socket, len(sockets))
	for i, s := range sockets {
		all[i] = s.sock
	}
	ready, res := h.world.net.Ready(all, within, h.waits)
	h.res = res
	e := h.event()
	var found []*Socket
	var called []string
	for i, is := range ready {
		if is {
			found, called = append(found, sockets[i]), append(called, names[i])
		}
	}
	e.Got = len(found)
	if res.Err == nil {
		e.Var, e.Value = "ready", "["+strings.Join(called, ", ")+"]"
	}
	return found, h.record(e)
}

// Closed reports whether the socket was closed.
func (s *Socket) Closed() bool { return s.sock.Closed() }
