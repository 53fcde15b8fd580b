package sock

import (
	"fmt"
	"net/netip"
	"os"
	"syscall"

	"stickylab/lab"
)

// longestFolder leaves room for a file name in sun_path (unix(7): 108 bytes;
// 104 on the BSDs).
const longestFolder = 70

// shortFolder is used where the folder for temporary files has a longer name.
const shortFolder = "/tmp"

// Bind is bind(2) to a port of the run.
func (s *Socket) Bind(port int) Result {
	a := s.At(port)
	if a.IsZero() {
		return resultAt(s.net.clock(), syscall.EINVAL)
	}
	s.net.gate.Lock()
	defer s.net.gate.Unlock()
	return s.bind(a)
}

// Listen is listen(2). A TCP socket must be bound.
func (s *Socket) Listen(backlog int) Result {
	if s.Unbound() && !s.transport.Unix() {
		return resultAt(s.net.clock(), ErrUnbound)
	}
	res := s.call(func(fd int) error { return listen(fd, backlog) })
	if res.Err == nil {
		s.listening.Store(true)
	}
	s.net.room.ring()
	return res
}

func (s *Socket) bind(a Addr) Result {
	var to sockaddr
	if err := s.net.fill(&to, a); err != nil {
		return resultAt(s.net.clock(), err)
	}
	var bound Addr
	res := s.call(func(fd int) error {
		err := bind(fd, &to)
		if err == nil {
			bound = boundAddr(fd, a)
		}
		return err
	})
	if res.Err == nil {
		s.net.name(s, bound, res.Start)
		s.portChosen.Store(a.inet.IsValid() && a.inet.Port() == 0)
		s.portLost.Store(false)
	}
	res.Address = a.String()
	return res
}

// Unbound reports whether a connect, a listen or a send must be preceded by a
// bind: the kernel would choose an address outside of the run, or no name that
// an answer could go to. A TCP socket loses a port that the kernel chose when
// its connect fails. A closed socket needs no name.
func (s *Socket) Unbound() bool {
	return !s.closed.Load() && s.transport != lab.UnixStream && (s.portLost.Load() || s.Local().IsZero())
}

// BindAnywhere is bind(2) to a port of the run that the kernel chooses, or to a
// socket file of the socket's own.
func (s *Socket) BindAnywhere() Result {
	if s.transport.Unix() {
		return s.bind(Addr{file: fmt.Sprintf("socket-%d.sock", s.ID)})
	}
	return s.bind(Addr{inet: netip.AddrPortFrom(s.net.addr, 0)})
}

// boundAddr gives the address that the kernel bound to when asked for a.
func boundAddr(fd int, a Addr) Addr {
	if a.inet.IsValid() && a.inet.Port() == 0 {
		return Addr{inet: netip.AddrPortFrom(a.inet.Addr(), localPort(fd))}
	}
	return a
}

// fill makes the kernel's form of an address.
func (n *Net) fill(to *sockaddr, a Addr) error {
	if a.inet.IsValid() {
		to.setInet(a.inet)
		return nil
	}
	dir, err := n.folder()
	if err != nil {
		return errnoOf(err)
	}
	return to.setPath(a.path(dir))
}

// folder gives the folder of the run's socket files and makes it first.
func (n *Net) folder() (string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.dir != "" {
		return n.dir, nil
	}
	if n.stopped.Load() {
		return "", ErrStopped
	}
	parent := os.TempDir()
	if len(parent) > longestFolder {
		parent = shortFolder
	}
	dir, err := os.MkdirTemp(parent, "stickylab-")
	if err != nil {
		return "", err
	}
	n.dir = dir
	return dir, nil
}
