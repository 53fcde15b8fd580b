//go:build amd64 || arm64

package watch

import (
	"strings"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// lookupServices are where the C library and its modules (nsswitch.conf(5)) ask
// for users, groups and hosts. A program calls getpwuid(3) or the like, and has
// written nothing of a socket. What ends with / is a folder. syslog(3)'s /dev/log
// is none of them: what goes there the program itself has to say.
var lookupServices = [...]string{
	"/var/run/nscd/socket", "/run/nscd/socket",
	"/var/run/nslcd/socket", "/run/nslcd/socket",
	"/run/systemd/userdb/", "/run/systemd/resolve/",
	"/var/lib/sss/pipes/", "/var/run/avahi-daemon/socket", "/run/avahi-daemon/socket",
}

func isLookup(path string) bool {
	for _, service := range lookupServices {
		if path == service || strings.HasSuffix(service, "/") && strings.HasPrefix(path, service) {
			return true
		}
	}
	return false
}

// maxHeld bounds the calls of a process that are held; one that makes more is a
// peer.
const maxHeld = 1024

// held is a call of a process that is no peer yet.
type held struct {
	by   *task
	sock *socket
	*Call
}

// holds reports whether a call does not make a peer of its process: of a Unix
// socket nothing is known before it is connected, and then it may be the C
// library's. Only what a process does beside makes it one.
func (t *tracer) holds(k *task, c *Call) bool {
	switch {
	case k.of.known || len(k.of.held) >= maxHeld || k.nr == unix.SYS_SENDMMSG || k.nr == unix.SYS_RECVMMSG:
		return false
	case c.Call == lab.CallPoll:
		return true // among its sockets, which are all quiet
	case k.sock == nil:
		return false
	}
	quiet, lookup := t.sockets.use(k.sock)
	return quiet && (lookup || c.Call == lab.CallSocket || c.Call == lab.CallSetOption)
}

// hold keeps a call that has returned until it is known what its process is.
func (t *tracer) hold(k *task, c *Call) {
	if len(k.of.held) == 0 {
		k.of.program = t.program(k.of) // it may have ended, or be another, once that is asked
	}
	k.of.held = append(k.of.held, held{k, k.sock, c})
}

// tellHeld tells what was held of a process that has become a peer.
func (t *tracer) tellHeld(p *process) {
	all := p.held
	p.held = nil
	for _, h := range all {
		if h.Peer, h.Strand = t.peer(h.by); h.Peer < 0 || h.Strand >= MaxThreads {
			t.missed(h.by)
			continue
		}
		if h.sock != nil {
			t.sockets.speak(h.sock, h.Peer)
		}
		if h.Call.Call.Sends() {
			t.o.Tell.Begin(h.Call)
		}
		t.o.Tell.Done(h.Call)
	}
}

// leaveOut ends the holding of a process that has ended or becomes another
// program: one that has only looked things up is no peer, and is counted.
func (t *tracer) leaveOut(p *process) {
	if len(p.held) == 0 {
		return
	}
	for _, h := range p.held {
		if h.sock == nil {
			continue
		}
		if _, lookup := t.sockets.use(h.sock); !lookup {
			p.known, p.peer = true, t.o.Tell.Program(p.program)
			t.tellHeld(p)
			return
		}
	}
	t.o.Tell.LeftOut(len(p.held))
	p.held = nil
}

// use reports whether a socket was not told of yet, and whether it is connected
// to a lookup service.
func (t *table) use(s *socket) (quiet, lookup bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return s.quiet, s.lookup
}

// looksUp notes that a socket is about to be connected to a lookup service.
func (t *table) looksUp(s *socket) {
	t.mu.Lock()
	s.lookup = true
	t.mu.Unlock()
}

// speak tells of a socket that was quiet.
func (t *table) speak(s *socket, peer int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !s.quiet {
		return
	}
	s.quiet, s.Peer = false, max(peer, 0)
	t.tell.Socket(s.Conn)
	t.face(s)
}
