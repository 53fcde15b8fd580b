package session

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/record"
)

// Piece is what one send sends of a message.
type Piece = record.Piece

// Send is send(2), with MSG_MORE where more is set. It returns how many bytes
// the kernel took; with an error they may be more than none.
func (h *Hand) Send(s *Socket, p Piece, more bool) (int, error) {
	h.begin(lab.CallSend, s, len(p.Data))
	h.enter(&s.out)
	defer s.out.leave()
	if !s.Transport().Stream() {
		if err := h.named(s); err != nil {
			return 0, err
		}
	}
	nobody := boundary.Nobody
	if s.Transport().Connects() {
		nobody = 0 // who accepts it later
	}
	h.world.log.Begin(s.ID(), connOf(s.sock.Peer(), nobody), p)
	if more {
		h.res = s.sock.SendMore(p.Data)
	} else {
		h.res = s.sock.Send(p.Data)
	}
	return h.res.N, h.sent(s, p.Data, max(p.Head-p.Before, 0))
}

// SendTo is sendto(2) to an address. Head bytes of the data are a header.
func (h *Hand) SendTo(s *Socket, to Addr, data []byte, head int) error {
	h.begin(lab.CallSendTo, s, len(data))
	h.enter(&s.out)
	defer s.out.leave()
	if err := h.named(s); err != nil {
		return err
	}
	h.world.log.Begin(s.ID(), connOf(h.world.net.ByAddr(s.Transport(), to), boundary.Nobody), Piece{Data: data, Head: head, Whole: len(data)})
	h.res = s.sock.SendTo(data, to)
	return h.sent(s, data, head)
}

func (h *Hand) sent(s *Socket, data []byte, head int) error {
	e, n := h.event(), h.res.N
	e.Got, e.Data, e.Head = n, data[:n], min(head, n)
	far := h.res.Far
	if far == nil {
		far = s.sock.Peer()
	}
	h.probe(e, s.sock, far)
	if far != nil && !s.Transport().Stream() {
		e.FarConn = far.ID
	}
	return h.record(e)
}

// Recv is recv(2), with MSG_WAITALL where all is set. It returns how many bytes
// it took. For no bytes no call is made.
func (h *Hand) Recv(s *Socket, buf []byte, all bool) (int, error) {
	h.begin(lab.CallRecv, s, len(buf))
	h.enter(&s.in)
	defer s.in.leave()
	if all {
		h.res = s.sock.RecvAll(buf)
	} else {
		h.res = s.sock.Recv(buf)
	}
	return h.received(s, buf, false)
}

// Peek is Recv, or with from RecvFrom, with MSG_PEEK: it takes nothing.
func (h *Hand) Peek(s *Socket, buf []byte, from bool) (int, error) {
	call := lab.CallRecv
	if from {
		call = lab.CallRecvFrom
	}
	h.begin(call, s, len(buf))
	h.enter(&s.in)
	defer s.in.leave()
	h.res = s.sock.Peek(buf)
	return h.received(s, buf, true)
}

// RecvFrom is recvfrom(2).
func (h *Hand) RecvFrom(s *Socket, buf []byte) (int, error) {
	h.begin(lab.CallRecvFrom, s, len(buf))
	h.enter(&s.in)
	defer s.in.leave()
	h.res = s.sock.RecvFrom(buf)
	return h.received(s, buf, false)
}

func (h *Hand) received(s *Socket, buf []byte, peek bool) (int, error) {
	e, n := h.event(), h.res.N
	e.Got, e.Data, e.Peek = n, buf[:n], peek
	if !s.Transport().Stream() && h.res.Err == nil && !h.res.Unmade && !h.res.EOF {
		h.sender = Sender{h.res.From, connOf(h.res.Far, 0)}
		e.Stream = h.sender.Conn
	}
	h.probe(e, s.sock, nil)
	h.probeSender(e, s.sock)
	err := h.record(e)
	if e.Joined == lab.UnknownQueue {
		s.joined.Store(true)
	}
	return n, err
}

// Sender is where a datagram came from. Conn is 0 when that is no socket of the
// run.
type Sender struct {
	Addr Addr
	Conn int
}

// Sender returns where the last datagram came from.
func (h *Hand) Sender() Sender { return h.sender }

// Ends appends where in the stream the messages end that a socket's last receive took the
// last byte of.
func (h *Hand) Ends(dst []int64, s *Socket) []int64 { return h.world.log.Ends(dst, s.ID()) }

// Received returns how many bytes of its stream a socket has received.
func (h *Hand) Received(s *Socket) int64 { return h.world.log.Received(s.ID()) }
