package session

import (
	"time"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/sock"
)

// sendOnce makes one send of a stream or a connected datagram socket.
func (p *peer) sendOnce(s *sock.Socket, do lab.Send, piece boundary.Piece) (int, error) {
	p.begin(lab.CallSend, s, len(piece.Data))
	if piece.Whole > len(piece.Data) {
		p.r.log.BeginPiece(s.ID, piece)
	} else {
		p.r.log.Begin(s.ID, connOf(s.Peer()), piece.Data, piece.Head)
	}
	call := s.Send
	if do.More {
		call = s.SendMore
	}
	res := call(piece.Data)
	return res.N, p.sent(s, res, piece.Data, max(piece.Head-piece.Before, 0))
}

// sendAll repeats the call until every byte was taken. No bytes at all are one
// call.
func (p *peer) sendAll(s *sock.Socket, do lab.Send, data []byte, head int) error {
	return p.untilTaken(s, data, func(rest []byte) (int, error) {
		n, err := p.sendOnce(s, do, boundary.Piece{Data: rest, Head: head, Whole: len(rest)})
		head = max(head-n, 0)
		return n, err
	})
}

// sendPiece is sendAll for a piece of a message, which the kernel may take in
// yet smaller ones.
func (p *peer) sendPiece(s *sock.Socket, do lab.Send, piece boundary.Piece) error {
	return p.untilTaken(s, piece.Data, func(rest []byte) (int, error) {
		piece.Data = rest
		n, err := p.sendOnce(s, do, piece)
		piece.Before += n
		return n, err
	})
}

// untilTaken sends what is left until nothing is. As in Python the timeout is
// that of all calls together.
func (p *peer) untilTaken(s *sock.Socket, data []byte, send func(rest []byte) (int, error)) error {
	if p.timeout > 0 {
		defer s.SetTimeout(p.timeout)
	}
	for began := p.r.clock.Now(); ; {
		n, err := send(data)
		data = data[n:]
		if err != nil || len(data) == 0 {
			return err
		}
		if p.stopped() {
			return errStopped
		}
		if p.timeout <= 0 {
			continue
		}
		left := p.timeout - time.Duration(p.r.clock.Now()-began)
		if left <= 0 {
			return p.late(s, data)
		}
		s.SetTimeout(left)
	}
}

// late records the send that a timeout leaves no time for.
func (p *peer) late(s *sock.Socket, data []byte) error {
	p.begin(lab.CallSend, s, len(data))
	now := p.r.clock.Now()
	return p.record(p.event(sock.Result{Start: now, End: now, Err: sock.ErrTimeout}))
}
