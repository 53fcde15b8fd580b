package frame

import "slices"

// mostInterleaved is among how many sends those of another writer are looked for.
const mostInterleaved = 24

// Interleaved returns that some sends put whole frames into the middle of a frame, as two
// threads do that write to one connection without a lock: the sends that, taken out, leave
// whole frames, of which one goes on behind them.
func Interleaved(c Codec, stream []byte, ends []int) (Guess, bool) {
	// Pieces of lines, or records of any size, look so too: only lengths tell.
	if _, ok := searchable(c); !ok {
		return Guess{}, false
	}
	if _, whole := wholeFrames(c, stream); whole {
		return Guess{}, false
	}
	if len(ends) < 3 || len(ends) > mostInterleaved || ends[len(ends)-1] != len(stream) {
		return Guess{}, false
	}
	for n := 1; n < len(ends)-1; n++ { // as few sends as may be
		for i := 1; i+n < len(ends); i++ {
			from, to := ends[i-1], ends[i+n-1]
			if _, whole := wholeFrames(c, stream[from:to]); !whole {
				continue
			}
			rest := append(slices.Clone(stream[:from]), stream[to:]...)
			cuts, whole := wholeFrames(c, rest)
			if _, between := slices.BinarySearch(cuts, from); whole && !between {
				return Guess{Kind: GuessInterleaved, Value: int64(from), By: to - from, Frames: len(cuts), Bytes: len(rest), Whole: true}, true
			}
		}
	}
	return Guess{}, false
}

// wholeFrames returns where the frames of a stream end; false unless they are all of it.
func wholeFrames(c Codec, stream []byte) (ends []int, whole bool) {
	d, err := NewDecoder(c)
	if err != nil {
		return nil, false
	}
	d.quiet = true
	d.Feed(stream)
	for {
		f, ok, err := d.Next()
		if err != nil {
			return nil, false
		}
		if !ok {
			return ends, len(ends) > 0 && len(d.Rest()) == 0 && d.End() == nil
		}
		ends = append(ends, int(f.Off)+len(f.Raw))
	}
}
