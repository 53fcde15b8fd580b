package sock

import (
	"errors"
	"os"
	"strconv"
	"syscall"
)

// longestFolder leaves room for a file name in sun_path (unix(7): 108 bytes;
// 104 on the BSDs).
const longestFolder = 70

// shortFolder is used where the folder for temporary files has a longer name.
const shortFolder = "/tmp"

// Bind is bind(2) to a port of the run.
func (s *Socket) Bind(port int) (res Result) {
	a := s.At(port)
	if a.IsZero() {
		return resultAt(s.net.clock(), syscall.EINVAL)
	}
	s.net.gate.Lock()
	defer s.net.gate.Unlock()
	s.bind(a, &res)
	return res
}

// Listen is listen(2). A TCP socket must be bound.
func (s *Socket) Listen(backlog int) (res Result) {
	if s.Unbound() && !s.transport.Unix() {
		return resultAt(s.net.clock(), ErrUnbound)
	}
	s.call(&res, func(fd int) error { return listen(fd, backlog) })
	if res.Err == nil {
		s.listening.Store(true)
	}
	s.net.room.ring()
	return res
}

// bind is small on the stack, as all that a run goes through: what its deepest
// call needs, each peer keeps.
func (s *Socket) bind(a Addr, res *Result) {
	res.Address = a.String()
	var to sockaddr
	if err := s.net.fill(&to, a); err != nil {
		res.Start = s.net.clock()
		res.End, res.Err = res.Start, err
		return
	}
	port := uint16(0)
	s.call(res, func(fd int) error {
		err := bind(fd, &to)
		if err == nil && a.inet.valid() && a.inet.port == 0 {
			port = localPort(fd)
		}
		return err
	})
	switch {
	case res.Err == nil:
		s.named(a, port, res)
	case s.transport.IsTCP() && errors.Is(res.Err, syscall.EADDRINUSE):
		res.Holder = holderOf(a.inet)
	}
}

// named records the address that a bind gave the socket; port is the one that
// the kernel chose, 0 when it did not have to.
func (s *Socket) named(a Addr, port uint16, res *Result) {
	text := res.Address
	if port != 0 {
		a.inet.port = port
		text = a.String()
	}
	s.net.name(s, a, text, res.Start)
	s.portChosen.Store(port != 0)
	s.portLost.Store(false)
}

// Unbound reports whether a connect, a listen or a send must be preceded by a
// bind: the kernel would choose an address outside of the run, or no name that
// an answer could go to. A TCP socket loses a port that the kernel chose when
// its connect fails. A closed socket needs no name.
func (s *Socket) Unbound() bool {
	return !s.closed.Load() && !(s.transport.Unix() && s.transport.Connects()) && (s.portLost.Load() || s.Local().IsZero())
}

// BindAnywhere is bind(2) to a port of the run that the kernel chooses, or to a
// socket file of the socket's own.
func (s *Socket) BindAnywhere() (res Result) {
	a := Addr{inet: endpoint{ip: s.net.ip}}
	switch {
	case s.transport.Unix():
		a = Addr{file: "socket-" + strconv.Itoa(s.ID) + ".sock"}
	case s.transport.IPv6():
		a = Addr{inet: endpoint{six: true}}
	}
	s.bind(a, &res)
	return res
}

// fill makes the kernel's form of an address.
func (n *Net) fill(to *sockaddr, a Addr) error {
	if a.inet.valid() {
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
