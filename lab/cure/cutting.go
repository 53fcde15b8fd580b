package cure

import (
	"math/rand/v2"
	"slices"
)

// The kinds of cuttings.
const (
	Whole  = "whole"  // all in one piece
	Header = "header" // in two, at a place in or right behind a header
	Each   = "each"   // one byte a piece
	Random = "random" // at places drawn from the seed
)

// Cutting is a way to cut a stream: the sizes of its pieces, one after another.
type Cutting struct {
	Kind   string
	Pieces []int
}

// RandomPieces cuts n bytes at random places, the same for the same seed: from
// hardly at all to nearly everywhere.
func RandomPieces(n int, seed uint64) []int {
	return random(n, rand.New(rand.NewPCG(seed, uint64(n))))
}

func random(n int, dice *rand.Rand) []int {
	var pieces []int
	most := 1 + dice.IntN(max(1, min(n, 32)))
	for left := n; left > 0; {
		size := min(left, 1+dice.IntN(most))
		pieces = append(pieces, size)
		left -= size
	}
	return pieces
}

// cuttings gives the ways to cut a stream of n bytes, the nastiest last. The
// headers are where frames begin and how long their headers are; as many are
// taken as the work allows.
func cuttings(n int, headers []span, seed uint64) []Cutting {
	if n == 0 {
		return []Cutting{{Kind: Whole}}
	}
	all := []Cutting{{Whole, []int{n}}}
	most := max(1, MaxWork/n-Randoms-2)
	for _, at := range headerPlaces(n, headers) {
		if len(all) > most {
			break
		}
		all = append(all, Cutting{Header, []int{at, n - at}})
	}
	dice := rand.New(rand.NewPCG(seed, uint64(n)))
	for range Randoms {
		all = append(all, Cutting{Random, random(n, dice)})
	}
	return append(all, Cutting{Each, slices.Repeat([]int{1}, n)})
}

// span is a header: where it begins, and its length.
type span struct{ at, length int }

// headerPlaces lists where a cut falls into a header, or right behind one.
func headerPlaces(n int, headers []span) []int {
	var places []int
	for _, h := range headers {
		for at := h.at + 1; at <= h.at+h.length; at++ {
			if at < n {
				places = append(places, at)
			}
		}
	}
	return places
}
