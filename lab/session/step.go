package session

import (
	"cmp"
	"errors"
	"syscall"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// socket gives the socket in use and opens one when there is none.
func (p *peer) socket() (*sock.Socket, error) {
	if s := p.sockets.top(); s != nil {
		return s, nil
	}
	return p.open()
}

// transferring gives the socket to send or receive on. A stream that was
// closed stays closed; a datagram socket is opened by its first use.
func (p *peer) transferring(call lab.Call) (*sock.Socket, error) {
	if p.r.exp.Transport.Stream() && p.sockets.top() == nil {
		return nil, p.impossible(call)
	}
	return p.socket()
}

// fresh gives a socket to connect or to listen with: one that was opened by a
// bind or set before, else a new one.
func (p *peer) fresh() (*sock.Socket, error) {
	if s := p.sockets.top(); s != nil && !p.sockets.listens(s) && s.Peer() == nil && !p.connected[s] {
		return s, nil
	}
	return p.open()
}

// caller gives the socket to connect with: the one that is about to be
// connected already, whose connect tells what became of that, or a fresh one.
func (p *peer) caller() (*sock.Socket, error) {
	if s := p.sockets.top(); s != nil && s == p.connecting {
		return s, nil
	}
	return p.fresh()
}

func (p *peer) open() (*sock.Socket, error) {
	p.begin(lab.CallSocket, nil, 0)
	s, res := p.r.net.Socket(p.r.exp.Transport)
	if s != nil {
		p.conn = s.ID
		p.adopt(s)
	}
	return s, p.record(p.event(res))
}

// adopt makes the socket the one in use.
func (p *peer) adopt(s *sock.Socket) {
	s.OnWait = p.onWait
	s.SetTimeout(p.timeout)
	p.sockets.push(s)
}

// bind binds the socket in use to a port, which is the default one for 0.
func (p *peer) bind(port int) error {
	s, err := p.fresh()
	if err != nil {
		return err
	}
	p.begin(lab.CallBind, s, 0)
	p.bound = true
	return p.record(p.event(s.Bind(cmp.Or(port, lab.DefaultPort))))
}

func (p *peer) listen(do lab.Listen) error {
	if !p.bound || do.Port != 0 {
		if err := p.bind(do.Port); err != nil {
			return err
		}
	}
	s := p.sockets.top()
	p.begin(lab.CallListen, s, 0)
	if !p.sockets.listens(s) {
		p.sockets.listeners = append(p.sockets.listeners, s)
	}
	e := p.event(s.Listen(do.Backlog))
	e.Arg = do.Backlog
	return p.record(e)
}

func (p *peer) accept() error {
	listener := p.sockets.listener()
	if listener == nil {
		return p.impossible(lab.CallAccept)
	}
	p.begin(lab.CallAccept, listener, 0)
	s, res := listener.Accept()
	e := p.event(res)
	if s != nil {
		e.Conn = s.ID
		p.adopt(s)
		if far := s.Peer(); far != nil {
			p.r.log.Pair(s.ID, far.ID)
			e.FarConn = far.ID
		}
		p.probe(e, s, s.Peer())
	}
	return p.record(e)
}

func (p *peer) connect(port int) error {
	s, err := p.caller()
	if err != nil {
		return err
	}
	p.begin(lab.CallConnect, s, 0)
	res := s.Connect(cmp.Or(port, lab.DefaultPort))
	p.connecting = nil
	if errors.Is(res.Err, syscall.EINPROGRESS) {
		p.connecting = s
	}
	e := p.event(res)
	if res.Err == nil {
		p.connected[s] = true
		if p.r.exp.Transport.Stream() && s.Peer() == s {
			p.r.log.Pair(s.ID, s.ID)
		}
		p.probe(e, s, nil)
	}
	return p.record(e)
}

func (p *peer) set(do lab.Set) error {
	s, err := p.socket()
	if err != nil {
		return err
	}
	p.begin(lab.CallSetOption, s, 0)
	e := p.event(s.SetOption(do.Option, do.Value))
	e.Option, e.Arg = do.Option, do.Value
	p.probe(e, s, nil)
	return p.record(e)
}

func (p *peer) shutdown(do lab.Shutdown) error {
	s := p.sockets.top()
	if s == nil {
		return p.impossible(lab.CallShutdown)
	}
	p.begin(lab.CallShutdown, s, 0)
	e := p.event(s.Shutdown(do.How))
	e.How = do.How
	p.probeReceiver(e, s.Peer())
	return p.record(e)
}

func (p *peer) closeStep(do lab.Close) error {
	s := p.sockets.top()
	if do.Listener {
		s = p.sockets.listener()
	}
	if s == nil {
		return p.impossible(lab.CallClose)
	}
	return p.close(s)
}

func (p *peer) close(s *sock.Socket) error {
	p.begin(lab.CallClose, s, 0)
	far := s.Peer()
	e := p.event(s.Close())
	p.sockets.remove(s)
	p.framing.release(s)
	p.bound = p.bound && len(p.sockets.all) > 0
	p.probeReceiver(e, far)
	return p.record(e)
}

// probeReceiver measures the other end of a stream that sends no more: what
// has come to it by now came in so many segments, and the sender cannot be
// asked later.
func (p *peer) probeReceiver(e *lab.Event, far *sock.Socket) {
	if !p.r.exp.Probes || p.r.exp.Transport != lab.TCP || far == nil || e.Err != "" {
		return
	}
	if p.probeFar(e, far); e.Far == nil {
		e.FarConn = 0
	}
}

// impossible records a call that has no socket to be made on.
func (p *peer) impossible(call lab.Call) error {
	p.begin(call, nil, 0)
	now := p.r.clock.Now()
	e := p.event(sock.Result{Start: now, End: now})
	e.Err = lab.ErrBadFile
	return p.record(e)
}
