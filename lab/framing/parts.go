package framing

import (
	"bytes"
	"errors"
	"iter"

	"stickylab/lab/frame"
)

// Part is a frame, a fault, or the rest of a stream.
type Part struct {
	Kind RowKind
	// Number is that of a frame, from 1; the stream has it in [From, To). A fault is at
	// From, and what it does not decode has no end.
	Number, From, To int
	// Body is what a frame delivers. It holds until the next part.
	Body  []byte
	Fault *frame.Error
}

// same reports whether two codecs made the same of the same bytes.
func (p Part) same(other Part) bool {
	return p.Kind == other.Kind && p.From == other.From && p.To == other.To && bytes.Equal(p.Body, other.Body)
}

// partsOf goes through what a codec makes of a stream. The error is that of the codec.
func partsOf(codec frame.Codec, stream []byte) (iter.Seq[Part], error) {
	if err := codec.Validate(); err != nil {
		return nil, err
	}
	return func(yield func(Part) bool) {
		d, err := frame.NewDecoder(codec)
		if err != nil {
			return
		}
		p := parter{decoder: d, size: len(stream), yield: yield}
		for from := 0; from < len(stream) && !p.over; from += cutPiece {
			d.Feed(stream[from:min(from+cutPiece, len(stream))])
			p.next()
		}
		if !p.over {
			p.end()
		}
	}, nil
}

// parter takes the parts from a decoder.
type parter struct {
	decoder *frame.Decoder
	size    int
	yield   func(Part) bool
	number  int
	last    *frame.Error // that was given
	over    bool         // nothing follows, or nobody wants it
}

func (p *parter) next() {
	for !p.over {
		f, ok, err := p.decoder.Next()
		var fault *frame.Error
		switch {
		case errors.As(err, &fault) && fault == p.last:
			p.over = true
		case fault != nil:
			p.last = fault
			p.over = !p.yield(Part{Kind: RowFault, From: int(fault.Off), To: p.size, Fault: fault})
		case !ok:
			return
		default:
			p.number++
			p.over = !p.yield(Part{Number: p.number, From: int(f.Off), To: int(f.Off) + len(f.Raw), Body: f.Body})
		}
	}
}

// end says that no bytes follow, which may complete a frame.
func (p *parter) end() {
	err := p.decoder.End()
	var fault *frame.Error
	switch {
	case errors.As(err, &fault) && fault != p.last:
		p.yield(Part{Kind: RowRest, From: int(fault.Off), To: p.size, Fault: fault})
	case err == nil:
		p.next()
	}
}
