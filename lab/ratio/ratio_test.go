package ratio

import (
	"slices"
	"testing"
)

func TestInTurnChangesWhoIsFirst(t *testing.T) {
	var order []string
	measure := func(name string, value float64) func() float64 {
		return func() float64 {
			order = append(order, name)
			return value
		}
	}
	p := InTurn(3, measure("ours", 3), measure("theirs", 2))
	if want := []string{"ours", "theirs", "theirs", "ours", "ours", "theirs"}; !slices.Equal(order, want) {
		t.Errorf("got %v, want %v", order, want)
	}
	if got := Quantile(p.Ratios(), 0.5); got != 1.5 {
		t.Errorf("ratio %v, want 1.5", got)
	}
}

func TestTheRatioIsTheMedianOfTheRounds(t *testing.T) {
	// The machine was slow in the second round and stood still in the third.
	p := Pair{Ours: []float64{2, 20, 2}, Theirs: []float64{1, 10, 100}}
	if got := Quantile(p.Ratios(), 0.5); got != 2 {
		t.Errorf("ratio %v, want 2", got)
	}
}

func TestQuantile(t *testing.T) {
	for _, c := range []struct {
		values  []float64
		q, want float64
	}{
		{nil, 0.5, 0},
		{[]float64{7}, 0, 7},
		{[]float64{7}, 1, 7},
		{[]float64{3, 1, 2}, 0.5, 2},
		{[]float64{4, 3, 2, 1}, 0.99, 4},
	} {
		if got := Quantile(c.values, c.q); got != c.want {
			t.Errorf("Quantile(%v, %v) = %v, want %v", c.values, c.q, got, c.want)
		}
	}
}

func TestARoundWithoutTheOtherHasNoRatio(t *testing.T) {
	p := Pair{Ours: []float64{3, 4, 6}, Theirs: []float64{1, 0, 3}}
	if got, want := p.Ratios(), []float64{3, 2}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
