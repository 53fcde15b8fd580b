package player

import (
	"bytes"
	"math/big"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/pack"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// heldFrom is how many bytes of a send count as held while it is under way.
const heldFrom = 64 << 10

func (p *program) send(do lab.Send) error {
	data, head, err := p.message(do)
	if err != nil {
		return p.broken(lab.CallEncode, err)
	}
	s, err := p.transferring(lab.CallSend, do.To.Conn)
	if err != nil {
		return err
	}
	if len(data) > heldFrom {
		defer p.world.Hold(len(data))()
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
func (p *program) sendWhole(s *session.Socket, do lab.Send, data []byte, head int) error {
	if !do.To.Addressed() {
		_, err := p.hand.Send(s, session.Piece{Data: data, Head: head, Whole: len(data)}, do.More)
		return err
	}
	to := p.got.from.Addr
	if !do.To.Sender {
		to = s.At(do.To.Port)
	}
	return p.hand.SendTo(s, to, data, head)
}

// message gives the bytes of a send, framed if it is so; head is the number of
// those that are header.
func (p *program) message(do lab.Send) (data []byte, head int, err error) {
	data, head, err = p.compose(do.Terms)
	if err != nil || !do.Framed {
		return data, head, err
	}
	return p.encode(p.connection(do.To.Conn), data)
}

// compose joins the terms; head is the number of bytes of a header that comes
// first. How long what was received is, and so whether the send is too long,
// shows only now.
func (p *program) compose(terms []lab.Term) (data []byte, head int, err error) {
	if plain, ok := terms[0].(lab.Literal); ok && len(terms) == 1 && plain.Times <= 1 && plain.Count == nil {
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

func (p *program) termBytes(term lab.Term, rest int) ([]byte, error) {
	switch t := term.(type) {
	case lab.Literal:
		return p.repeat(t)
	case lab.FileBytes:
		return t.Bytes, nil
	case lab.Received:
		from := p.got.data()
		if t.Name != "" {
			from = p.text(t.Name)
		}
		switch {
		case from.None:
			return nil, action.ErrNone
		case t.Upper:
			return upper(from.Bytes), nil
		}
		return from.Bytes, nil // joined into new bytes
	case lab.Packed:
		values := make([]any, len(t.Args))
		for i, a := range t.Args {
			values[i] = p.value(a, rest)
		}
		return pack.Pack(t.Format, values...)
	}
	panic("player: unknown term")
}

func (p *program) value(a lab.Arg, rest int) any {
	if a.Expr == nil {
		return a.Int
	}
	return a.Expr.Value(func(name string) *big.Int {
		if name == lab.LenVar {
			return big.NewInt(int64(rest))
		}
		return p.variable(name)
	})
}

// repeat returns the bytes of a literal as often as it says.
func (p *program) repeat(t lab.Literal) ([]byte, error) {
	if t.Count == nil {
		return bytes.Repeat(t.Bytes, max(t.Times, 1)), nil
	}
	count := t.Count.Value(p.variable)
	if most := int64(script.MaxPayload / max(len(t.Bytes), 1)); count.Cmp(big.NewInt(most)) > 0 && len(t.Bytes) > 0 {
		return nil, &lab.LimitError{Name: "payload", Max: script.MaxPayload}
	}
	if count.Sign() <= 0 || len(t.Bytes) == 0 {
		return nil, nil
	}
	return bytes.Repeat(t.Bytes, int(count.Int64())), nil
}

// variable gives the value of a variable.
func (p *program) variable(name string) *big.Int {
	if text, counts := lab.OfLen(name); counts {
		return big.NewInt(int64(len(p.texts[text].Bytes)))
	}
	if n := p.vars[name]; n != nil {
		return n
	}
	return new(big.Int)
}

// text gives what a variable of bytes has.
func (p *program) text(name string) lab.Data { return p.texts[name] }

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
