package sock

import (
	"fmt"
	"net/netip"
	"os"
	"syscall"
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

// Listen is listen(2). A TCP socket that was not bound gets a port of the
// run's address; the kernel would bind it to every address.
func (s *Socket) Listen(backlog int) Result {
	if err := s.ensureBound(); err != nil {
		return resultAt(s.net.clock(), err)
	}
	res := s.call(func(fd int) error { return listen(fd, backlog) })
	if res.Err == nil {
		s.net.mu.Lock()
		s.listening = true
		s.net.mu.Unlock()
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
	}
	res.Address = a.String()
	return res
}

// ensureBound gives the socket an address if it has none and its transport
// wants one: the kernel would choose the wildcard address, or no name at all.
func (s *Socket) ensureBound() error {
	if !s.Local().IsZero() {
		return nil
	}
	switch {
	case !s.transport.Unix():
		return s.bindAnywhere()
	case !s.transport.Stream():
		return s.bind(Addr{file: fmt.Sprintf("socket-%d.sock", s.ID)}).Err
	}
	return nil
}

// bindAnywhere binds to a port that the kernel chooses.
func (s *Socket) bindAnywhere() error {
	return s.bind(Addr{inet: netip.AddrPortFrom(s.net.addr, 0)}).Err
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
