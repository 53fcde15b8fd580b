package session

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/frame"
	"stickylab/lab/pack"
	"stickylab/lab/script"
	"stickylab/lab/sock"
)

func (p *peer) send(do lab.Send) error {
	data, head, err := p.message(do)
	if err != nil {
		return p.broken(lab.CallSend, err)
	}
	s, err := p.transferring(lab.CallSend)
	if err != nil {
		return err
	}
	switch {
	case do.Framed || do.Cut.Cuts():
		return p.sendPieces(s, do, data, head)
	case do.All:
		return p.sendAll(s, do, data, head)
	}
	return p.sendWhole(s, do, data, head)
}

// sendWhole makes one call.
func (p *peer) sendWhole(s *sock.Socket, do lab.Send, data []byte, head int) error {
	if do.To == (lab.Target{}) {
		_, err := p.sendOnce(s, do, boundary.Piece{Data: data, Head: head, Whole: len(data)})
		return err
	}
	to := p.from
	if !do.To.Sender {
		to = s.At(do.To.Port)
	}
	p.begin(lab.CallSendTo, s, len(data))
	p.r.log.Begin(s.ID, connOf(p.r.net.ByAddr(p.r.exp.Transport, to)), data, head)
	return p.sent(s, s.SendTo(data, to), data, head)
}

// connOf numbers the socket that is to receive.
func connOf(s *sock.Socket) int {
	if s == nil {
		return boundary.Nobody
	}
	return s.ID
}

func (p *peer) sent(s *sock.Socket, res sock.Result, data []byte, head int) error {
	e := p.event(res)
	e.Got, e.Data, e.Head = res.N, data[:res.N], min(head, res.N)
	far := res.Far
	if far == nil {
		far = s.Peer()
	}
	p.probe(e, s, far)
	if far != nil && !p.r.exp.Transport.Stream() {
		e.FarConn = far.ID
	}
	return p.record(e)
}

// recv makes one receive, or with Exactly as many as it takes. After one that
// failed nothing was received last.
func (p *peer) recv(do lab.Recv) error {
	size := int64(do.Size)
	if do.Var != "" {
		size = p.vars[do.Var]
	}
	p.ended = false
	if size < 0 || size > script.MaxRecv {
		return p.refuse(size)
	}
	if size == 0 && do.Exactly {
		p.last = nil
		return nil // a loop that is over before its first call
	}
	s, err := p.transferring(lab.CallRecv)
	if err != nil {
		return err
	}
	if int64(cap(p.buf)) < size {
		p.buf = make([]byte, size)
	}
	buf := p.buf[:size]
	have := 0
	for {
		n, err := p.recvOnce(s, buf[have:], do.WaitAll)
		have += n
		p.last = buf[:have]
		if err != nil {
			p.last = nil
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

func (p *peer) recvOnce(s *sock.Socket, buf []byte, all bool) (int, error) {
	var res sock.Result
	switch {
	case all:
		p.begin(lab.CallRecv, s, len(buf))
		res = s.RecvAll(buf)
	case p.r.exp.Transport.Stream() || p.connected[s]:
		p.begin(lab.CallRecv, s, len(buf))
		res = s.Recv(buf)
	default:
		p.begin(lab.CallRecvFrom, s, len(buf))
		res = s.RecvFrom(buf)
	}
	e := p.event(res)
	e.Got, e.Data = res.N, buf[:res.N]
	if !p.r.exp.Transport.Stream() && res.Err == nil {
		p.from, p.fromConn = res.From, 0
		if res.Far != nil {
			p.fromConn = res.Far.ID
		}
		e.Stream = p.fromConn
	}
	p.probe(e, s, nil)
	p.probeSender(e, s)
	return res.N, p.record(e)
}

// probeSender measures the other end of a stream after a receive, when that
// may tell where messages ran together. Mostly what is known is enough.
func (p *peer) probeSender(e *lab.Event, s *sock.Socket) {
	if !p.r.exp.Probes || e.Got == 0 || p.r.exp.Transport != lab.TCP || !p.r.log.Unsettled(s.ID, e.Got, e.Probe) {
		return
	}
	if far := s.Peer(); far != nil {
		p.probeFar(e, far)
	}
}

// refuse records a receive that asks for more than may be asked, as a header
// that lies makes it.
func (p *peer) refuse(size int64) error {
	p.begin(lab.CallRecv, p.sockets.top(), 0)
	now := p.r.clock.Now()
	e := p.event(sock.Result{Start: now, End: now})
	e.Asked = int(min(max(size, 0), math.MaxInt32))
	e.Err = lab.ErrLimit
	e.Value = strconv.FormatInt(size, 10)
	return p.record(e)
}

// errNone is for a step that needs what was received where a frame was to come
// and the stream ended: Python's None is no bytes.
var errNone = &pack.Error{Kind: "TypeError", Msg: "a bytes-like object is required, not 'NoneType'", Arg: -1}

// unpack reads the bytes received last into a variable.
func (p *peer) unpack(do lab.Unpack) error {
	p.begin(lab.CallUnpack, nil, len(p.last))
	start := p.r.clock.Now()
	values, err := pack.Unpack(do.Format, p.last)
	if p.ended {
		err = errNone
	}
	e := p.event(sock.Result{Start: start, End: p.r.clock.Now()})
	if err != nil {
		return p.record(withError(e, err))
	}
	e.Var, e.Value = do.Var, fmt.Sprint(values[0])
	if n, ok := values[0].(int64); ok {
		p.vars[do.Var] = n
	} else if _, ok := values[0].(uint64); ok {
		p.vars[do.Var] = math.MaxInt64 // more than any receive may ask for
	}
	return p.record(e)
}

// broken records a call that was not made because its bytes could not be.
func (p *peer) broken(call lab.Call, err error) error {
	var fault *frame.Error
	if !errors.As(err, &fault) {
		p.trying = false // no except OSError would take it
	}
	p.begin(call, p.sockets.top(), 0)
	now := p.r.clock.Now()
	return p.record(withError(p.event(sock.Result{Start: now, End: now}), err))
}

// withError names a Python exception, or a limit: its kind as the error, its
// text beside.
func withError(e *lab.Event, err error) *lab.Event {
	var exception *pack.Error
	e.Err, e.Text = lab.ErrOther, err.Error()
	if errors.As(err, &exception) {
		e.Err = exception.Kind
	}
	if fault := (*frame.Error)(nil); errors.As(err, &fault) {
		e.Err, e.Text, e.Fault = fault.Kind, "", faultOf(fault)
	}
	if fault := fileFault(""); errors.As(err, &fault) {
		e.Err = string(fault)
	}
	if limit := (*lab.LimitError)(nil); errors.As(err, &limit) {
		e.Err = sock.ErrName(limit)
	}
	return e
}

// message gives the bytes of a send, framed if it is so; head is the number of
// those that are header.
func (p *peer) message(do lab.Send) (data []byte, head int, err error) {
	data, head, err = p.compose(do.Terms)
	if err != nil || !do.Framed {
		return data, head, err
	}
	return p.encode(data)
}

// compose joins the terms; head is the number of bytes of a header that comes
// first. How long what was received is, and so whether the send is too long,
// shows only now.
func (p *peer) compose(terms []lab.Term) (data []byte, head int, err error) {
	if plain, ok := terms[0].(lab.Literal); ok && len(terms) == 1 && plain.Times <= 1 {
		return plain.Bytes, 0, nil // nobody changes them
	}
	parts := make([][]byte, len(terms))
	rest := 0 // bytes of the terms behind
	for i := len(terms) - 1; i >= 0; i-- {
		if parts[i], err = p.termBytes(terms[i], rest); err != nil {
			return nil, 0, err
		}
		if rest += len(parts[i]); rest > script.MaxPayload {
			return nil, 0, &lab.LimitError{Name: "payload", Max: script.MaxPayload}
		}
	}
	if _, ok := terms[0].(lab.Packed); ok {
		head = len(parts[0])
	}
	return bytes.Join(parts, nil), head, nil
}

func (p *peer) termBytes(term lab.Term, rest int) ([]byte, error) {
	switch t := term.(type) {
	case lab.Literal:
		return bytes.Repeat(t.Bytes, max(t.Times, 1)), nil
	case lab.Received:
		if p.ended {
			return nil, errNone
		}
		if t.Upper {
			return upper(p.last), nil
		}
		return p.last, nil // joined into new bytes
	case lab.Packed:
		values := make([]any, len(t.Args))
		for i, a := range t.Args {
			values[i] = p.value(a, rest)
		}
		return pack.Pack(t.Format, values...)
	}
	panic("session: unknown term")
}

func (p *peer) value(a lab.Arg, rest int) int64 {
	switch {
	case a.Len:
		return int64(rest)
	case a.Var != "":
		return p.vars[a.Var]
	}
	return a.Int
}

// upper is Python's bytes.upper: only ASCII letters change.
func upper(data []byte) []byte {
	out := make([]byte, len(data))
	for i, c := range data {
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		out[i] = c
	}
	return out
}
