package frame

import "math"

// Messages of one conversation begin alike, and often end alike: with a type, a
// brace, a line end. Where a reading cuts frames so that they do, it has evidence
// that the lengths alone do not give.

// alikePlaces is how many of the first bytes behind a header are held against one
// another, beside the last byte of a frame.
const alikePlaces = 2

// longestTold is the longest frame that is told from an equal one before it.
const longestTold = 256

// again reports whether the same frame was there before: where a stream repeats
// itself, whatever reads one part of it reads the others.
func again(seen map[string]bool, frame []byte) bool {
	if len(frame) > longestTold {
		return false
	}
	if seen[string(frame)] {
		return true
	}
	seen[string(frame)] = true
	return false
}

// alike returns, in bits, how much less chance the bytes at the same places of the
// frames have to be what they are than bytes at any place of the stream.
func (r *reading) alike(stream []byte, ends []int, rare *rarity) (bits float64) {
	if len(ends) < 2 {
		return 0
	}
	told := map[string]bool{}
	var from, to []int
	for i, end := range ends {
		if begin := endBefore(ends, i); !again(told, stream[begin:end]) {
			from, to = append(from, begin+r.head()), append(to, end)
		}
	}
	for place := range alikePlaces + 1 {
		var seen [256]int
		gain, n := 0.0, 0
		for i, at := range from {
			at += place
			if place == alikePlaces {
				at = to[i] - 1
			}
			if at < from[i] || at >= to[i] {
				continue
			}
			b := stream[at]
			gain += rare[b] + math.Log2((float64(seen[b])+math.Exp2(-rare[b]))/float64(n+1))
			seen[b]++
			n++
		}
		bits += max(0, gain-alikeCost)
	}
	return bits
}

// alikeCost is what it costs that frames may begin alike or not.
const alikeCost = 1

// endBefore returns where the frame before one ends.
func endBefore(ends []int, i int) int {
	if i == 0 {
		return 0
	}
	return ends[i-1]
}
