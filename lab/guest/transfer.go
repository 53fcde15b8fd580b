package guest

import (
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
	"syscall"
	"time"

	"stickylab/lab"
	"stickylab/lab/session"
	"stickylab/lab/sock"
)

// The flags of sends and receives on Linux (send(2), recv(2)).
const (
	flagPeek     = 0x2
	flagTruncate = 0x20
	flagDontWait = 0x40
	flagAll      = 0x100
	flagNoSignal = 0x4000
	flagMore     = 0x8000
)

func (c *call) send() answer {
	o, none := c.waiting(lab.CallSend)
	switch {
	case o == nil:
		return none
	case len(c.data) > maxPayload:
		return over("message")
	case c.a&^(flagDontWait|flagNoSignal|flagMore) != 0:
		return done(c.hand.Refuse(lab.CallSend, o.socket, "", syscall.EOPNOTSUPP))
	case c.a&flagDontWait != 0:
		o.socket.SetTimeout(sock.NoWait)
	}
	p := session.Piece{Data: c.data, Whole: len(c.data)}
	if c.b >= 0 && c.c > len(c.data) && c.b <= c.c-len(c.data) {
		p.Before, p.Whole = c.b, c.c
	}
	release := c.world.Hold(len(c.data))
	n, err := c.hand.Send(o.socket, p, c.a&flagMore != 0)
	release()
	return sent(n, err)
}

// sent is the answer to a send that took n bytes: where those are more than none, its
// error is that of the next one, as the kernel has it.
func sent(n int, err error) answer {
	if n > 0 && !errors.Is(err, session.ErrStopped) {
		return answer{n: n}
	}
	a := done(err)
	a.n = n
	return a
}

func (c *call) sendTo() answer {
	o, none := c.waiting(lab.CallSendTo)
	if o == nil {
		return none
	}
	s, t := o.socket, o.socket.Transport()
	if c.c < 0 || c.c > min(len(c.data), maxPath) || len(c.data)-c.c > maxPayload {
		return bad("no such address")
	}
	data := c.data[c.c:]
	c.data = c.data[:c.c]
	switch {
	case c.b&^(flagDontWait|flagNoSignal) != 0:
		return done(c.hand.Refuse(lab.CallSendTo, s, "", syscall.EOPNOTSUPP))
	case c.b&flagDontWait != 0:
		s.SetTimeout(sock.NoWait)
	}
	to := s.At(c.a)
	if t.Unix() {
		name, ok := c.file()
		if !ok {
			return c.outside(lab.CallSendTo, s)
		}
		to = sock.FileAddr(name)
	} else if _, ok := hostOf(string(c.data), t.IPv6()); !ok {
		return c.outside(lab.CallSendTo, s)
	}
	if err := c.hand.SendTo(s, to, data, 0); err != nil {
		return failed(err)
	}
	return answer{n: len(data)}
}

// roomKept is how much room for receives a thread keeps for its next one.
const roomKept = 64 << 10

// room returns room for a receive of n bytes. Larger ones take no memory but what comes.
func (s *strand) roomFor(n int) (room []byte, free func()) {
	if n > roomKept {
		return sock.Room(n)
	}
	if len(s.room) < n {
		s.room = make([]byte, n)
	}
	return s.room[:n], func() {}
}

func (c *call) recv() answer {
	from := c.op == opRecvFrom
	call := lab.CallRecv
	if from {
		call = lab.CallRecvFrom
	}
	o, none := c.waiting(call)
	switch {
	case o == nil:
		return none
	case c.a < 0:
		return bad("a receive of less than nothing")
	case c.b&^(flagPeek|flagTruncate|flagDontWait|flagAll) != 0:
		return done(c.hand.Refuse(call, o.socket, "", syscall.EOPNOTSUPP))
	case c.b&flagDontWait != 0:
		o.socket.SetTimeout(sock.NoWait)
	}
	buf, free := c.strand.roomFor(min(c.a, maxPayload))
	defer free()
	n, err := c.receive(o.socket, buf, from)
	if err != nil {
		return failed(err)
	}
	a := answer{n: n, data: append([]byte(nil), buf[:n]...)}
	if t := o.socket.Transport(); !t.Stream() {
		sender := c.hand.Sender()
		a.handle = c.hand.Datagram()
		if from && !t.Connects() {
			a.text = c.name(t, "", sender.Addr, c.hand.Known(t, sender.Addr))
		}
	}
	return a
}

func (c *call) receive(s *session.Socket, buf []byte, from bool) (int, error) {
	switch {
	case c.b&flagPeek != 0:
		return c.hand.Peek(s, buf, from)
	case from:
		return c.hand.RecvFrom(s, buf)
	}
	return c.hand.Recv(s, buf, c.b&flagAll != 0)
}

// polled is the size of one socket in a poll: u32 handle, u8 what is asked.
const polled = 5

// strict makes a select of what is no socket an error, as select(2) does.
const strict = 0

func (c *call) poll() answer {
	n := len(c.data) / polled
	switch {
	case len(c.data)%polled != 0:
		return bad("a poll of half a socket")
	case n > maxPolled:
		return over("poll")
	}
	want := make([]sock.Interest, n)
	for i := range want {
		one := c.data[i*polled:]
		number := int(binary.LittleEndian.Uint32(one))
		if number == stdin {
			want[i] = sock.Interest{For: asked(one[4]), Other: func() bool { return len(c.lines) > 0 }}
			defer c.group.asks()()
			continue
		}
		o := c.handles.get(number)
		if o == nil && c.a == strict {
			return done(c.hand.Refuse(lab.CallPoll, nil, "", syscall.EBADF))
		}
		want[i] = session.Of(socketOf(o), asked(one[4]))
	}
	within := time.Duration(-1)
	if !c.endless() {
		within = c.duration()
	}
	ready, err := c.hand.Poll(want, within)
	if err != nil {
		return failed(err)
	}
	return readiness(want, ready, c.a == strict)
}

// stdin is the number of what a person types.
const stdin = 0

func socketOf(o *open) *session.Socket {
	if o == nil {
		return nil
	}
	return o.socket
}

// What a program asks of a socket, and what it is told beside that.
const (
	wantRead, wantWrite, wantExcept  = 1, 2, 4
	tellFailed, tellHungUp, tellNone = 8, 16, 32
)

func asked(bits byte) (want sock.Readiness) {
	for bit, is := range map[byte]sock.Readiness{wantRead: sock.Readable, wantWrite: sock.Writable, wantExcept: sock.Urgent} {
		if bits&bit != 0 {
			want |= is
		}
	}
	return want
}

// readiness is what select(2) and poll(2) say of the sockets: a select finds what failed
// readable and writable, and what was hung up readable.
func readiness(want []sock.Interest, ready []sock.Readiness, selects bool) answer {
	a := answer{data: make([]byte, len(ready))}
	for i, is := range ready {
		if is&sock.NotOpen != 0 && selects {
			return named("EBADF", lab.CallPoll) // closed meanwhile
		}
		var bits byte
		for bit, from := range map[byte]sock.Readiness{
			wantRead:   sock.Readable | sock.HungUp | sock.Failed,
			wantWrite:  sock.Writable | sock.Failed,
			wantExcept: sock.Urgent,
		} {
			if want[i].For&asked(bit) != 0 && is&from != 0 {
				bits |= bit
			}
		}
		for bit, from := range map[byte]sock.Readiness{tellFailed: sock.Failed, tellHungUp: sock.HungUp, tellNone: sock.NotOpen} {
			if is&from != 0 {
				bits |= bit
			}
		}
		if a.data[i] = bits; bits != 0 {
			a.n++
		}
	}
	return a
}

// printable writes the bytes of an address that may be anything.
func printable(data []byte) string {
	quoted := strconv.QuoteToGraphic(strings.ToValidUTF8(string(data), "\uFFFD"))
	return quoted[1 : len(quoted)-1]
}
