package sock

import (
	"errors"
	"strconv"
	"syscall"
)

// Bind is bind(2) to a port of the run. Where another program of the machine has
// the port at every address, another one stands for it from then on: see ports.
func (s *Socket) Bind(port int) (res Result) {
	a := s.At(port)
	if a.IsZero() {
		return resultAt(s.net.clock(), syscall.EINVAL)
	}
	s.net.gate.Lock()
	defer s.net.gate.Unlock()
	s.bind(a, &res)
	if real, ok := s.substitute(uint16(port), a, &res); ok {
		a = real
		s.bind(a, &res)
	}
	if res.Err == nil {
		res.Holder = s.net.standsFor(s.transport, uint16(port), a)
	}
	return res
}

// BindFile is bind(2) of a Unix socket to the file of that name in the run's folder.
func (s *Socket) BindFile(name string) (res Result) {
	a := FileAddr(name)
	if !s.net.own(s.transport, a) {
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
		s.net.answersAt(s, res.Start)
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
		res.Start, res.Unmade = s.net.clock(), true
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
// an answer could go to. One of a pair has an other end without a name. A TCP socket loses a port that the kernel chose when
// its connect fails. A closed socket needs no name.
func (s *Socket) Unbound() bool {
	return !s.closed.Load() && !(s.transport.Unix() && s.transport.Connects()) && (s.portLost.Load() || s.Local().IsZero() && s.peer.Load() == nil)
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
	dir, err := n.Folder()
	if err != nil {
		return err
	}
	return to.setPath(a.path(dir))
}

// Folder returns the folder of the run alone, with mode 0700, and makes it first.
// Its socket files lie there. Close removes it with all that is in it. The error is
// ErrStopped or ErrNoFolder.
func (n *Net) Folder() (string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.dir != "" {
		return n.dir, nil
	}
	if n.stopped.Load() {
		return "", ErrStopped
	}
	dir, err := n.budget.folder()
	if err != nil {
		return "", ErrNoFolder // and not why: the names of the host's folders are its own
	}
	n.dir = dir
	return dir, nil
}
