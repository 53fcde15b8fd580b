package sock

import (
	"syscall"
)

// Accept is accept4(2). Both ends of the connection know each other from then
// on, when the other end is a socket of the run.
func (s *Socket) Accept() (conn *Socket, res Result) {
	if err := s.net.reserve(); err != nil {
		return nil, resultAt(s.net.clock(), err)
	}
	d := &s.in
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begin(nil)
	var came arrival
	err := s.reading(func(fd uintptr) bool { return s.tryAccept(int(fd), &came) })
	s.finish(d, err, &res)
	if res.Err != nil {
		s.net.unreserve()
		return nil, res
	}
	conn = s.adoptConn(came)
	s.net.room.ring()
	res.Far, res.Address = came.from, came.addr.String()
	return conn, res
}

// arrival is a connection just accepted.
type arrival struct {
	fd   int
	addr Addr
	from *Socket
}

func (s *Socket) tryAccept(fd int, came *arrival) bool {
	d := &s.in
	if s.stoppedWaiting(d) {
		return true
	}
	s.pairing.Lock()
	defer s.pairing.Unlock()
	d.stampStart(s.net.clock)
	conn, addr, err := accept(fd)
	d.res.End = s.net.clock()
	if err == syscall.EAGAIN {
		return s.waits(d)
	}
	d.res.Err = err
	if err == nil {
		*came = arrival{fd: conn, addr: addr, from: s.caller(conn, addr)}
		if came.from != nil {
			came.addr = came.from.Local()
		}
	}
	return true
}

// caller finds the socket of the run that a connection comes from.
func (s *Socket) caller(fd int, addr Addr) *Socket {
	if s.transport.IsTCP() {
		s.net.mu.RLock()
		defer s.net.mu.RUnlock()
		return s.net.owners.caller(route{addr.inet, s.local.inet})
	}
	if len(s.pending) == 0 || foreign(fd) {
		return nil
	}
	first := s.pending[0]
	s.pending = s.pending[1:]
	return first
}

func (s *Socket) adoptConn(came arrival) *Socket {
	conn := s.net.adopt(came.fd, s.transport)
	s.net.mu.Lock()
	conn.local, conn.text, conn.remote, conn.reuse = s.local, s.text, came.addr, s.reuse
	s.net.mu.Unlock()
	conn.lowat.Store(s.lowat.Load()) // the kernel copies both
	conn.lingers.Store(s.lingers.Load())
	if came.from != nil {
		conn.peer.Store(came.from)
		came.from.peer.Store(conn)
	}
	return conn
}
