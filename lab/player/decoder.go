package player

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/session"
)

// decoder is a frame.Decoder that knows where in the stream its bytes are: a
// plain receive in between takes some that it never sees.
type decoder struct {
	*frame.Decoder
	codec *codec
	fed   int64 // bytes
	spans []span
	sends frame.Sends
	// lost: a fault was told behind which no frame can be found.
	lost bool
}

// span tells that from the byte at on the decoder's bytes are so much farther
// in the stream.
type span struct{ at, shift int64 }

func newDecoder(c *codec) (*decoder, error) {
	d, err := frame.NewDecoder(c.Codec)
	return &decoder{Decoder: d, codec: c}, err
}

// feed takes bytes that begin at the offset in the stream.
func (d *decoder) feed(p []byte, off int64) {
	d.forget()
	if n, shift := len(d.spans), off-d.fed; n == 0 || d.spans[n-1].shift != shift {
		d.spans = append(d.spans, span{d.fed, shift})
	}
	d.Feed(p)
	d.fed += int64(len(p))
}

// forget drops the spans that lie before the frame under way.
func (d *decoder) forget() {
	at := d.State().Off
	behind := slices.IndexFunc(d.spans, func(s span) bool { return s.at > at })
	if behind < 0 {
		behind = len(d.spans)
	}
	d.spans = d.spans[max(behind-1, 0):]
}

// stream gives where in the stream a byte of the decoder is.
func (d *decoder) stream(at int64) int64 {
	off := at
	for _, s := range d.spans {
		if s.at <= at {
			off = at + s.shift
		}
	}
	return max(off, 0)
}

// become goes on with another codec: what is in no frame yet is its.
func (d *decoder) become(c *codec) error {
	next, err := newDecoder(c)
	if err != nil {
		return err
	}
	if rest := d.Rest(); len(rest) > 0 {
		next.feed(rest, d.stream(d.State().Off))
	}
	*d = *next
	d.sends.Close()
	return nil
}

// decoderOf gives the decoder of what a socket received last.
func (p *program) decoderOf(s *session.Socket, c *codec) (*decoder, error) {
	from := source{socket: s}
	if !s.Transport().Connects() && !s.Connected() {
		from.from = p.got.from.Addr
	}
	d := p.framing.decoders[from]
	if d == nil {
		if len(p.framing.decoders) == maxDecoders {
			return nil, &lab.LimitError{Name: "decoders", Max: maxDecoders}
		}
		var err error
		if d, err = newDecoder(c); err != nil {
			return nil, err
		}
		p.framing.decoders[from] = d
	}
	p.framing.last[s] = d
	return d, nil
}
