package tap

import "math/rand/v2"

// Pieces say how what was received is cut before it is sent. The zero Pieces cut
// nothing.
type Pieces struct {
	// Each is the size of all pieces; Sizes are the sizes, again from the first after
	// the last; with Random they are made from the Seed, most of them small.
	Each   int
	Sizes  []int
	Random bool
	Seed   uint64
}

// mostRandom bounds the size of a random piece.
const mostRandom = 64

// cuts reports whether anything is cut.
func (p Pieces) cuts() bool { return p.Each > 0 || len(p.Sizes) > 0 || p.Random }

// cutter gives the sizes of the pieces of one direction.
type cutter struct {
	pieces Pieces
	random *rand.Rand
	at     int
}

// newCutter makes the cutter of a direction; the same number has the same sizes again.
func newCutter(p Pieces, number int) *cutter {
	return &cutter{pieces: p, random: rand.New(rand.NewPCG(p.Seed, uint64(number)))}
}

// next is how many of the n bytes that are there the next piece has.
func (c *cutter) next(n int) int {
	var size int
	switch {
	case c.pieces.Random:
		size = 1 + c.random.IntN(1+c.random.IntN(mostRandom))
	case len(c.pieces.Sizes) > 0:
		size = c.pieces.Sizes[c.at%len(c.pieces.Sizes)]
		c.at++
	case c.pieces.Each > 0:
		size = c.pieces.Each
	default:
		return n
	}
	return min(size, n)
}
