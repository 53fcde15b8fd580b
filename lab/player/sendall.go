package player

import (
	"time"

	"stickylab/lab"
	"stickylab/lab/session"
)

// sendAll repeats the call until every byte was taken. No bytes at all are one
// call.
func (p *program) sendAll(s *session.Socket, do lab.Send, data []byte, head int) error {
	return p.untilTaken(s, data, func(rest []byte) (int, error) {
		n, err := p.hand.Send(s, session.Piece{Data: rest, Head: head, Whole: len(rest)}, do.More)
		head = max(head-n, 0)
		return n, err
	})
}

// sendPiece is sendAll for a piece of a message, which the kernel may take in
// yet smaller ones.
func (p *program) sendPiece(s *session.Socket, do lab.Send, piece session.Piece) error {
	return p.untilTaken(s, piece.Data, func(rest []byte) (int, error) {
		piece.Data = rest
		n, err := p.hand.Send(s, piece, do.More)
		piece.Before += n
		return n, err
	})
}

// untilTaken sends what is left until nothing is. As in Python the timeout is
// that of all calls together.
func (p *program) untilTaken(s *session.Socket, data []byte, send func(rest []byte) (int, error)) error {
	if p.timeout > 0 {
		defer s.SetTimeout(p.timeout)
	}
	for began := p.world.Now(); ; {
		n, err := send(data)
		data = data[n:]
		if err != nil || len(data) == 0 {
			return err
		}
		if p.world.Stopped() {
			return session.ErrStopped
		}
		if p.timeout <= 0 {
			continue
		}
		left := p.timeout - time.Duration(p.world.Now()-began)
		if left <= 0 {
			return p.late(s, data)
		}
		s.SetTimeout(left)
	}
}

// late records that the time was over before the next send: Python's sendall
// raises it without a call.
func (p *program) late(s *session.Socket, data []byte) error {
	e := p.unmade(lab.CallSend, s)
	e.Asked, e.Err = len(data), lab.ErrTimeout
	return p.hand.Note(e)
}
