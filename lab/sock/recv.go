package sock

import (
	"syscall"

	"stickylab/lab"
)

// Recv is recv(2), made as recvfrom(2); buf says how many bytes are asked for.
// On datagram sockets it is RecvFrom.
func (s *Socket) Recv(buf []byte) Result {
	if len(buf) == 0 && s.transport.Stream() {
		return resultAt(s.net.clock(), nil)
	}
	d := &s.in
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begin(buf)
	return s.finish(d, s.raw.Read(d.try))
}

// RecvFrom is recvfrom(2), with MSG_TRUNC on datagram sockets, so that the
// Result knows how long the datagram was.
func (s *Socket) RecvFrom(buf []byte) Result { return s.Recv(buf) }

func (s *Socket) tryReceive(fd uintptr) bool {
	d := &s.in
	d.stampStart(s.net.clock)
	var n int
	var err error
	if s.transport.Stream() {
		n, err = receive(int(fd), d.data)
	} else {
		n, err = receiveFrom(int(fd), d.data, &d.to)
	}
	d.res.End = s.net.clock()
	switch {
	case err == syscall.EAGAIN:
		return s.waits(d)
	case err != nil:
		d.res.Err = err
	case s.transport.Stream():
		d.res.N, d.res.EOF = n, n == 0
	default:
		s.tookDatagram(d, n)
	}
	return true
}

func (s *Socket) tookDatagram(d *direction, length int) {
	d.res.N, d.res.Datagram = min(length, len(d.data)), length
	s.net.mu.RLock()
	dir := s.net.dir
	s.net.mu.RUnlock()
	d.res.From = d.to.addr(dir)
	d.res.Text, d.res.Far = s.net.text(s.transport, d.res.From)
	if s.transport == lab.UnixDatagram {
		s.net.room.ring()
	}
}
