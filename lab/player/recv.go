package player

import (
	"bytes"
	"math"
	"math/big"
	"slices"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
	"stickylab/lab/sock"
)

// received is what a program received last.
type received struct {
	buf   []byte         // of receives, reused
	free  func()         // of a buffer that is no Go memory
	last  []byte         // the bytes
	from  session.Sender // of the last datagram
	ended bool           // it is the end of the stream, which is no message
}

// roomFrom is the size of a receive that takes memory only for what comes.
const roomFrom = 64 << 10

// buffer returns room for so many bytes. What was received last may be in it.
func (p *program) buffer(size int) []byte {
	r := &p.got
	switch {
	case size <= cap(r.buf):
	case size <= roomFrom:
		p.world.Room(size)
		r.buf = make([]byte, size)
	default:
		r.buf, r.free = sock.Room(script.MaxRecv)
	}
	return r.buf[:size]
}

// release gives up the buffer, once the program has ended.
func (r *received) release() {
	if r.free != nil {
		r.free()
	}
}

// data is what was received last.
func (r *received) data() lab.Data { return lab.Data{Bytes: r.last, None: r.ended} }

// nothing forgets what was received.
func (r *received) nothing() { r.last, r.ended = nil, false }

// recv makes one receive, or with Exactly as many as it takes. After one that
// failed nothing was received last.
func (p *program) recv(do lab.Recv) error {
	err := p.receive(do)
	if do.Onto {
		if err == nil {
			p.got.last = p.lengthened(do.Into, p.got.last)
		}
		return err
	}
	p.keepLast(do.Into)
	return err
}

func (p *program) receive(do lab.Recv) error {
	size := do.Size
	if do.Expr != nil {
		n := do.Expr.Value(p.variable)
		if !n.IsInt64() || n.Int64() < 0 || n.Int64() > script.MaxRecv {
			p.got.ended = false
			return p.refuse(n)
		}
		size = int(n.Int64())
	}
	p.got.ended = false
	if size == 0 && do.Exactly {
		p.got.last = nil
		return nil // a loop that is over before its first call
	}
	s, err := p.transferring(lab.CallRecv, do.From)
	if err != nil {
		return err
	}
	buf := p.buffer(size)
	have := 0
	for {
		n, err := p.recvOnce(s, buf[have:], do)
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

// keepLast sets the variable of a receive to a copy of what was received last.
func (p *program) keepLast(into string) {
	if into != "" {
		p.setText(into, lab.Data{Bytes: bytes.Clone(p.got.last), None: p.got.ended})
	}
}

// lengthened puts more behind the bytes of a variable and returns all of them.
func (p *program) lengthened(name string, more []byte) []byte {
	all := slices.Concat(p.texts[name].Bytes, more)
	p.setText(name, lab.Data{Bytes: all})
	return all
}

// recvOnce makes one call: recvfrom on a datagram socket that is not connected.
func (p *program) recvOnce(s *session.Socket, buf []byte, do lab.Recv) (n int, err error) {
	connected := s.Transport().Connects() || s.Connected()
	switch {
	case do.Peek:
		n, err = p.hand.Peek(s, buf, !connected)
	case do.WaitAll || connected:
		n, err = p.hand.Recv(s, buf, do.WaitAll)
	default:
		n, err = p.hand.RecvFrom(s, buf)
	}
	if err == nil && !s.Transport().Stream() {
		p.got.from = p.hand.Sender()
	}
	return n, err
}

// refuse records a receive that asks for more than may be asked, as a header
// that lies makes it.
func (p *program) refuse(size *big.Int) error {
	s := p.sockets.named()
	call := lab.CallRecv
	if !p.transport.Connects() && (s == nil || !s.Connected()) {
		call = lab.CallRecvFrom
	}
	e := p.unmade(call, s)
	e.Err = lab.ErrLimit
	switch {
	case size.Sign() < 0:
		e.Err = lab.ErrNegative
	case size.IsInt64():
		e.Asked = int(min(size.Int64(), math.MaxInt32))
	default:
		e.Asked = math.MaxInt32
	}
	e.Value = size.String()
	return p.hand.Note(e)
}
