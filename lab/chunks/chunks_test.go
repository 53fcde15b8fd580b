package chunks

import "testing"

func TestItemsAreAtTheirIndex(t *testing.T) {
	for _, n := range []int{0, 1, few, few + 1, size - 1, size, size + 1, 3*size + 5} {
		var l List[int]
		for i := range n {
			l.Add(i)
		}
		if l.Len() != n {
			t.Errorf("%d items, want %d", l.Len(), n)
		}
		next := 0
		for i, got := range l.All() {
			if i != next || *got != i || *l.At(i) != i {
				t.Errorf("of %d, item %d is %d at %d", n, next, *got, i)
			}
			next++
		}
		if next != n {
			t.Errorf("%d of %d items were yielded", next, n)
		}
	}
}

// A list that grows allocates each chunk once.
func TestGrowingMovesNothing(t *testing.T) {
	const items = 64 * size
	allocated := testing.AllocsPerRun(10, func() {
		var l List[int]
		for i := range items {
			l.Add(i)
		}
	})
	if most := float64(items/size + 20); allocated > most {
		t.Errorf("%v allocations for %d items, want at most %v", allocated, items, most)
	}
}

// What was dropped is gone, and the next item takes its place.
func TestDropTakesTheLastOff(t *testing.T) {
	for _, n := range []int{1, few, few + 1, size, size + 1, 2 * size, 2*size + 1} {
		var l List[int]
		for i := range n {
			l.Add(i)
		}
		l.Drop()
		l.Add(-1)
		l.Add(-2)
		if l.Len() != n+1 || *l.At(n - 1) != -1 || *l.At(n) != -2 || n > 1 && *l.At(n - 2) != n-2 {
			t.Errorf("of %d: %d items, the last %d and %d", n, l.Len(), *l.At(n - 1), *l.At(n))
		}
	}
}

// What is forgotten is gone, the rest is where it was, and the room serves again.
func TestForgetKeepsTheIndices(t *testing.T) {
	for _, n := range []int{1, few, size - 1, size, size + 1, 3*size + 5} {
		for _, before := range []int{0, 1, size - 1, size, size + 1, n - 1, n} {
			if before > n {
				continue
			}
			var l List[int]
			for i := range n {
				l.Add(i)
			}
			l.Forget(before)
			l.Add(-1)
			l.Drop()
			for i := n; i < n+2*size; i++ {
				l.Add(i)
			}
			if l.First() > before || before-l.First() >= size || l.Len() != n+2*size {
				t.Fatalf("%d before %d: from %d to %d", n, before, l.First(), l.Len())
			}
			next := l.First()
			for i, got := range l.All() {
				if i != next || *got != i {
					t.Fatalf("%d before %d: item %d is %d at %d", n, before, next, *got, i)
				}
				next++
			}
		}
	}
}

// A list that is emptied again and again, or whose oldest items go as new ones
// come, allocates no more after a while.
func TestForgettingUsesTheRoomAgain(t *testing.T) {
	for _, behind := range []int{0, 1, size, 2*size + 3} {
		var l List[int]
		step := func() {
			for range size {
				l.Add(1)
				l.Forget(max(l.Len()-behind, l.First()))
			}
		}
		for range 8 {
			step()
		}
		if got := testing.AllocsPerRun(50, step); got > 0 {
			t.Errorf("%d behind: %v allocations for %d items", behind, got, size)
		}
	}
}
