package hook

import (
	"net"
	"net/netip"

	"stickylab/lab"
	"stickylab/lab/watch"
)

// sock is one socket, however many descriptors of however many programs name it: its
// key, which is its inode where there is such a thing, tells it from all others.
type sock struct {
	lab.Conn
	far           *sock
	local, remote netip.AddrPort
	listening     bool
	open          int // sends on a datagram socket that go on
	connecting    netip.AddrPort
	outside       bool
}

// datagrams reports whether each message says where it goes or comes from.
func (s *sock) datagrams() bool { return !s.Transport.Stream() && !s.Transport.Connects() }

type ends struct{ local, remote netip.AddrPort }

// table is the sockets of all programs.
type table struct {
	tell    watch.Teller
	byKey   map[string]*sock
	byEnds  map[ends]*sock
	byName  map[string]*sock // listeners and datagram sockets
	outside map[string]*sock
	last    int
}

func newTable(tell watch.Teller) table {
	return table{tell: tell, byKey: map[string]*sock{}, byEnds: map[ends]*sock{}, byName: map[string]*sock{}, outside: map[string]*sock{}}
}

// learn enters a socket, or news of one; nil for one of a family that the lab does not know.
func (t *table) learn(key string, peer, family, kind int, local, remote string) *sock {
	s := t.byKey[key]
	if s == nil {
		transport := transportOf(family, kind)
		if transport == 0 {
			return nil
		}
		t.last++
		s = &sock{Conn: lab.Conn{ID: t.last, Peer: peer, Transport: transport}}
		t.byKey[key] = s
		t.tell.Socket(s.Conn)
	}
	was := s.Conn
	if at, ok := portOf(local); ok {
		s.local, s.Local = at, at.String()
	} else if family == 1 && local != "" {
		s.Local = local
	}
	if at, ok := portOf(remote); ok {
		s.remote, s.Remote = at, at.String()
	}
	if s.Conn != was {
		t.tell.Socket(s.Conn)
	}
	t.enter(s)
	return s
}

// enter makes a socket to be found by its addresses.
func (t *table) enter(s *sock) {
	if s.datagrams() && s.Local != "" || s.listening {
		t.byName[s.Local] = s
	}
	if s.Transport.Connects() && s.remote.IsValid() && s.local.IsValid() {
		t.byEnds[ends{s.local, s.remote}] = s
		t.face(s)
	}
}

// portOf reads an address with a port.
func portOf(text string) (netip.AddrPort, bool) {
	host, port, err := net.SplitHostPort(text)
	if err != nil || port == "0" {
		return netip.AddrPort{}, false
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	at, err := netip.ParseAddrPort(net.JoinHostPort(host, port))
	return at, err == nil
}

// listens: the socket is a listener from now on.
func (t *table) listens(s *sock) {
	s.listening = true
	t.enter(s)
}

// named finds the listener or datagram socket that has an address.
func (t *table) named(at string) *sock {
	if s := t.byName[at]; s != nil {
		return s
	}
	if addr, ok := portOf(at); ok {
		for _, every := range []netip.Addr{addr.Addr(), netip.IPv4Unspecified(), netip.IPv6Unspecified()} {
			if s := t.byName[netip.AddrPortFrom(every, addr.Port()).String()]; s != nil {
				return s
			}
		}
	}
	return nil
}

// awaits reports whether the socket with an address may be one that is watched and has
// not told it yet: it has none, and sends.
func (t *table) awaits(at string) bool {
	if at == "" || t.named(at) != nil {
		return false
	}
	for _, s := range t.byKey {
		if s.datagrams() && s.Local == "" && s.open > 0 {
			return true
		}
	}
	return false
}

func (t *table) sending(s *sock, n int) { s.open = max(0, s.open+n) }

// to finds the datagram socket that has an address; one of a program that is not watched
// is entered.
func (t *table) to(s *sock, at string) *sock {
	if at == "" {
		return nil
	}
	if found := t.named(at); found != nil {
		return found
	}
	far := t.outside[at]
	if far == nil {
		t.last++
		far = &sock{outside: true, Conn: lab.Conn{ID: t.last, Peer: -1, Transport: s.Transport, Local: at, Outside: true}}
		t.outside[at] = far
		t.tell.Socket(far.Conn)
	}
	return far
}

// face finds the other end of a connection, or enters one for a program outside when
// nobody who is watched can have it.
func (t *table) face(s *sock) {
	if s.far != nil || !s.Transport.Connects() || !s.remote.IsValid() {
		return
	}
	far := t.byEnds[ends{s.remote, s.local}]
	if far == s {
		return
	}
	if far == nil && !t.expected(s) {
		far = t.beyond(s)
	}
	if far != nil {
		t.join(s, far)
	}
}

// expected reports whether the other end may be known soon.
func (t *table) expected(s *sock) bool {
	if l := t.named(s.Remote); l != nil && l.listening {
		return true
	}
	for _, other := range t.byKey {
		if other.connecting.IsValid() && other.connecting.Port() == s.local.Port() {
			return true
		}
	}
	return false
}

func (t *table) beyond(s *sock) *sock {
	t.last++
	far := &sock{outside: true, Conn: lab.Conn{ID: t.last, Peer: -1, Transport: s.Transport, Local: s.Remote, Remote: s.Local, Outside: true}}
	t.tell.Socket(far.Conn)
	return far
}

func (t *table) join(a, b *sock) {
	if a.far == nil && b.far == nil {
		a.far, b.far = b, a
		t.tell.Pair(a.ID, b.ID)
	}
}

// connects notes where a connect that is about to be made goes.
func (t *table) connects(s *sock, to string) { s.connecting, _ = portOf(to) }

// connected: the connect has returned, and what waited for its addresses may go on.
func (t *table) connected(s *sock) {
	t.enter(s)
	s.connecting = netip.AddrPort{}
	for _, other := range t.byKey {
		if other.far == nil && other.remote.IsValid() {
			t.face(other)
		}
	}
}

// far gives the other end of a connection, 0 where that is not known.
func (t *table) far(s *sock) int {
	if s.far != nil && !s.far.outside {
		return s.far.ID
	}
	return 0
}

// settle ends the waiting for other ends: what did not come is outside.
func (t *table) settle() {
	for _, s := range t.byKey {
		if s.far == nil && s.Transport.Connects() && s.remote.IsValid() {
			t.join(s, t.beyond(s))
		}
	}
}

// transportOf gives the lab's word for a socket, 0 when it has none. Families and types
// are as py/_stickylab_hook.py numbers them.
func transportOf(family, kind int) lab.Transport {
	switch [2]int{family, kind} {
	case [2]int{4, 1}:
		return lab.TCP
	case [2]int{6, 1}:
		return lab.TCP6
	case [2]int{4, 2}:
		return lab.UDP
	case [2]int{6, 2}:
		return lab.UDP6
	case [2]int{1, 1}:
		return lab.UnixStream
	case [2]int{1, 2}:
		return lab.UnixDatagram
	case [2]int{1, 5}:
		return lab.UnixSeqpacket
	}
	return 0
}
