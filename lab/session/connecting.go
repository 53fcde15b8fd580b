package session

import (
	"stickylab/lab"
	"stickylab/lab/sock"
)

// Socket is socket(2).
func (h *Hand) Socket(t lab.Transport) (*Socket, error) {
	h.begin(lab.CallSocket, nil, 0)
	opened, res := h.world.net.Socket(t)
	h.res = res
	if opened == nil {
		return nil, h.record(h.event())
	}
	h.conn = opened.ID
	h.known(opened)
	return h.adopt(opened), h.record(h.event())
}

// known enters a socket before its first event.
func (h *Hand) known(s *sock.Socket) {
	h.world.log.Conn(lab.Conn{ID: s.ID, Peer: h.peer, Transport: s.Transport()})
}

func (h *Hand) adopt(opened *sock.Socket) *Socket {
	s := newSocket(opened)
	h.process.opened(s)
	return s
}

// Bind is bind(2) to a port of the run.
func (h *Hand) Bind(s *Socket, port int) error {
	if h.world.net.IsDoor(s.Transport(), s.sock.At(port)) {
		h.reuse(s)
	}
	h.begin(lab.CallBind, s, 0)
	h.res = s.sock.Bind(port)
	return h.record(h.event())
}

// named gives a socket an address of the run, where the call that was begun
// needs one and it has none: the kernel would choose one elsewhere. That is a
// bind of its own, which the call brings along. After an error the call is not
// made.
func (h *Hand) named(s *Socket) error { return h.namedFor(s, Addr{}) }

// namedFor is named for a call that goes to an address.
func (h *Hand) namedFor(s *Socket, to Addr) error {
	if !s.sock.Unbound() {
		return nil
	}
	call, asked := h.call, h.asked
	h.begin(lab.CallBind, s, 0)
	h.res = s.sock.BindFor(to)
	e := h.event()
	e.Implied = true
	err := h.record(e)
	h.begin(call, s, asked)
	return err
}

// Listen is listen(2). A TCP socket that is not bound is bound to a port that
// the kernel chooses.
func (h *Hand) Listen(s *Socket, backlog int) error {
	h.begin(lab.CallListen, s, 0)
	if err := h.named(s); err != nil {
		return err
	}
	h.res = s.sock.Listen(backlog)
	e := h.event()
	e.Arg = backlog
	h.probeAccepts(e, s.sock)
	return h.record(e)
}

// Accept is accept(2).
func (h *Hand) Accept(listener *Socket) (*Socket, error) {
	h.begin(lab.CallAccept, listener, 0)
	h.enter(&listener.in)
	defer listener.in.leave()
	opened, res := listener.sock.Accept()
	h.res = res
	e := h.event()
	if opened == nil {
		return nil, h.record(e)
	}
	e.Conn = opened.ID
	h.known(opened)
	s := h.adopt(opened)
	far := opened.Peer()
	if far != nil {
		h.world.log.Pair(opened.ID, far.ID)
		e.FarConn = far.ID
	} else {
		e.FarConn = h.faces(opened)
	}
	h.probe(e, opened, far)
	h.probeAccepts(e, listener.sock)
	return s, h.record(e)
}

// Connect is connect(2) to a port of the run. After EINPROGRESS the next one
// returns what became of it.
func (h *Hand) Connect(s *Socket, port int) error {
	return h.connect(s, s.At(port), func() sock.Result { return s.sock.Connect(port) })
}

func (h *Hand) connect(s *Socket, to Addr, call func() sock.Result) error {
	h.begin(lab.CallConnect, s, 0)
	h.enter(&s.out)
	defer s.out.leave()
	if err := h.namedFor(s, to); err != nil {
		return err
	}
	h.res = call()
	e := h.event()
	h.probeAccepts(e, h.world.net.ByAddr(s.Transport(), to))
	if e.Err != "" {
		return h.record(e)
	}
	s.connected = true
	if s.Transport().Stream() && s.sock.Peer() == s.sock {
		h.world.log.Pair(s.ID(), s.ID())
	}
	e.FarConn = h.faces(s.sock)
	h.probe(e, s.sock, nil)
	return h.record(e)
}

// SetOption is setsockopt(2) by one of the lab's names.
func (h *Hand) SetOption(s *Socket, option string, value int) error {
	h.begin(lab.CallSetOption, s, 0)
	h.res = s.sock.SetOption(option, value)
	e := h.event()
	e.Option, e.Arg = option, value
	h.probe(e, s.sock, nil)
	return h.record(e)
}

// Vanish makes every open socket of the peer drop what comes to it, by setsockopt(2),
// and keeps them open until the other programs have ended. Nobody may use them after.
func (h *Hand) Vanish() error {
	for _, s := range h.process.all() {
		h.begin(lab.CallSetOption, s, 0)
		h.res = s.sock.DropAll()
		e := h.event()
		e.Option = lab.OptionDropAll
		if err := h.record(e); err != nil {
			return err
		}
	}
	h.process.silent = true
	return nil
}

// Shutdown is shutdown(2): how is "read", "write" or "both".
func (h *Hand) Shutdown(s *Socket, how string) error {
	h.begin(lab.CallShutdown, s, 0)
	h.res = s.sock.Shutdown(how)
	e := h.event()
	e.How = how
	h.probeReceiver(e, s.sock.Peer())
	return h.record(e)
}

// Close is close(2).
func (h *Hand) Close(s *Socket) error {
	h.begin(lab.CallClose, s, 0)
	far := s.sock.Peer()
	s.closing = h
	arrived := h.countArrived(s)
	h.res = s.sock.Close()
	e := h.event()
	e.Cut, e.Probe = h.cut, arrived
	h.process.closed(s)
	h.probeReceiver(e, far)
	return h.record(e)
}
