package player

import (
	"slices"

	"stickylab/lab/frame"
)

// maxSends bounds the bytes whose frames are held against the sends that gave them.
const maxSends = 80 << 10

// sends are the first bytes of a stream, all of which a decoder was fed, where the sends
// of them end and where its frames did: where those disagree, another codec may make one
// frame of each send.
type sends struct {
	bytes  []byte
	ends   []int
	frames []int
	full   bool // no more are taken
}

// take takes bytes that begin at the offset in the stream, and the ends of sends among
// them.
func (s *sends) take(p []byte, off int64, ends []int64) {
	if s.full = s.full || off != int64(len(s.bytes)) || len(s.bytes)+len(p) > maxSends; s.full {
		return
	}
	s.bytes = append(s.bytes, p...)
	for _, end := range ends {
		s.ends = append(s.ends, int(end))
	}
}

// frame notes where in the stream a frame ends.
func (s *sends) frame(end int64) {
	if end <= int64(len(s.bytes)) {
		s.frames = append(s.frames, int(end))
	}
}

// reason returns what explains that the frames are not what was sent: one mistake, or the
// nearest codec that makes one frame of each send. Nothing where a frame is several
// sends, or a send several frames and no single mistake explains that.
func (s *sends) reason(c frame.Codec) []frame.Guess {
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
	if len(s.ends) > 1 {
		if why, ok := frame.ReasonFor(c, stream, s.ends); ok {
			return []frame.Guess{why}
		}
	}
	if within(s.ends, frames) && len(s.ends) < 3 { // several frames a send may be right
		return nil
	}
	if why, ok := frame.Interleaved(c, stream, s.ends); ok {
		return []frame.Guess{why}
	}
	if why, ok := frame.Fitting(c, stream, s.ends); ok && (why.Whole || !within(s.ends, frames)) {
		return []frame.Guess{why}
	}
	return nil
}

// within reports whether all of some sorted numbers are among others.
func within(some, all []int) bool {
	return !slices.ContainsFunc(some, func(n int) bool {
		_, found := slices.BinarySearch(all, n)
		return !found
	})
}
