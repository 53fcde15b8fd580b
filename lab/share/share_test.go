package share

import "testing"

// greedy takes all that a client gets.
func greedy(p *Places, client string) (n int) {
	for p.Take(client) {
		n++
	}
	return n
}

func TestNoClientTakesTheLastPlace(t *testing.T) {
	p := NewPlaces(32)
	for i, want := range []int{16, 8, 4, 2, 1, 1, 0} {
		if got := greedy(p, string(rune('a'+i))); got != want {
			t.Errorf("client %d got %d places, want %d", i+1, got, want)
		}
	}
	for range 16 {
		p.Leave("a")
	}
	if got := greedy(p, "late"); got != 8 {
		t.Errorf("of 16 free places who had none got %d, want 8", got)
	}
	if p.Taken() != 24 || len(p.clients) != 6 {
		t.Errorf("%d places are taken by %d clients, want 24 by 6", p.Taken(), len(p.clients))
	}
}

func TestAnOnlyPlaceIsTaken(t *testing.T) {
	p := NewPlaces(1)
	if !p.Take("a") || p.Take("b") {
		t.Error("the only place was not taken once")
	}
	p.Leave("a")
	if !p.Take("b") {
		t.Error("the place was not given back")
	}
}
