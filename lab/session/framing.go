package session

import (
	"encoding/json"
	"errors"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/sock"
)

// framing is what a peer needs to make frames and to take them apart.
type framing struct {
	// codecs has the codec of each framed step, by its line: that of the codec
	// step above it, as a reader of the program has it, whatever loops do.
	codecs   map[int]*codec
	decoders map[source]*decoder
	last     map[*sock.Socket]*decoder // that was fed last
}

// source is whose bytes a decoder takes: those that come to a socket or, where
// it has datagrams of several senders, those of one of them.
type source struct {
	socket *sock.Socket
	from   sock.Addr
}

// maxDecoders bounds the decoders of a peer. Each keeps less than a frame of its
// codec, which script.MaxFrame bounds, and what one receive brought.
const maxDecoders = 256

func newFraming(program lab.Peer) framing {
	f := framing{codecs: map[int]*codec{}, decoders: map[source]*decoder{}, last: map[*sock.Socket]*decoder{}}
	f.read(program.Steps, nil)
	return f
}

// read goes through the steps in the order of their lines.
func (f *framing) read(steps []lab.Step, above *codec) *codec {
	for _, step := range steps {
		switch do := step.Do.(type) {
		case lab.Codec:
			above = nil
			if c, err := frame.Parse(do.Spec); err == nil { // as that of every script is
				above = &codec{c}
			}
		case lab.Loop:
			above = f.read(do.Body, above)
		default:
			if above != nil {
				f.codecs[step.Line] = above
			}
		}
	}
	return above
}

// codec is that of one codec step.
type codec struct{ frame.Codec }

// errNoCodec belongs to an experiment that no script was parsed for.
var errNoCodec = errors.New("there is no codec")

// codec gives the one of the step under way.
func (p *peer) codec() (*codec, error) {
	if c := p.framing.codecs[p.step]; c != nil {
		return c, nil
	}
	return nil, errNoCodec
}

// encode makes a frame; head counts the bytes of it that are header.
func (p *peer) encode(body []byte) (data []byte, head int, err error) {
	c, err := p.codec()
	if err != nil {
		return nil, 0, err
	}
	if data, err = c.Encode(nil, body); err != nil {
		return nil, 0, err
	}
	return data, headOf(c.Codec, data), nil
}

// headOf asks a decoder how much of a frame is header.
func headOf(c frame.Codec, data []byte) int {
	d, err := frame.NewDecoder(c)
	if err != nil {
		return 0
	}
	d.Feed(data)
	f, _, _ := d.Next() // a frame that the codec cannot read itself has none
	return f.Head
}

// release forgets what a socket had in its decoders.
func (f *framing) release(s *sock.Socket) {
	delete(f.last, s)
	for from := range f.decoders {
		if from.socket == s {
			delete(f.decoders, from)
		}
	}
}

// maxFaultField bounds what the record of a fault quotes.
const maxFaultField = 64

// faultText writes a fault as JSON, what it quotes cut short.
func faultText(fault *frame.Error) string {
	short := *fault
	short.Field = short.Field[:min(len(short.Field), maxFaultField)]
	text, err := json.Marshal(&short)
	if err != nil {
		return fault.Error()
	}
	return string(text)
}
