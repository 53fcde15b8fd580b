package framing

import (
	"errors"

	"stickylab/lab/frame"
)

// At is what a decoder has after the first Byte bytes of a stream. How they were cut
// into pieces makes no difference.
type At struct {
	Byte int
	// Frames counts the frames that are complete by then, Last is the latest of them.
	Frames int
	Last   Span
	// State is what it has of the frame under way, and what it needs.
	State frame.State
	// Fault is the latest fault, nil when a frame followed it. It has no guesses: those
	// depend on all bytes that came.
	Fault *frame.Error
	// Stopped: it takes no more bytes.
	Stopped bool
}

// Span is a range of a stream: Stream[From:To].
type Span struct{ From, To int }

// Ended reports whether the last byte is the end of a frame.
func (a At) Ended() bool { return a.Frames > 0 && a.Last.To == a.Byte && !a.Stopped }

// States returns what a decoder of the codec has after from, from+1, ... to bytes of a
// stream, from 0 to all of them. The error is that of the codec.
func States(codec frame.Codec, stream []byte, from, to int) ([]At, error) {
	d, err := frame.NewDecoder(codec)
	if err != nil {
		return nil, err
	}
	f := follower{decoder: d}
	for at := 0; at < from && !f.now.Stopped; at += cutPiece {
		f.feed(stream[at:min(at+cutPiece, from)])
	}
	all := make([]At, 0, to-from+1)
	for at := from; at <= to; at++ {
		if at > from {
			f.feed(stream[at-1 : at])
		}
		f.now.Byte, f.now.State = at, d.State()
		all = append(all, f.now)
	}
	return all, nil
}

// follower feeds a decoder and notes what comes of it.
type follower struct {
	decoder *frame.Decoder
	now     At
	last    *frame.Error // that it gave
}

func (f *follower) feed(p []byte) {
	f.decoder.Feed(p)
	for !f.now.Stopped {
		one, ok, err := f.decoder.Next()
		var fault *frame.Error
		switch {
		case errors.As(err, &fault):
			f.fault(fault)
		case !ok:
			return
		default:
			f.now.Frames++
			f.now.Last = Span{int(one.Off), int(one.Off) + len(one.Raw)}
			f.now.Fault = nil
		}
	}
}

// fault notes a fault; one that is given again ends the decoder's work.
func (f *follower) fault(fault *frame.Error) {
	if f.now.Stopped = fault == f.last; f.now.Stopped {
		return
	}
	bare := *fault
	bare.Guesses = nil
	f.last, f.now.Fault = fault, &bare
}
