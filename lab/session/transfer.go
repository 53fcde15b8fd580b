package session

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// Piece is what one send sends of a message.
type Piece = record.Piece

// Send is send(2), with MSG_MORE where more is set. It returns how many bytes
// the kernel took; with an error they may be more than none.
func (h *Hand) Send(s *Socket, p Piece, more bool) (int, error) {
	h.begin(lab.CallSend, s, len(p.Data))
	queued := h.enter(&s.out)
	defer s.out.leave()
	if !s.Transport().Stream() {
		if err := h.named(s); err != nil {
			return 0, err
		}
	}
	h.world.log.Begin(s.ID(), connOf(s.sock.Peer(), boundary.Nobody), p)
	call := s.sock.Send
	if more {
		call = s.sock.SendMore
	}
	res := call(p.Data)
	return res.N, h.sent(s, queued.before(res), p.Data, max(p.Head-p.Before, 0))
}

// SendTo is sendto(2) to an address. Head bytes of the data are a header.
func (h *Hand) SendTo(s *Socket, to Addr, data []byte, head int) error {
	h.begin(lab.CallSendTo, s, len(data))
	queued := h.enter(&s.out)
	defer s.out.leave()
	if err := h.named(s); err != nil {
		return err
	}
	h.world.log.Begin(s.ID(), connOf(h.world.net.ByAddr(s.Transport(), to), boundary.Nobody), Piece{Data: data, Head: head, Whole: len(data)})
	return h.sent(s, queued.before(s.sock.SendTo(data, to)), data, head)
}

func (h *Hand) sent(s *Socket, res sock.Result, data []byte, head int) error {
	e := h.event(res)
	e.Got, e.Data, e.Head = res.N, data[:res.N], min(head, res.N)
	far := res.Far
	if far == nil {
		far = s.sock.Peer()
	}
	h.probe(e, s.sock, far)
	if far != nil && !s.Transport().Stream() {
		e.FarConn = far.ID
	}
	return h.record(e)
}

// Taken is what a receive took.
type Taken struct {
	N int // bytes
	// From and Conn are where a datagram came from. Conn is 0 when that is no
	// socket of the run.
	From Addr
	Conn int
}

// Recv is recv(2), with MSG_WAITALL where all is set.
func (h *Hand) Recv(s *Socket, buf []byte, all bool) (Taken, error) {
	h.begin(lab.CallRecv, s, len(buf))
	queued := h.enter(&s.in)
	defer s.in.leave()
	if all {
		return h.received(s, queued.before(s.sock.RecvAll(buf)), buf)
	}
	return h.received(s, queued.before(s.sock.Recv(buf)), buf)
}

// RecvFrom is recvfrom(2).
func (h *Hand) RecvFrom(s *Socket, buf []byte) (Taken, error) {
	h.begin(lab.CallRecvFrom, s, len(buf))
	queued := h.enter(&s.in)
	defer s.in.leave()
	return h.received(s, queued.before(s.sock.RecvFrom(buf)), buf)
}

func (h *Hand) received(s *Socket, res sock.Result, buf []byte) (Taken, error) {
	e := h.event(res)
	e.Got, e.Data = res.N, buf[:res.N]
	took := Taken{N: res.N}
	if !s.Transport().Stream() && res.Err == nil {
		took.From, took.Conn = res.From, connOf(res.Far, 0)
		e.Stream = took.Conn
	}
	h.probe(e, s.sock, nil)
	h.probeSender(e, s.sock)
	return took, h.record(e)
}

// Received returns how many bytes of its stream a socket has received.
func (h *Hand) Received(s *Socket) int64 { return h.world.log.Received(s.ID()) }
