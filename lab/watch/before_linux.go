//go:build amd64 || arm64

package watch

import (
	"net/netip"
	"os"
	"strconv"
)

// before is what the processes that are attached to had before: a socket of theirs is
// met when it is used first, and may be the other end of another until then.
type before struct {
	conns     map[ends]bool
	listeners map[netip.AddrPort]bool
}

// await looks at the sockets of a process that is about to be attached to.
func (t *table) await(pid int) {
	fds, _ := os.ReadDir("/proc/" + strconv.Itoa(pid) + "/fd") // to attach says what is wrong
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, entry := range fds {
		fd, _ := strconv.Atoi(entry.Name())
		inode := socketInode(pid, fd)
		if inode == 0 {
			continue
		}
		f, ok := t.faces(pid, fd)
		if !ok {
			f, _ = dumped(inode)
		}
		switch {
		case f.listens:
			t.before.listeners[f.local] = true
		case f.remote.IsValid():
			t.before.conns[ends{f.local, f.remote}] = true
		}
	}
}

// awaited reports whether the other end of a connection may be one of those.
func (t *table) awaited(s *socket) bool {
	if t.before.conns[ends{s.remote, s.local}] {
		return true
	}
	for _, one := range everyAddress(s.remote) {
		if t.before.listeners[one] {
			return true
		}
	}
	return false
}
