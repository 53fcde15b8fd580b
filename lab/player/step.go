package player

import (
	"cmp"
	"errors"
	"syscall"

	"stickylab/lab"
	"stickylab/lab/session"
)

// socket returns the socket in use and opens one when there is none.
func (p *program) socket() (*session.Socket, error) {
	if s := p.sockets.top(); s != nil {
		return s, nil
	}
	return p.open()
}

// transferring returns the socket to send or receive on: that of the name, or
// without one the socket in use. A stream that was closed stays closed; a datagram
// socket is opened by its first use.
func (p *program) transferring(call lab.Call, name string) (*session.Socket, error) {
	switch {
	case name != "":
		return p.existing(call, p.conns[name], name)
	case !p.transport.Connects():
		return p.socket()
	}
	return p.existing(call, p.sockets.named(), inUse)
}

// connection returns the one that transferring would, nil where there is none or where
// datagrams are sent.
func (p *program) connection(name string) *session.Socket {
	switch {
	case name != "":
		return p.conns[name]
	case !p.transport.Connects():
		return nil
	}
	return p.sockets.named()
}

// inUse is the name that a program without names of its own has for its socket.
const inUse = "s"

// existing returns the socket, or the error of a call on a name that never had
// one.
func (p *program) existing(call lab.Call, s *session.Socket, name string) (*session.Socket, error) {
	if s == nil {
		return nil, p.unnamed(call, name)
	}
	return s, nil
}

// name gives a connection its name, if the step has one for it.
func (p *program) name(s *session.Socket, as string) {
	if as == "" {
		return
	}
	if p.conns == nil {
		p.conns = map[string]*session.Socket{}
	}
	p.conns[as] = s
}

// fresh returns a socket to connect or to listen with: one that was opened by a
// bind or set before, else a new one.
func (p *program) fresh() (*session.Socket, error) {
	if s := p.sockets.top(); s != nil && !p.sockets.listens(s) && s.Fresh() {
		return s, nil
	}
	return p.open()
}

// caller returns the socket to connect with: the one that is about to be
// connected already, whose connect shows what became of that, or a fresh one.
func (p *program) caller() (*session.Socket, error) {
	if s := p.sockets.top(); s != nil && s == p.connecting {
		return s, nil
	}
	return p.fresh()
}

func (p *program) open() (*session.Socket, error) {
	s, err := p.hand.Socket(p.transport)
	if s != nil {
		p.adopt(s)
	}
	return s, err
}

// adopt makes the socket the one in use.
func (p *program) adopt(s *session.Socket) {
	s.SetTimeout(p.timeout)
	p.sockets.push(s)
}

// bind binds the socket in use to a port, which is the default one for 0.
func (p *program) bind(port int) error {
	s, err := p.fresh()
	if err != nil {
		return err
	}
	err = p.hand.Bind(s, cmp.Or(port, lab.DefaultPort))
	if err == nil {
		p.bound = true
	}
	return err
}

func (p *program) listen(do lab.Listen) error {
	if !p.bound || do.Port != 0 {
		if err := p.bind(do.Port); err != nil {
			return err
		}
	}
	s := p.sockets.top()
	p.sockets.listen(s)
	return p.hand.Listen(s, do.Backlog)
}

func (p *program) accept(do lab.Accept) error {
	listener, err := p.existing(lab.CallAccept, p.sockets.namedListener(), inUse)
	if err != nil {
		return err
	}
	s, err := p.hand.Accept(listener)
	if s != nil {
		p.adopt(s)
		p.name(s, do.As)
	}
	return err
}

func (p *program) connect(do lab.Connect) error {
	s, err := p.caller()
	if err != nil {
		return err
	}
	p.name(s, do.As)
	err = p.hand.Connect(s, cmp.Or(do.Port, lab.DefaultPort))
	p.connecting = nil
	if errors.Is(err, syscall.EINPROGRESS) {
		p.connecting = s
	}
	return err
}

func (p *program) set(do lab.Set) error {
	s, err := p.socket()
	if err != nil {
		return err
	}
	return p.hand.SetOption(s, do.Option, do.Value)
}

func (p *program) closeStep(do lab.Close) error {
	s, name := p.sockets.named(), inUse
	switch {
	case do.Listener:
		s = p.sockets.namedListener()
	case do.Conn != "":
		s, name = p.conns[do.Conn], do.Conn
	}
	s, err := p.existing(lab.CallClose, s, name)
	if err != nil {
		return err
	}
	p.sockets.remove(s)
	p.framing.release(s)
	p.bound = p.bound && len(p.sockets.all) > 0
	return p.hand.Close(s)
}
