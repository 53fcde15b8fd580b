package player

import (
	"math"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// received is what a program received last.
type received struct {
	buf   []byte         // of receives, reused
	last  []byte         // the bytes
	from  session.Sender // of the last datagram
	ended bool           // it is the end of the stream, which is no message
}

// buffer returns room for so many bytes. What was received last may be in it.
func (r *received) buffer(size int) []byte {
	if cap(r.buf) < size {
		r.buf = make([]byte, size)
	}
	return r.buf[:size]
}

// nothing forgets what was received.
func (r *received) nothing() { r.last, r.ended = nil, false }

// recv makes one receive, or with Exactly as many as it takes. After one that
// failed nothing was received last.
func (p *program) recv(do lab.Recv) error {
	size := int64(do.Size)
	if do.Var != "" {
		size = p.vars[do.Var]
	}
	p.got.ended = false
	if size < 0 || size > script.MaxRecv {
		return p.refuse(size)
	}
	if size == 0 && do.Exactly {
		p.got.last = nil
		return nil // a loop that is over before its first call
	}
	s, err := p.transferring(lab.CallRecv)
	if err != nil {
		return err
	}
	buf := p.got.buffer(int(size))
	have := 0
	for {
		n, err := p.recvOnce(s, buf[have:], do.WaitAll)
		have += n
		p.got.last = buf[:have]
		if err != nil {
			p.got.last = nil
			return err
		}
		if n == 0 && size > 0 && p.untilEmpty > 0 {
			return errEmpty
		}
		if !do.Exactly || n == 0 || have == len(buf) {
			return nil
		}
	}
}

// recvOnce makes one call: recvfrom on a datagram socket that is not connected.
func (p *program) recvOnce(s *session.Socket, buf []byte, all bool) (n int, err error) {
	if all || s.Transport().Stream() || s.Connected() {
		n, err = p.hand.Recv(s, buf, all)
	} else {
		n, err = p.hand.RecvFrom(s, buf)
	}
	if err == nil && !s.Transport().Stream() {
		p.got.from = p.hand.Sender()
	}
	return n, err
}

// refuse records a receive that asks for more than may be asked, as a header
// that lies makes it.
func (p *program) refuse(size int64) error {
	s := p.sockets.named()
	call := lab.CallRecv
	if !p.transport.Stream() && (s == nil || !s.Connected()) {
		call = lab.CallRecvFrom
	}
	e := p.unmade(call, s)
	e.Asked = int(min(max(size, 0), math.MaxInt32))
	e.Err = lab.ErrLimit
	e.Value = strconv.FormatInt(size, 10)
	return p.hand.Note(e)
}
