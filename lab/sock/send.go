package sock

import "syscall"

// Send is send(2), made as sendto(2) without an address. On a stream without
// a timeout it returns when all of data is queued. Data must not change before
// it returns.
//
//go:noinline
func (s *Socket) Send(data []byte) (res Result) {
	s.send(data, false, &res)
	return res
}

// SendMore is Send with MSG_MORE: the kernel may hold the bytes back until the
// next send. On datagram sockets it is Send.
//
//go:noinline
func (s *Socket) SendMore(data []byte) (res Result) {
	s.send(data, true, &res)
	return res
}

func (s *Socket) send(data []byte, more bool, res *Result) {
	if !s.transport.Stream() {
		s.sendDatagram(data, Addr{}, res)
		return
	}
	d := &s.out
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begin(data)
	d.flagged, d.res.More, d.to = more, more, nil
	s.finish(d, s.writing(s.sending()), res)
}

// SendTo is sendto(2). An address that no socket of the run can have gives
// ErrOutside, the zero Addr EINVAL. On a stream the address is as good as
// none.
func (s *Socket) SendTo(data []byte, to Addr) (res Result) {
	switch {
	case to.IsZero():
		return resultAt(s.net.clock(), syscall.EINVAL)
	case s.transport.Stream():
		s.send(data, false, &res)
	default:
		s.sendDatagram(data, to, &res)
	}
	return res
}

// sending is trySend as a value, which is made once.
func (s *Socket) sending() func(fd uintptr) bool {
	if s.out.try == nil {
		s.out.try = s.trySend
	}
	return s.out.try
}

// trySend sends what is left of the data. After a wait it looks first whether
// the connection broke: the error then stays in the socket for the next call,
// as it does when the kernel itself waits in send(2).
func (s *Socket) trySend(fd uintptr) bool {
	d := &s.out
	if s.stoppedWaiting(d) {
		return true
	}
	for {
		if d.res.N > 0 && broken(int(fd)) {
			return true
		}
		d.stampStart(s.net.clock)
		n, err := send(int(fd), d.data[d.res.N:], d.flagged, d.to)
		d.res.End = s.net.clock()
		if err == syscall.EAGAIN {
			d.err = err
			return s.waits(d)
		}
		if err != nil {
			d.err, d.res.Err = err, err
			return true
		}
		d.err = nil
		d.res.N += n
		if d.res.N >= len(d.data) || !s.transport.Stream() || s.timeout.Load() != 0 {
			return true
		}
	}
}

func (s *Socket) sendDatagram(data []byte, to Addr, res *Result) {
	d := &s.out
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begin(data)
	far, err := s.prepareSend(d, to)
	if err == nil {
		err = s.sendBy(d, far)
	}
	if end := s.peer.Load(); end != nil && to.IsZero() || s.transport.Connects() {
		d.res.Far = end
	} else {
		d.res.Address, d.res.Far = s.net.text(s.transport, far)
	}
	s.finish(d, err, res)
}

// prepareSend gives where the datagram goes: to, or where the socket is
// connected to.
func (s *Socket) prepareSend(d *direction, to Addr) (Addr, error) {
	if s.net.stopped.Load() {
		return to, ErrStopped
	}
	if s.Unbound() {
		return to, ErrUnbound
	}
	if to.IsZero() {
		d.to = nil
		s.net.mu.RLock()
		defer s.net.mu.RUnlock()
		return s.remote, nil
	}
	if !s.net.own(s.transport, to) {
		return to, ErrOutside
	}
	return to, s.net.fill(d.name(), to)
}

func (s *Socket) sendBy(d *direction, to Addr) error {
	if s.transport.Unix() {
		err := s.untilRoom(d, func() error { return s.sendOnce(d) })
		if err == nil {
			s.sent.Add(1)
		}
		return err
	}
	for {
		err := s.sendUDP(d, to)
		if err != syscall.EAGAIN || s.timeout.Load() < 0 {
			return err
		}
		if err := s.writing(s.tryWritable); err != nil {
			return err
		}
	}
}

func (s *Socket) sendUDP(d *direction, to Addr) error {
	if to.IsZero() {
		return s.sendOnce(d) // EDESTADDRREQ
	}
	p, err := s.net.enter(s.transport, to)
	if err != nil {
		return err
	}
	defer p.leave()
	return s.sendOnce(d)
}

// sendOnce makes a try and does not wait after it.
func (s *Socket) sendOnce(d *direction) error {
	return s.control(func(fd int) error {
		s.trySend(uintptr(fd))
		return d.err
	})
}
