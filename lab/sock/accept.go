package sock

import (
	"syscall"
)

// Accept is accept4(2). Both ends of the connection know each other from then
// on, when the other end is a socket of the run.
func (s *Socket) Accept() (conn *Socket, res Result) {
	if err := s.net.reserve(); err != nil {
		res.at(s.net.clock(), err)
		return nil, res
	}
	d := &s.in
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begin(nil)
	s.finish(d, s.reading(s.accepting()), &res)
	if res.Err != nil {
		s.net.unreserve()
		return nil, res
	}
	conn = s.adoptConn(&res)
	s.net.room.ring()
	return conn, res
}

// accepting is tryAccept as a value, which is made once.
func (s *Socket) accepting() func(fd uintptr) bool {
	if s.in.tryAccept == nil {
		s.in.tryAccept = s.tryAccept
	}
	return s.in.tryAccept
}

// tryAccept leaves the descriptor in N, and where the connection comes from in From
// and Far.
func (s *Socket) tryAccept(fd uintptr) bool {
	d := &s.in
	if s.stoppedWaiting(d) {
		return true
	}
	s.pairing.Lock()
	defer s.pairing.Unlock()
	d.stampStart(s.net.clock)
	conn, addr, err := accept(int(fd))
	d.res.End = s.net.clock()
	if err == syscall.EAGAIN {
		return s.waits(d)
	}
	d.res.Err = err
	if err == nil {
		d.res.N, d.res.From, d.res.Far = conn, addr, s.caller(conn, addr)
	}
	return true
}

// caller finds the socket of the run that a connection comes from.
func (s *Socket) caller(fd int, addr Addr) *Socket {
	if s.transport.IsTCP() {
		s.net.mu.RLock()
		defer s.net.mu.RUnlock()
		far := s.net.owners.caller(route{addr.inet, s.local.inet})
		if far != nil && far.strange {
			return nil
		}
		return far
	}
	if len(s.pending) == 0 || foreign(fd) {
		return nil
	}
	first := s.pending[0]
	s.pending = s.pending[1:]
	return first
}

// adoptConn makes the socket of what tryAccept left in the result, and completes
// that.
func (s *Socket) adoptConn(res *Result) *Socket {
	conn := s.net.adopt(res.N, s.transport)
	from := res.Far
	s.net.mu.Lock()
	if from != nil {
		res.From, res.Address = from.local, from.text
	} else {
		res.Address = res.From.String()
	}
	conn.local, conn.text, conn.remote, conn.reuse = s.local, s.text, res.From, s.reuse
	if from == nil {
		s.net.met(conn, res.From, res.Start)
	}
	s.net.mu.Unlock()
	res.N, res.From = 0, Addr{}
	conn.lowat.Store(s.lowat.Load()) // the kernel copies both
	conn.lingers.Store(s.lingers.Load())
	if from != nil {
		conn.peer.Store(from)
		from.peer.Store(conn)
	}
	return conn
}
