package sock

import (
	"syscall"
)

// Recv is recv(2), made as recvfrom(2); buf says how many bytes are asked for.
// Without a byte to ask for no call is made. On datagram sockets it is RecvFrom.
//
// As all calls that a peer may wait in it is not inlined: its caller's stack would
// hold the Result twice.
//
//go:noinline
func (s *Socket) Recv(buf []byte) (res Result) {
	s.recv(buf, false, &res)
	return res
}

// RecvAll is Recv with MSG_WAITALL: on a stream without a timeout it returns
// when buf is full, at the end of the stream or at an error that comes after
// some bytes, with what is there.
//
//go:noinline
func (s *Socket) RecvAll(buf []byte) (res Result) {
	s.recv(buf, s.transport.Stream(), &res)
	return res
}

// Peek is Recv, or on datagram sockets RecvFrom, with MSG_PEEK: what it returns stays
// in the receive queue.
func (s *Socket) Peek(buf []byte) (res Result) {
	d := &s.in
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begin(buf)
	d.peeks = true
	s.finish(d, s.reading(s.receiving()), &res)
	return res
}

// recv makes no call for no bytes, as Python's recv makes none.
func (s *Socket) recv(buf []byte, all bool, res *Result) {
	if len(buf) == 0 {
		res.at(s.net.clock(), nil)
		return
	}
	s.receive(buf, all, res)
}

func (s *Socket) receive(buf []byte, all bool, res *Result) {
	d := &s.in
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begin(buf)
	var err error
	if all || s.lowat.Load() > 1 {
		d.flagged = all
		err = s.reading(s.tryGather)
	} else {
		err = s.reading(s.receiving())
	}
	s.finish(d, err, res)
}

// receiving is tryReceive as a value, which is made once.
func (s *Socket) receiving() func(fd uintptr) bool {
	if s.in.try == nil {
		s.in.try = s.tryReceive
	}
	return s.in.try
}

// RecvFrom is recvfrom(2), with MSG_TRUNC on datagram sockets, so that the
// Result knows how long the datagram was.
func (s *Socket) RecvFrom(buf []byte) (res Result) {
	s.receive(buf, false, &res)
	return res
}

func (s *Socket) tryReceive(fd uintptr) bool {
	d := &s.in
	if s.stoppedWaiting(d) {
		return true
	}
	d.stampStart(s.net.clock)
	if d.peeks && fd != closedFD && s.below(int(fd), d) {
		return s.waits(d)
	}
	n, err := s.take(int(fd), d)
	d.res.End = s.net.clock()
	switch {
	case err == syscall.EAGAIN:
		return s.waits(d)
	case err != nil:
		d.res.Err = err
	case s.transport.Stream():
		d.res.N, d.res.EOF = n, n == 0
	default:
		s.tookDatagram(int(fd), d, n)
	}
	return true
}

// take makes one call.
func (s *Socket) take(fd int, d *direction) (n int, err error) {
	flags := 0
	if d.peeks {
		flags = flagPeek
	}
	switch {
	case !s.transport.Stream():
		return receiveFrom(fd, d.data, flags, d.name())
	case d.peeks:
		return receive(fd, d.data, flags)
	}
	s.taken.begin()
	n, err = receive(fd, d.data, flags)
	s.taken.end(n)
	return n, err
}

// below reports whether a peek has to wait for as much as SO_RCVLOWAT wants.
func (s *Socket) below(fd int, d *direction) bool {
	return s.transport.Stream() && s.lowat.Load() > 1 && queued(fd) < s.wanted(d) && !ended(fd)
}

// tryGather receives until as much has come as MSG_WAITALL or SO_RCVLOWAT
// wants. The descriptor does not block, so it is here that several receives are
// made for one, as the kernel goes on inside of one recv(2).
//
// With a timeout or without waiting one receive is all: it comes after a wait
// in poll(2), as in Python, and poll(2) alone goes by SO_RCVLOWAT (on TCP).
func (s *Socket) tryGather(fd uintptr) bool {
	d := &s.in
	if s.stoppedWaiting(d) {
		return true
	}
	d.stampStart(s.net.clock)
	single := s.timeout.Load() != 0
	if single && s.timeout.Load() > 0 && fd != closedFD && !readable(int(fd)) {
		return s.waits(d)
	}
	for {
		if d.res.N > 0 && s.dry(int(fd)) {
			return true
		}
		s.taken.begin()
		n, err := receive(int(fd), d.data[d.res.N:], s.gathering(d))
		s.taken.end(n)
		d.res.End = s.net.clock()
		if err == syscall.EAGAIN {
			return s.waits(d)
		}
		if err != nil && d.res.N == 0 {
			d.res.Err = err
		}
		d.res.N += max(n, 0)
		d.res.EOF = err == nil && d.res.N == 0
		if err != nil || n == 0 || d.res.N >= s.wanted(d) || single {
			return true
		}
	}
}

// gathering are the flags of a receive of tryGather.
func (s *Socket) gathering(d *direction) int {
	if d.flagged {
		return flagAll
	}
	return 0
}

// wanted is how many bytes a receive waits for.
func (s *Socket) wanted(d *direction) int {
	if d.flagged {
		return len(d.data)
	}
	return min(len(d.data), int(s.lowat.Load()))
}

// dry reports whether nothing more will come after what a receive has. An error
// then stays in the socket for the next call, as when the kernel itself waits
// in recv(2); a Unix socket drops it.
func (s *Socket) dry(fd int) bool {
	return s.transport.IsTCP() && ended(fd) && queued(fd) == 0
}

func (s *Socket) tookDatagram(fd int, d *direction, length int) {
	d.res.N, d.res.Datagram = min(length, len(d.data)), length
	if s.transport.Unix() {
		s.net.room.ring()
	}
	if s.transport.Connects() {
		s.tookMessage(fd, d)
		return
	}
	s.net.mu.RLock()
	dir := s.net.dir
	s.net.mu.RUnlock()
	d.res.From = d.to.addr(dir)
	d.res.Address, d.res.Far = s.net.text(s.transport, d.res.From)
	if d.res.From.IsZero() {
		d.res.Far = s.peer.Load() // of a pair, whose ends have no names
	}
}

// tookMessage tells an empty message of SOCK_SEQPACKET from the end of the
// connection: recv(2) returns 0 for both. The other end has sent all that it will
// when there is an end to be seen, and all of it was received when it is that.
func (s *Socket) tookMessage(fd int, d *direction) {
	d.res.Far = s.peer.Load()
	if d.res.Datagram == 0 && ended(fd) && (d.res.Far == nil || s.got.Load() == d.res.Far.sent.Load()) {
		d.res.EOF, d.res.Far = true, nil
		return
	}
	s.got.Add(1)
}
