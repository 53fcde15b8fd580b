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
