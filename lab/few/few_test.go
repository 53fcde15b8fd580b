package few

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
)

// A map does the same as one of the language, with few keys and with many.
func TestMapIsAMap(t *testing.T) {
	for _, keys := range []int{1, short - 1, short, short + 1, 10 * short} {
		t.Run(fmt.Sprint(keys, " keys"), func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, uint64(keys)))
			var got Map[int, string]
			want := map[int]string{}
			for i := range 50 * keys {
				if random.IntN(20*keys) == 0 {
					got.Clear()
					clear(want)
				}
				key, value := random.IntN(keys), fmt.Sprint(i)
				got.Set(key, value)
				want[key] = value
				wantSame(t, &got, want, keys)
			}
		})
	}
}

func wantSame(t *testing.T, got *Map[int, string], want map[int]string, keys int) {
	t.Helper()
	if got.Len() != len(want) || !maps.Equal(maps.Collect(got.All()), want) {
		t.Fatalf("got %v, want %v", maps.Collect(got.All()), want)
	}
	for key := range keys + 1 {
		value, known := got.Look(key)
		if _, wanted := want[key]; value != want[key] || known != wanted || got.Get(key) != value {
			t.Fatalf("%d: got %q, %v; want %q, %v", key, value, known, want[key], wanted)
		}
	}
}

func TestACloneStaysAsItIs(t *testing.T) {
	var m Map[int, int]
	for i := range 2 * short {
		m.Set(i, i)
	}
	c := m.Clone()
	m.Set(0, 7)
	m.Set(2*short, 7)
	if c.Len() != 2*short || c.Get(0) != 0 {
		t.Errorf("a clone has %d keys, and %d for the first; want %d and 0", c.Len(), c.Get(0), 2*short)
	}
}

func TestFewKeysTakeNoMoreThanTheyAre(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		var m Map[int, int]
		m.Set(1, 1)
		m.Set(2, 2)
	}); n > 2 {
		t.Errorf("two keys take %v allocations, want at most 2", n)
	}
}
