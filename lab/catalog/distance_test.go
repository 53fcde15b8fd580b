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

func TestNearest(t *testing.T) {
	words := []string{"listen", "accept", "send", "sendall", "recv", "if"}
	for word, want := range map[string]string{
		"lisen": "listen", "acept": "accept", "snd": "send", "rcv": "recv", "sendal": "sendall", "telephone": "", "fi": "", "": "", "xxxd": "",
	} {
		if got := Nearest(word, words); got != want {
			t.Errorf("the nearest to %q is %q, want %q", word, got, want)
		}
	}
}
