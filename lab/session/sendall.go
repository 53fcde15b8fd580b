package session

import (
	"time"

	"stickylab/lab"
	"stickylab/lab/sock"
)

// sendOnce makes one send of a stream or a connected datagram socket.
func (p *peer) sendOnce(s *sock.Socket, do lab.Send, data []byte, head int) (int, error) {
	p.begin(lab.CallSend, s, len(data))
	p.r.log.Begin(s.ID, connOf(s.Peer()), data, head)
	call := s.Send
	if do.More {
		call = s.SendMore
	}
	res := call(data)
	return res.N, p.sent(s, res, data, head)
}

// sendAll repeats the call until every byte was taken. As in Python the
// timeout is that of all calls together, and no bytes at all are one call.
func (p *peer) sendAll(s *sock.Socket, do lab.Send, data []byte, head int) error {
	if p.timeout > 0 {
		defer s.SetTimeout(p.timeout)
	}
	for began := p.r.clock.Now(); ; {
		n, err := p.sendOnce(s, do, data, head)
		data, head = data[n:], max(head-n, 0)
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
