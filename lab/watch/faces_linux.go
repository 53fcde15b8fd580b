//go:build amd64 || arm64

package watch

import (
	"net/netip"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// face finds the socket at the other end of a connection, or enters one for a
// program outside as soon as it is certain that nobody who is watched has it.
func (t *table) face(s *socket) {
	if s.quiet || s.far != nil || !s.Transport.Connects() {
		return
	}
	if s.domain == unix.AF_UNIX {
		if far := t.byInode[unixFar(s.inode)]; far != nil && far != s && far.far == nil {
			t.join(s, far)
		}
		return
	}
	if !s.remote.IsValid() {
		return
	}
	far := t.byEnds[ends{s.remote, s.local}]
	if far == s { // connected to itself
		return
	}
	if far == nil && !t.expected(s) {
		far = t.beyond(s)
	}
	if far != nil {
		t.join(s, far)
	}
}

func (t *table) join(a, b *socket) {
	a.far, b.far = b, a
	t.tell.Pair(a.ID, b.ID)
}

// expected reports whether the other end may be a socket that is watched and not
// known yet: one that is being connected to s, or that a listener has not given out.
func (t *table) expected(s *socket) bool {
	if l := t.named(s.remote); l != nil && l.listens || t.awaited(s) {
		return true
	}
	for _, other := range t.byInode {
		if other.connecting.IsValid() && other.connecting.Port() == s.local.Port() {
			return true
		}
	}
	return false
}

// beyond enters a socket of a program that is not watched.
func (t *table) beyond(s *socket) *socket {
	t.lastID++
	far := &socket{outside: true, Conn: lab.Conn{
		ID: t.lastID, Peer: -1, Transport: s.Transport, Local: s.Remote, Remote: s.Local, Outside: true,
	}}
	t.tell.Socket(far.Conn)
	return far
}

// settle ends the waiting for other ends: what did not come is outside.
func (t *table) settle() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range t.byInode {
		if !s.quiet && s.far == nil && s.Transport.Connects() && (s.remote.IsValid() || s.meets) {
			t.join(s, t.beyond(s))
		}
	}
}

// connects notes where a connect that is about to be made goes.
func (t *table) connects(s *socket, to netip.AddrPort) {
	t.mu.Lock()
	s.connecting = to
	t.mu.Unlock()
}

// connected looks at a socket after its connect.
func (t *table) connected(at place, s *socket, made bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if made {
		s.meets = s.domain == unix.AF_UNIX
		t.look(at.pid, at.fd, s)
		t.face(s)
	}
	s.connecting = netip.AddrPort{}
	for _, other := range t.byInode { // those that may have waited for this one
		if other.far == nil && other.remote.IsValid() {
			t.face(other)
		}
	}
}

// accepted looks for the other end of a connection that was accepted.
func (t *table) accepted(at place, s *socket) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s.meets = s.domain == unix.AF_UNIX
	if s.far == nil {
		t.look(at.pid, at.fd, s)
		t.face(s)
	}
}
