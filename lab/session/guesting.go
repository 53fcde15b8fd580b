package session

import (
	"syscall"
	"time"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// Guest makes the hand of a strand of a peer whose program runs elsewhere: its calls
// can be interrupted.
func (w *World) Guest(peer, strand int) *Hand {
	h := w.Hand(peer, strand)
	if h.waker == nil {
		h.waker = newWaker()
	}
	return h
}

// Begun lets the peer after this one begin, as its first wait does.
func (w *World) Begun(peer int) { w.processes[peer].waits() }

// Recess closes what the program of a peer left open, which ended with err, as at the end
// of a process: another program may be the peer after it. Nobody may use hands that Guest
// made before.
func (w *World) Recess(peer int, err error) {
	process := &w.processes[peer]
	w.outcome(process, err)
	process.waits()
	process.closeAfter(err)
	process.hand.cut, process.hand.waker = false, nil
}

// Resume lets the peer be played once more after its Recess: how its last program ended is
// not how the run ends.
func (w *World) Resume(peer int) { w.withdraw(&w.processes[peer]) }

// Runs enters what runs the program of a peer.
func (w *World) Runs(p lab.Peer) { w.log.Peer(p) }

// Gap records that n calls of a peer are missing.
func (w *World) Gap(peer, n int, why string) { w.log.Gap(peer, n, why) }

// AtFile says which line of which of the peer's files makes the calls that follow.
func (h *Hand) AtFile(file, step int) { h.file, h.step = file, step }

// Refuse records a call that was not made, for a reason that the lab has.
func (h *Hand) Refuse(call lab.Call, s *Socket, address string, why error) error {
	h.begin(call, s, 0)
	now := h.world.Now()
	h.res = sock.Result{Start: now, End: now, Unmade: true, Err: why, Address: address}
	return h.record(h.event())
}

// Poll is poll(2).
func (h *Hand) Poll(want []sock.Interest, within time.Duration) ([]sock.Readiness, error) {
	h.begin(lab.CallPoll, nil, len(want))
	ready, res := h.world.net.Poll(want, within, h.pauses, h.waker.halted)
	h.res = res
	e := h.event()
	e.Got = res.N
	return ready, h.record(e)
}

// Of is the interest in a socket, nil for one that is not open.
func Of(s *Socket, want sock.Readiness) sock.Interest {
	if s == nil {
		return sock.Interest{For: want}
	}
	return sock.Interest{Socket: s.sock, For: want}
}

// Line is a line that somebody typed, or the end of the input.
type Line struct {
	Text string
	EOF  bool
}

// Ask waits for a line.
func (h *Hand) Ask(lines <-chan Line) (Line, error) {
	start := h.pause(lab.CallInput)
	var line Line
	var waited bool
	var err error
	select {
	case line = <-lines:
	default:
		waited = true
		h.pauses(start)
		select {
		case line = <-lines:
		case <-h.waker.woken():
			err = h.waker.halted()
		case <-h.world.ctx.Done():
			err = sock.ErrStopped
		}
	}
	h.res = sock.Result{Start: start, End: h.world.Now(), Waited: waited, Err: err, EOF: line.EOF}
	e := h.event()
	e.Text = line.Text
	return line, h.record(e)
}

// SocketPair is socketpair(2).
func (h *Hand) SocketPair(t lab.Transport) (a, b *Socket, err error) {
	h.begin(lab.CallSocketPair, nil, 0)
	one, other, res := h.world.net.SocketPair(t)
	h.res = res
	if one == nil {
		return nil, nil, h.record(h.event())
	}
	h.known(one)
	h.known(other)
	h.world.log.Pair(one.ID, other.ID)
	a, b = h.adopt(one), h.adopt(other)
	e := h.event()
	e.Conn, e.FarConn = one.ID, other.ID
	return a, b, h.record(e)
}

// SetRawOption is setsockopt(2) with the numbers of Linux; name is what the event
// calls it, known says that it is one of lab.Options.
func (h *Hand) SetRawOption(s *Socket, level, option int, value []byte, o RawOption) error {
	h.begin(lab.CallSetOption, s, 0)
	known := ""
	if o.Known {
		known = o.Name
	}
	h.res = s.sock.SetRawOption(level, option, value, known, o.Value)
	e := h.event()
	e.Option, e.Arg = o.Name, o.Value
	h.probe(e, s.sock, nil)
	return h.record(e)
}

// RawOption is what the event of an option says: its name, whether that is one of
// lab.Options, and the number that its value has.
type RawOption struct {
	Name  string
	Known bool
	Value int
}

// Option is getsockopt(2) with the numbers of Linux. number makes the one that the
// event has of the value.
func (h *Hand) Option(s *Socket, level, option, length int, name string, number func([]byte) int) ([]byte, error) {
	h.begin(lab.CallGetOption, s, 0)
	value, res := s.sock.Option(level, option, length)
	h.res = res
	e := h.event()
	e.Option = name
	if res.Err == nil {
		e.Arg = number(value)
	}
	return value, h.record(e)
}

// LocalName is getsockname(2), RemoteName getpeername(2). The port is the one that
// programs know.
func (h *Hand) LocalName(s *Socket) (a Addr, port int, err error) {
	h.begin(lab.CallLocalName, s, 0)
	a, h.res = s.sock.Name(false)
	return a, h.Known(s.Transport(), a), h.record(h.event())
}

// RemoteName is getpeername(2).
func (h *Hand) RemoteName(s *Socket) (a Addr, port int, err error) {
	h.begin(lab.CallRemoteName, s, 0)
	a, h.res = s.sock.Name(true)
	return a, h.Known(s.Transport(), a), h.record(h.event())
}

// BindFile is bind(2) of a Unix socket to a file in the run's folder, BindAnywhere to
// what the kernel chooses.
func (h *Hand) BindFile(s *Socket, name string) error {
	h.begin(lab.CallBind, s, 0)
	h.res = s.sock.BindFile(name)
	return h.record(h.event())
}

// BindAnywhere is bind(2) to a port that the kernel chooses.
func (h *Hand) BindAnywhere(s *Socket) error {
	h.begin(lab.CallBind, s, 0)
	h.res = s.sock.BindAnywhere()
	return h.record(h.event())
}

// ConnectFile is Connect of a Unix socket to a file in the run's folder.
func (h *Hand) ConnectFile(s *Socket, name string) error {
	return h.connect(s, sock.FileAddr(name), func() sock.Result { return s.sock.ConnectFile(name) })
}

// Unlink removes a socket file of the run.
func (w *World) Unlink(name string) error {
	if !w.net.Unlink(name) {
		return syscall.ENOENT
	}
	return nil
}

// Local is the address that a socket is bound to, Remote that of its other end; the
// zero Addr where there is none. No call is made.
func (s *Socket) Local() Addr { return s.sock.Local() }

// Remote is the address of the other end.
func (s *Socket) Remote() Addr { return s.sock.Remote() }

// Known is the port that programs know by the one of an address.
func (h *Hand) Known(t lab.Transport, a Addr) int { return h.world.net.Asked(t, a) }

// Datagram is the full length of the datagram that the last receive took, 0 on streams.
func (h *Hand) Datagram() int { return h.now.Datagram }

// RefuseOption records a socket option that is none here: ENOPROTOOPT.
func (h *Hand) RefuseOption(s *Socket, call lab.Call, name string, value int) error {
	h.begin(call, s, 0)
	now := h.world.Now()
	h.res = sock.Result{Start: now, End: now, Unmade: true, Err: syscall.ENOPROTOOPT}
	e := h.event()
	e.Option, e.Arg = name, value
	return h.record(e)
}
