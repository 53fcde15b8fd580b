package script

import (
	"slices"

	"stickylab/lab"
)

// sockets are the numbers of those that are open at a line, as a program opens and
// closes them in the order of its lines: the one in use on top. It is 0 where that
// depends on the way that the program came.
type sockets struct {
	open     []int
	listener int
	fresh    bool // the one in use is bound or has an option, and is used for nothing yet
	byUse    bool // the first use opened one, on whichever way that is
	closed   bool // one was closed
	most     *int // the last number
}

func (s sockets) clone() sockets {
	s.open = slices.Clone(s.open)
	return s
}

// enter begins a branch. What becomes of a socket that is used for nothing yet must
// not depend on one.
func (s *sockets) enter() {
	if s.fresh {
		s.open[len(s.open)-1], s.fresh = 0, false
	}
}

func (s *sockets) push() int {
	*s.most++
	s.open, s.fresh = append(s.open, *s.most), false
	return *s.most
}

// prepare is for a bind or an option: they open a socket where none is, or, on
// streams, none that a connect or listen may still take.
func (s *sockets) prepare(opens bool, t lab.Transport) {
	if opens && t.Connects() && !s.fresh || len(s.open) == 0 {
		s.push()
		s.fresh, s.byUse = t.Connects(), !t.Connects()
	}
}

// use is for a connect or a listen, which take the socket that was prepared.
func (s *sockets) use() int {
	if !s.fresh {
		return s.push()
	}
	s.fresh = false
	return s.top()
}

func (s *sockets) top() int {
	if len(s.open) == 0 {
		return *s.most
	}
	return s.open[len(s.open)-1]
}

func (s *sockets) close(socket int) {
	if socket == s.listener {
		s.listener = 0
	}
	s.give(socket)
	s.closed = true
}

// give takes a socket out, for a thread.
func (s *sockets) give(socket int) {
	s.open = slices.DeleteFunc(s.open, func(one int) bool { return one == socket })
	s.fresh = false
}

// certain reports whether all that are open are known.
func (s *sockets) certain() bool { return !slices.Contains(s.open, 0) }

// joinedSockets are what is common to two ways, and behind it, where they differ, one
// that depends on the way.
func joinedSockets(a, b sockets) sockets {
	switch {
	case a.byUse && len(b.open) == 0 && !b.closed:
		return a
	case b.byUse && len(a.open) == 0 && !a.closed:
		return b
	}
	n := 0
	for n < min(len(a.open), len(b.open)) && a.open[n] == b.open[n] {
		n++
	}
	both := a.clone()
	if n < max(len(a.open), len(b.open)) {
		both.open = append(both.open[:n:n], 0)
	}
	if a.listener != b.listener {
		both.listener = 0
	}
	both.fresh = a.fresh && b.fresh
	return both
}
