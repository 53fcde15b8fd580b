package cure

import "slices"

// shrink finds the smallest case that fails, knowing that all messages in this
// cutting do: the fewest messages, of those the fewest pieces, and of those
// the first. Where there are too many cases to try all that are smaller, it
// takes messages and cuts away one by one for as long as that still fails.
func (t *trial) shrink(failing Cutting) Case {
	s := &search{trial: t, left: MaxShrink, work: MaxWork}
	for count := 1; count <= len(t.messages) && s.may(); count++ {
		if s.messages(count) {
			return t.of(s.indexes, Cutting{kindOf(s.pieces), s.pieces})
		}
	}
	return t.greedy(failing)
}

// search goes through the cases in their order, as far as it may.
type search struct {
	trial *trial
	left  int // cases
	work  int // bytes

	indexes, pieces []int // of the case that fails
}

func (s *search) may() bool { return s.left > 0 && s.work > 0 }

// messages tries all cases of so many messages, those of few pieces first.
func (s *search) messages(count int) bool {
	longest := 0
	for pieces := 0; s.may() && pieces <= max(longest, 1); pieces++ {
		found := subsets(len(s.trial.messages), count, func(indexes []int) bool {
			stream := s.stream(indexes)
			longest = max(longest, len(stream))
			return s.cut(indexes, stream, pieces) || !s.may()
		})
		if found && s.indexes != nil {
			return true
		}
	}
	return false
}

func (s *search) stream(indexes []int) []byte {
	var stream []byte
	for _, i := range indexes {
		stream = append(stream, s.trial.frames[i]...)
	}
	return stream
}

// cut tries some messages in so many pieces.
func (s *search) cut(indexes []int, stream []byte, pieces int) bool {
	want := make([][]byte, len(indexes))
	for i, index := range indexes {
		want[i] = s.trial.messages[index]
	}
	return compositions(len(stream), pieces, func(sizes []int) bool {
		if s.left--; !s.may() {
			return true
		}
		s.work -= len(stream)
		if deliver(s.trial.codec, stream, sizes).is(want) {
			return false
		}
		s.indexes, s.pieces = slices.Clone(indexes), slices.Clone(sizes)
		return true
	})
}

// subsets calls try with each choice of count out of n in order, until it says
// true.
func subsets(n, count int, try func([]int) bool) bool {
	chosen := make([]int, 0, count)
	var choose func(from int) bool
	choose = func(from int) bool {
		if len(chosen) == count {
			return try(chosen)
		}
		for i := from; i <= n-(count-len(chosen)); i++ {
			chosen = append(chosen, i)
			if choose(i + 1) {
				return true
			}
			chosen = chosen[:len(chosen)-1]
		}
		return false
	}
	return choose(0)
}

// compositions calls try with each way to cut n bytes into so many pieces, in
// order, until it says true.
func compositions(n, pieces int, try func([]int) bool) bool {
	sizes := make([]int, 0, pieces)
	var fill func(left int) bool
	fill = func(left int) bool {
		open := pieces - len(sizes)
		switch open {
		case 0:
			return left == 0 && try(sizes)
		case 1:
			return left > 0 && try(append(sizes, left))
		}
		for size := 1; size <= left-(open-1); size++ {
			sizes = append(sizes, size)
			if fill(left - size) {
				return true
			}
			sizes = sizes[:len(sizes)-1]
		}
		return false
	}
	return fill(n)
}

func kindOf(pieces []int) string {
	if len(pieces) <= 1 {
		return Whole
	}
	return Random
}

// greedy takes away messages, and joins pieces, for as long as the rest fails.
func (t *trial) greedy(failing Cutting) Case {
	smallest := t.whole(failing)
	for i := 0; i < len(smallest.Indexes) && len(smallest.Indexes) > 1; {
		if fewer, ok := t.without(smallest, i); ok {
			smallest = fewer
			continue
		}
		i++
	}
	for i := 0; i+1 < len(smallest.Cutting.Pieces); {
		joined := slices.Clone(smallest.Cutting.Pieces)
		joined[i] += joined[i+1]
		joined = slices.Delete(joined, i+1, i+2)
		if c := t.of(smallest.Indexes, Cutting{kindOf(joined), joined}); !c.Outcome.is(c.Messages) {
			smallest = c
			continue
		}
		i++
	}
	return smallest
}

// without leaves a message out, its bytes taken out of the pieces; it gives
// false when the others do not fail.
func (t *trial) without(c Case, i int) (Case, bool) {
	from := 0
	for _, f := range c.Frames[:i] {
		from += len(f)
	}
	to := from + len(c.Frames[i])
	var pieces []int
	at := 0
	for _, size := range c.Cutting.Pieces {
		gone := max(0, min(at+size, to)-max(at, from))
		if size > gone {
			pieces = append(pieces, size-gone)
		}
		at += size
	}
	fewer := t.of(slices.Delete(slices.Clone(c.Indexes), i, i+1), Cutting{kindOf(pieces), pieces})
	return fewer, !fewer.Outcome.is(fewer.Messages)
}
