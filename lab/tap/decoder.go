package tap

import (
	"errors"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// decoder cuts what was passed on in one direction into frames, as a receiver could that
// gets the tap's pieces.
type decoder struct {
	way *way
	*frame.Decoder
	fault  *frame.Error // the last one
	broken bool
}

// newDecoder makes the decoder of a way; the codec is valid.
func newDecoder(w *way, c frame.Codec) *decoder {
	d, err := frame.NewDecoder(c)
	if err != nil {
		return nil
	}
	return &decoder{way: w, Decoder: d}
}

// feed takes the bytes of a send and records what they came to.
func (d *decoder) feed(data []byte) {
	if d.broken {
		return
	}
	d.Feed(data)
	for {
		start := d.way.relay.tap.clock.Now()
		f, ok, err := d.Next()
		switch {
		case err != nil:
			if !d.faulty(start, err) {
				return
			}
		case ok:
			n := len(f.Raw)
			d.record(start, f.Off, lab.Decode{Part: frame.PartFrame, Have: n, Need: int64(n), Length: f.Length, Head: f.Head, Tail: f.Tail, Body: bodyOf(f)}, nil)
		default:
			if s := d.State(); s.Have > 0 {
				d.record(start, s.Off, lab.Decode{Part: s.Part, Have: s.Have, Need: s.Need, Length: s.Length}, nil)
			}
			return
		}
	}
}

// faulty records what is wrong, and reports whether the decoder goes on behind it.
func (d *decoder) faulty(start int64, err error) bool {
	var found *frame.Error
	if !errors.As(err, &found) || found == d.fault {
		d.broken = true
		return false
	}
	d.fault = found
	d.record(start, found.Off, lab.DecodeAt(found, len(d.Rest())), found)
	return true
}

// end takes the end of the stream, which ends some frames and must not come within
// others.
func (d *decoder) end() {
	if d.broken {
		return
	}
	start := d.way.relay.tap.clock.Now()
	if err := d.End(); err != nil {
		d.faulty(start, err)
		return
	}
	d.feed(nil)
}

func (d *decoder) record(start, off int64, made lab.Decode, fault *frame.Error) {
	w := d.way
	e := &lab.Event{Conn: w.to.far, Call: lab.CallDecode, Strand: w.writing, Start: start, Off: off, Decode: &made, Fault: fault}
	if fault != nil {
		e.Err = fault.Kind
	}
	w.relay.append(e)
}

// bodyOf returns the body of a frame for an event.
func bodyOf(f frame.Frame) *lab.Body {
	from, to, ok := f.Within()
	switch {
	case !ok:
		return &lab.Body{Bytes: f.Body}
	case from == f.Head && to == len(f.Raw)-f.Tail:
		return nil
	}
	return &lab.Body{From: from, To: to}
}
