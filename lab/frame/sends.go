package frame

import (
	"errors"
	"slices"
)

// MaxSends bounds the bytes whose frames are held against the sends that gave them.
const MaxSends = 80 << 10

// Sends are the first bytes of a stream, all of which a decoder was fed, where the sends
// of them end and where its frames did: where those disagree, another codec may make one
// frame of each send.
type Sends struct {
	bytes  []byte
	ends   []int
	frames []int
	full   bool // no more are taken
}

// Close says that no more are taken: what follows is cut by another codec.
func (s *Sends) Close() { s.full = true }

// Take takes bytes that begin at the offset in the stream, and the ends of sends among
// them.
func (s *Sends) Take(p []byte, off int64, ends []int64) {
	if s.full = s.full || off != int64(len(s.bytes)) || len(s.bytes)+len(p) > MaxSends; s.full {
		return
	}
	s.bytes = append(s.bytes, p...)
	for _, end := range ends {
		s.ends = append(s.ends, int(end))
	}
}

// Frame notes where in the stream a frame ends.
func (s *Sends) Frame(end int64) {
	if end <= int64(len(s.bytes)) {
		s.frames = append(s.frames, int(end))
	}
}

// Reason returns what explains that the frames are not what was sent: one mistake, or the
// nearest codec that makes one frame of each send. Nothing where a frame is several
// sends, or a send several frames and no single mistake explains that.
func (s *Sends) Reason(c Codec) []Guess {
	if len(s.ends) == 0 {
		return nil
	}
	last := s.ends[len(s.ends)-1]
	frames := s.frames
	for len(frames) > 0 && frames[len(frames)-1] > last {
		frames = frames[:len(frames)-1]
	}
	if within(frames, s.ends) && len(frames) > 0 && frames[len(frames)-1] == last {
		return nil
	}
	stream := s.bytes[:last]
	if why, ok := oddOne(c, stream, s.ends); ok {
		return []Guess{why}
	}
	if why, ok := ReasonFor(c, stream, s.ends); ok && (len(s.ends) > 1 || surelyElsewhere(c, why)) {
		return []Guess{why}
	}
	if within(s.ends, frames) && len(s.ends) < 3 { // several frames a send may be right
		return nil
	}
	if why, ok := Interleaved(c, stream, s.ends); ok {
		return []Guess{why}
	}
	if why, ok := Fitting(c, stream, s.ends); ok && (why.Whole || !within(s.ends, frames)) {
		return []Guess{why}
	}
	return nil
}

// leastWide is how many bytes a length has that is just that of one message by no chance.
const leastWide = 4

// Matched reports whether each frame is just one of the sends.
func (s *Sends) Matched() bool {
	return len(s.ends) > 0 && slices.Equal(s.ends, s.frames)
}

// surelyElsewhere reports whether one message is enough to say what is wrong with its
// length: a wide field is read as it is, only from another place or the other way round,
// or it says a few bytes more or less than there are.
func surelyElsewhere(c Codec, why Guess) bool {
	field, ok := c.(LengthField)
	if !ok || field.Length.Size < leastWide {
		return false
	}
	switch why.Kind {
	case GuessOffset, GuessOrder, GuessSelf:
		return true
	case GuessOver, GuessTrailer:
		return why.By <= mostMiscounted
	}
	return false
}

// mostMiscounted is by how many bytes the length of one message may be wrong so that it
// is no accident: of a longer rest nobody knows why it did not come.
const mostMiscounted = 2

// within reports whether all of some sorted numbers are among others.
func within(some, all []int) bool {
	return !slices.ContainsFunc(some, func(n int) bool {
		_, found := slices.BinarySearch(all, n)
		return !found
	})
}

// Explain decodes a stream again of which all is known, and where its sends end, and
// returns the fault at the offset with what explains it then; nil where the codec has no
// such fault there. While a run is made its reason depends on what has come so far.
func Explain(codec string, stream []byte, ends []int64, at int64) *Error {
	c, _ := Parse(codec) // nil, with an error, is no codec
	if c == nil {
		return nil
	}
	d, _ := NewDecoder(c) // Parse has validated it
	var known Sends
	known.Take(stream, 0, ends)
	d.Feed(stream)
	for {
		f, found, err := d.Next()
		fault := &Error{}
		switch {
		case errors.As(err, &fault) && fault.Off == at:
			if len(fault.Guesses) == 0 {
				fault.Guesses = known.Reason(c)
			}
			return fault
		case err != nil && d.broken == nil: // it goes on
		case !found:
			return nil
		default:
			known.Frame(f.Off + int64(len(f.Raw)))
		}
	}
}
