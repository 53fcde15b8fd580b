package player

import (
	"maps"
	"math"
	"sync"
	"sync/atomic"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/pack"
	"stickylab/lab/session"
)

// framing is what a peer needs to make frames and to take them apart.
type framing struct {
	codec    *codec            // that of the last codec step, nil before one
	codecs   map[string]*codec // those that were in use, by their text
	decoders map[source]*decoder
	last     map[*session.Socket]*decoder // that was fed last
}

// codec is that of codec steps with the same text.
type codec struct {
	frame.Codec
	// sent counts the frames by connection, of which the first may be made in another way:
	// an *atomic.Int32 by *session.Socket, nil for datagrams.
	sent sync.Map
}

// known is the codec as a reader of the event can parse it; empty for what recv until
// looks for, which is none.
func (c *codec) known() string {
	text := c.String()
	if _, err := frame.Parse(text); err != nil {
		return ""
	}
	return text
}

// source is whose bytes a decoder takes: those that come to a socket or, where
// it has datagrams of several senders, those of one of them.
type source struct {
	socket *session.Socket
	from   session.Addr
}

// maxDecoders bounds the decoders of a peer. Each keeps less than a frame of its
// codec, and so no more than what its run may receive.
const maxDecoders = 256

// begin makes room for what there may be.
func (f *framing) begin() {
	if f.codecs == nil {
		*f = framing{codecs: map[string]*codec{}, decoders: map[source]*decoder{}, last: map[*session.Socket]*decoder{}}
	}
}

// useCodec makes a codec the one of the framed steps to come.
func (p *program) useCodec(do lab.Codec) error {
	f, text := &p.framing, do.String()
	f.begin()
	if f.codecs[text] == nil {
		f.codecs[text] = &codec{Codec: do.Codec}
	}
	f.codec = f.codecs[text]
	return nil
}

// inUse gives the codec of the step under way. A loop may have left out the
// step that names it.
func (p *program) inUse() (*codec, error) {
	if p.framing.codec == nil {
		return nil, &pack.Error{Kind: "NameError", Msg: "name 'codec' is not defined", Arg: -1}
	}
	return p.framing.codec, nil
}

// cutBy gives the codec that a receive of frames goes by.
func (p *program) cutBy(do lab.RecvFrame) (*codec, error) {
	if len(do.Until) == 0 {
		return p.inUse()
	}
	f, text := &p.framing, "until "+string(do.Until) // no text of a codec begins so
	f.begin()
	if f.codecs[text] == nil {
		f.codecs[text] = &codec{Codec: frame.Delimiter{By: [][]byte{do.Until}, Keep: true, Rest: true, Max: math.MaxInt}}
	}
	return f.codecs[text], nil
}

// encode makes a frame for a connection; head counts the bytes of it that are header.
func (p *program) encode(s *session.Socket, body []byte) (data []byte, head int, err error) {
	c, err := p.inUse()
	if err != nil {
		return nil, 0, err
	}
	found, _ := c.sent.LoadOrStore(s, new(atomic.Int32))
	sent, _ := found.(*atomic.Int32) // nothing else is in it
	next := frame.Nth(c.Codec, int(sent.Load()))
	if data, err = next.Encode(nil, body); err != nil {
		return nil, 0, err
	}
	sent.Add(1)
	return data, frame.HeadOf(next, data), nil
}

// given is what a thread goes on with: the codecs, and of the decoders that of the
// connection it is given, if it is given one.
func (f *framing) given(s *session.Socket) framing {
	if f.codecs == nil {
		return framing{}
	}
	t := framing{codec: f.codec, codecs: maps.Clone(f.codecs), decoders: map[source]*decoder{}, last: map[*session.Socket]*decoder{}}
	if d := f.last[s]; d != nil {
		t.last[s], t.decoders[source{socket: s}] = d, d
	}
	f.release(s)
	return t
}

// release forgets what a socket had in its decoders.
func (f *framing) release(s *session.Socket) {
	delete(f.last, s)
	for from := range f.decoders {
		if from.socket == s {
			delete(f.decoders, from)
		}
	}
}

// maxFaultField bounds what the record of a fault quotes.
const maxFaultField = 64

// faultOf returns a fault for an event, what it quotes cut short.
func faultOf(fault *frame.Error) *frame.Error {
	short := *fault
	short.Field = short.Field[:min(len(short.Field), maxFaultField)]
	return &short
}
