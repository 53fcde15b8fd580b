//go:build amd64 || arm64

package watch

import (
	"net/netip"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// socket is one socket, however many descriptors of however many programs name
// it: its inode tells it from all others. All is guarded by the table's lock.
type socket struct {
	lab.Conn
	inode         uint64
	domain, kind  int
	local, remote netip.AddrPort
	path          string // of a Unix socket
	far           *socket
	listens       bool
	connecting    netip.AddrPort // where a connect under way goes
	sending       place          // of a datagram socket without an address: who sends on it now
	outside       bool           // the lab's own entry for a socket of a program that is not watched
	blind         bool           // bytes of it were not seen
	meets         bool           // a Unix socket that was connected or accepted
	quiet         bool           // nobody was told of it yet: its process is no peer, see holds
	lookup        bool           // it is connected to a service of the C library
}

// place is a descriptor of a process.
type place struct{ pid, fd int }

// ends are the addresses of a connection.
type ends struct{ local, remote netip.AddrPort }

// table is the sockets of all programs.
type table struct {
	tell Teller

	mu      sync.Mutex
	byFD    map[place]*socket // nil for what is no socket
	byInode map[uint64]*socket
	byEnds  map[ends]*socket
	byName  map[netip.AddrPort]*socket // listeners and datagram sockets
	outside map[netip.AddrPort]*socket
	before  before
	pidfds  map[int]int
	lastID  int
	faces   func(pid, fd int) (facts, bool) // for tests: where descriptors cannot be copied
}

func newTable(tell Teller) *table {
	t := &table{
		tell: tell, byFD: map[place]*socket{}, byInode: map[uint64]*socket{}, byEnds: map[ends]*socket{},
		byName: map[netip.AddrPort]*socket{}, outside: map[netip.AddrPort]*socket{}, pidfds: map[int]int{},
		before: before{conns: map[ends]bool{}, listeners: map[netip.AddrPort]bool{}},
	}
	t.faces = t.copied
	return t
}

// facts are what the kernel says of a socket.
type facts struct {
	domain, kind  int
	local, remote netip.AddrPort
	path          string
	listens       bool
	sent          int64 // bytes
}

// noPeerYet is the peer of a socket that nobody is told of for now.
const noPeerYet = -2

// of gives the socket that a descriptor names, nil for anything else. Of one
// that was not seen before it asks for the peer, by its domain.
func (t *table) of(pid, fd int, peer func(domain int) int) *socket {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := place{pid, fd}
	if s, seen := t.byFD[at]; seen {
		return s
	}
	inode := socketInode(pid, fd)
	if inode == 0 {
		t.byFD[at] = nil
		return nil
	}
	s := t.byInode[inode]
	if s == nil {
		s = t.meet(at, inode, peer)
	}
	t.byFD[at] = s
	return s
}

// socketInode is the number of the socket that a descriptor names, 0 for
// anything else.
func socketInode(pid, fd int) uint64 {
	var buf [64]byte
	path := "/proc/" + strconv.Itoa(pid) + "/fd/" + strconv.Itoa(fd)
	n, err := unix.Readlink(path, buf[:])
	if err != nil {
		return 0
	}
	number, is := strings.CutPrefix(string(buf[:n]), "socket:[")
	if !is {
		return 0
	}
	inode, err := strconv.ParseUint(strings.TrimSuffix(number, "]"), 10, 64)
	if err != nil {
		return 0
	}
	return inode
}

// meet enters a socket that was not seen before; nil for one of a family that
// the lab does not know.
func (t *table) meet(at place, inode uint64, peer func(domain int) int) *socket {
	f, ok := t.faces(at.pid, at.fd)
	if !ok {
		f, ok = dumped(inode)
	}
	transport := transportOf(f.domain, f.kind)
	if !ok || transport == 0 {
		return nil
	}
	t.lastID++
	of := peer(f.domain)
	s := &socket{inode: inode, domain: f.domain, kind: f.kind, Conn: lab.Conn{ID: t.lastID, Peer: max(of, 0), Transport: transport, Base: f.sent}}
	t.byInode[inode] = s
	t.learn(s, f)
	if s.quiet = of == noPeerYet; s.quiet {
		return s
	}
	t.tell.Socket(s.Conn)
	t.face(s)
	return s
}

// learn enters what the kernel says of a socket and reports whether that is new.
func (t *table) learn(s *socket, f facts) bool {
	was := s.Conn
	s.listens = s.listens || f.listens
	if f.local.IsValid() && f.local.Port() != 0 {
		s.local, s.Local = f.local, f.local.String()
	}
	if f.remote.IsValid() && f.remote.Port() != 0 {
		s.remote, s.Remote = f.remote, f.remote.String()
	}
	if f.path != "" {
		s.path, s.Local = f.path, f.path
	}
	if s.local.IsValid() {
		if s.listens || !s.Transport.Connects() {
			t.byName[s.local] = s
		}
		if s.remote.IsValid() && s.Transport.Connects() {
			t.byEnds[ends{s.local, s.remote}] = s
		}
	}
	return s.Conn != was
}

// news looks at a socket again, after a call that may have given it addresses.
func (t *table) news(pid, fd int, s *socket) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.look(pid, fd, s)
	t.face(s)
}

func (t *table) look(pid, fd int, s *socket) {
	f, ok := t.faces(pid, fd)
	if !ok {
		f, ok = dumped(s.inode)
	}
	if ok && t.learn(s, f) && !s.quiet {
		t.tell.Socket(s.Conn)
	}
}

// named finds the listener or datagram socket that has an address.
func (t *table) named(at netip.AddrPort) *socket {
	for _, one := range everyAddress(at) {
		if s := t.byName[one]; s != nil {
			return s
		}
	}
	return nil
}

// everyAddress are the addresses by which a socket may be named that is reached at one.
func everyAddress(at netip.AddrPort) [3]netip.AddrPort {
	return [3]netip.AddrPort{at, netip.AddrPortFrom(netip.IPv4Unspecified(), at.Port()), netip.AddrPortFrom(netip.IPv6Unspecified(), at.Port())}
}

// to finds the datagram socket that has an address; one of a program that is not
// watched is entered.
func (t *table) to(s *socket, at netip.AddrPort) *socket {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !at.IsValid() {
		return nil
	}
	if found := t.named(at); found != nil {
		return found
	}
	for _, other := range t.byInode { // one that has just got its address by a send
		if other.sending.pid != 0 {
			t.look(other.sending.pid, other.sending.fd, other)
		}
	}
	if found := t.named(at); found != nil {
		return found
	}
	far := t.outside[at]
	if far == nil {
		t.lastID++
		far = &socket{outside: true, Conn: lab.Conn{ID: t.lastID, Peer: -1, Transport: s.Transport, Local: at.String(), Outside: true}}
		t.outside[at] = far
		t.tell.Socket(far.Conn)
	}
	return far
}

// sends notes who sends on a datagram socket that has no address yet: the send
// gives it one, and the datagram may arrive before the send has returned.
func (t *table) sends(s *socket, at place) {
	t.mu.Lock()
	if !s.local.IsValid() && s.path == "" {
		s.sending = at
	}
	t.mu.Unlock()
}

// sent ends what sends noted.
func (t *table) sent(s *socket) {
	t.mu.Lock()
	if s.sending.pid != 0 {
		t.look(s.sending.pid, s.sending.fd, s)
		s.sending = place{}
	}
	t.mu.Unlock()
}

// pair joins the two that socketpair(2) made.
func (t *table) pair(a, b *socket) {
	t.mu.Lock()
	if a.far == nil && b.far == nil {
		t.join(a, b)
	}
	t.mu.Unlock()
}

// ends gives the addresses of a socket and the other end of its connection, 0
// where that is not known.
func (t *table) ends(s *socket) (local, remote netip.AddrPort, far int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s.far != nil && !s.far.outside {
		far = s.far.ID
	}
	return s.local, s.remote, far
}

// has reports whether a process is known to have sockets.
func (t *table) has(pid int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for at, s := range t.byFD {
		if at.pid == pid && s != nil {
			return true
		}
	}
	return false
}

// known gives the socket of a descriptor that was used before.
func (t *table) known(pid, fd int) *socket {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.byFD[place{pid, fd}]
}

// forget drops what is known of a descriptor, which may become another's.
func (t *table) forget(pid, fd int) {
	t.mu.Lock()
	delete(t.byFD, place{pid, fd})
	t.mu.Unlock()
}

// forgetAll drops the descriptors of a process from one to another and gives the
// sockets that they were.
func (t *table) forgetAll(pid, from, to int) (sockets []*socket) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for at, s := range t.byFD {
		if at.pid == pid && at.fd >= from && at.fd <= to {
			delete(t.byFD, at)
			if s != nil {
				sockets = append(sockets, s)
			}
		}
	}
	return sockets
}

// gone drops a process and gives the sockets that its end closed.
func (t *table) gone(pid int) []*socket {
	sockets := t.forgetAll(pid, 0, 1<<31-1)
	t.mu.Lock()
	defer t.mu.Unlock()
	if fd, ok := t.pidfds[pid]; ok {
		_ = unix.Close(fd)
		delete(t.pidfds, pid)
	}
	return sockets
}

func (t *table) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for pid, fd := range t.pidfds {
		_ = unix.Close(fd)
		delete(t.pidfds, pid)
	}
}

// transportOf gives the lab's word for a socket, 0 when it has none.
func transportOf(domain, kind int) lab.Transport {
	switch [2]int{domain, kind} {
	case [2]int{unix.AF_INET, unix.SOCK_STREAM}:
		return lab.TCP
	case [2]int{unix.AF_INET6, unix.SOCK_STREAM}:
		return lab.TCP6
	case [2]int{unix.AF_INET, unix.SOCK_DGRAM}:
		return lab.UDP
	case [2]int{unix.AF_INET6, unix.SOCK_DGRAM}:
		return lab.UDP6
	case [2]int{unix.AF_UNIX, unix.SOCK_STREAM}:
		return lab.UnixStream
	case [2]int{unix.AF_UNIX, unix.SOCK_DGRAM}:
		return lab.UnixDatagram
	case [2]int{unix.AF_UNIX, unix.SOCK_SEQPACKET}:
		return lab.UnixSeqpacket
	}
	return 0
}
