package session

import (
	"errors"
	"net/netip"
	"sync"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// ErrNoDoor is the error of a run with a program outside in a lab without a door.
var ErrNoDoor = errors.New("no door is open")

// door is the address where runs meet programs of somebody's own. One run at a time has
// it.
type door struct {
	mu   sync.Mutex
	at   netip.AddrPort // not valid without one
	lent bool
}

// OpenDoor opens the lab's one door: the address, which must be a loopback address of
// IPv4, is for who began the lab to choose, and for nobody else. Call it before the first
// Start.
func (l *Lab) OpenDoor(at netip.AddrPort) {
	l.door.mu.Lock()
	defer l.door.mu.Unlock()
	l.door.at = at
}

// Door returns the address of the door, not valid without one.
func (l *Lab) Door() netip.AddrPort {
	l.door.mu.Lock()
	defer l.door.mu.Unlock()
	return l.door.at
}

// lendDoor gives the door to a run, whose programs mean it by a port.
func (l *Lab) lendDoor(n *sock.Net, port int) error {
	l.door.mu.Lock()
	defer l.door.mu.Unlock()
	switch {
	case !l.door.at.IsValid():
		return ErrNoDoor
	case l.door.lent:
		return &lab.LimitError{Name: "door", Max: 1}
	}
	err := n.OpenDoor(port, l.door.at)
	l.door.lent = err == nil
	return err
}

func (l *Lab) takeDoorBack() {
	l.door.mu.Lock()
	defer l.door.mu.Unlock()
	l.door.lent = false
}

// reuse lets a socket that is about to be bound to the door have it though connections of
// the run before are left there (TIME_WAIT): no line of the program asks for that.
func (h *Hand) reuse(s *Socket) {
	h.begin(lab.CallSetOption, s, 0)
	h.res = s.sock.SetOption("reuseaddr", 1)
	e := h.event()
	e.Option, e.Arg, e.Implied = "reuseaddr", 1, true
	_ = h.record(e) // the bind will say why
}

// faces enters the socket of the program outside that is at the other end of s, and
// returns its number, 0 where there is none.
func (h *Hand) faces(s *sock.Socket) int {
	far, ok := s.Stranger()
	if !ok {
		return 0
	}
	w := h.world
	if w.log.Conn(lab.Conn{ID: far.ID, Peer: w.Peer(w.outside), Outside: true, Local: far.Local, Remote: far.Remote}) {
		w.log.Pair(s.ID, far.ID)
	}
	return far.ID
}
