package framing

import "stickylab/lab/frame"

// HintFor returns the one mistake of a codec by which a stream comes out
// otherwise than as the frames that were sent, of which it is known where they
// end; nil when no single one explains it.
func HintFor(codec frame.Codec, stream []byte, ends []int) *frame.Guess {
	if why, ok := frame.ReasonFor(codec, stream, ends); ok {
		return &why
	}
	return nil
}
