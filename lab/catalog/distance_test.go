package catalog

import "testing"

func TestDistance(t *testing.T) {
	for _, one := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"offset", "ofset", 1}, {"runs", "runz", 1}, {"kitten", "sitting", 3}, {"ab", "ba", 2}} {
		if got := Distance(one.a, one.b); got != one.want {
			t.Errorf("from %q to %q are %d, want %d", one.a, one.b, got, one.want)
		}
	}
}
