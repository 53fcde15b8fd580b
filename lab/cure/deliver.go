package cure

import (
	"bytes"
	"errors"

	"stickylab/lab/frame"
)

// Outcome is what came out of a stream.
type Outcome struct {
	// Bodies are those of the frames, or, without a codec, the pieces.
	Bodies [][]byte
	// Fault is what the decoder said, nil when it had nothing to say; at the
	// end of the stream in the middle of a frame it is of kind "truncated".
	Fault *frame.Error
}

// is reports whether exactly these messages came out.
func (o Outcome) is(messages [][]byte) bool {
	if o.Fault != nil || len(o.Bodies) != len(messages) {
		return false
	}
	for i, m := range messages {
		if !bytes.Equal(o.Bodies[i], m) {
			return false
		}
	}
	return true
}

// deliver cuts a stream into pieces and takes out what a receiver makes of
// them. Without a codec each piece is taken for a message, as a program does
// that calls recv once for each.
func deliver(c frame.Codec, stream []byte, pieces []int) Outcome {
	if c == nil {
		return undecoded(stream, pieces)
	}
	d, err := frame.NewDecoder(c)
	if err != nil {
		return Outcome{Fault: asFault(err)}
	}
	var out Outcome
	for _, size := range pieces {
		d.Feed(stream[:size])
		stream = stream[size:]
		for {
			f, ok, err := d.Next()
			if err != nil {
				out.Fault = asFault(err)
				return out
			}
			if !ok {
				break
			}
			out.Bodies = append(out.Bodies, bytes.Clone(f.Body))
		}
	}
	if err := d.End(); err != nil {
		out.Fault = asFault(err)
	}
	return out
}

func undecoded(stream []byte, pieces []int) Outcome {
	var out Outcome
	for _, size := range pieces {
		out.Bodies = append(out.Bodies, stream[:size])
		stream = stream[size:]
	}
	return out
}

// asFault gives the *frame.Error that every error of a codec is.
func asFault(err error) *frame.Error {
	var fault *frame.Error
	if errors.As(err, &fault) {
		return fault
	}
	return &frame.Error{Kind: err.Error()}
}
