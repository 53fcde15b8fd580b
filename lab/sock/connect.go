package sock

import (
	"syscall"

	"stickylab/lab"
)

// Connect is connect(2) to a port of the run. The socket must not be Unbound:
// accept could not know who came.
func (s *Socket) Connect(port int) (res Result) {
	to := s.Toward(port)
	if to.IsZero() {
		res.at(s.net.clock(), syscall.EINVAL)
		return res
	}
	s.connect(to, &res)
	return res
}

// ConnectFile is connect(2) of a Unix socket to the file of that name in the run's
// folder.
func (s *Socket) ConnectFile(name string) (res Result) {
	to := FileAddr(name)
	if !s.net.own(s.transport, to) {
		res.at(s.net.clock(), syscall.EINVAL)
		return res
	}
	s.connect(to, &res)
	return res
}

func (s *Socket) connect(to Addr, res *Result) {
	d := &s.out
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begin(nil)
	err := s.prepareConnect(d, to)
	if err == nil {
		err = s.connectBy(d, to)
	}
	d.res.Address, _ = s.net.text(s.transport, to)
	if err == nil {
		s.connected(to)
	} else if d.started && failedToConnect(err) {
		s.portLost.Store(s.transport.IsTCP() && s.portChosen.Load())
	}
	s.finish(d, err, res)
}

// failedToConnect reports whether connect(2) gave up: the kernel then takes back
// a port that it chose. Other errors leave the socket as it was.
func failedToConnect(err error) bool {
	switch err {
	case syscall.EINPROGRESS, syscall.EALREADY, syscall.EISCONN:
		return false
	}
	return isErrno(err)
}

func (s *Socket) prepareConnect(d *direction, to Addr) error {
	if s.net.stopped.Load() {
		return ErrStopped
	}
	if s.Unbound() {
		return ErrUnbound
	}
	if s.transport.IsTCP() {
		s.net.mu.Lock()
		s.net.owners.dialled(s, route{s.local.inet, to.inet}, s.net.clock())
		s.net.mu.Unlock()
	}
	return s.net.fill(d.name(), to)
}

func (s *Socket) connectBy(d *direction, to Addr) error {
	switch s.transport {
	case lab.TCP, lab.TCP6:
		return s.connectTCP(d, to)
	case lab.UnixStream, lab.UnixSeqpacket:
		return s.untilRoom(d, func() error { return s.connectUnix(d, to) })
	}
	return s.dial(d)
}

// dial makes the system call.
func (s *Socket) dial(d *direction) error {
	return s.control(func(fd int) error {
		d.stampStart(s.net.clock)
		err := connect(fd, d.to)
		d.res.End = s.net.clock()
		return err
	})
}

func (s *Socket) connected(to Addr) {
	s.net.mu.Lock()
	defer s.net.mu.Unlock()
	s.remote = to
	if s.net.IsDoor(s.transport, to) && s.net.named.Get(place{s.transport, to}) == nil {
		s.stranger = s.net.strange(to)
	}
	if s.transport.IsTCP() && to == s.local {
		s.peer.Store(s) // a socket may connect to itself (RFC 9293 3.5, figure 7)
	}
}

func (s *Socket) connectTCP(d *direction, to Addr) error {
	if !s.Remote().IsZero() {
		return s.dial(d) // EISCONN: nothing is sent, whoever has the port now
	}
	p, err := s.net.enter(s.transport, to)
	if err != nil {
		return err
	}
	err = s.dial(d)
	p.leave()
	if err != syscall.EINPROGRESS || s.timeout.Load() < 0 {
		return err
	}
	if err := s.writing(s.tryConnected); err != nil {
		return err
	}
	return d.res.Err
}

// tryConnected waits until the socket could send; a connect is then over. To ask for
// its outcome before would be a call that no program makes.
func (s *Socket) tryConnected(fd uintptr) bool {
	d := &s.out
	if s.stoppedWaiting(d) {
		return true
	}
	if !writable(int(fd)) {
		return s.waits(d)
	}
	d.res.Err = connectOutcome(int(fd), d.to)
	d.res.End = s.net.clock()
	return true
}

// tryWritable waits until the socket could send.
func (s *Socket) tryWritable(fd uintptr) bool {
	return s.stoppedWaiting(&s.out) || writable(int(fd)) || s.waits(&s.out)
}

// connectUnix is one try; EAGAIN says that the backlog is full (unix(7)). The
// gate keeps a listener from appearing between the look and the call.
func (s *Socket) connectUnix(d *direction, to Addr) error {
	s.net.gate.RLock()
	defer s.net.gate.RUnlock()
	listener := s.net.ByAddr(s.transport, to)
	if listener == nil {
		return s.dial(d)
	}
	listener.pairing.Lock()
	defer listener.pairing.Unlock()
	err := s.dial(d)
	if err == nil {
		listener.pending = append(listener.pending, s)
	}
	return err
}

// untilRoom repeats a try that gave EAGAIN whenever the bell of the net rings.
func (s *Socket) untilRoom(d *direction, try func() error) error {
	var rung <-chan struct{}
	for {
		if s.stoppedWaiting(d) {
			return ErrStopped
		}
		err := try()
		if err != syscall.EAGAIN || s.waits(d) {
			return err
		}
		if rung != nil {
			if err := s.waitRing(d, rung); err != nil {
				return err
			}
		}
		rung = s.net.room.listen()
	}
}
