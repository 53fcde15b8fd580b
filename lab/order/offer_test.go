package order

import (
	"slices"
	"testing"

	"stickylab/lab/script"
)

func TestOffersFollowWhatAPeerDoes(t *testing.T) {
	const talks = "tcp\nserver:\n    listen 5\n    accept\n    recv 9\nclient:\n    connect\n    set nodelay on\n    send \"x\"\n"
	for _, tt := range []struct {
		name, script string
		peer         int
		want         []string
	}{
		{"a receiver that listens", talks, 0, []string{"quickack", "rcvbuf", "maxseg", "linger", "reuseaddr", "rcvlowat", "timeout"}},
		{"a sender", talks, 1, []string{"nodelay", "cork", "sndbuf", "maxseg", "linger", "timeout"}},
		{"a datagram socket", "udp\ns:\n    bind\n    recv 9\n", 0, []string{"rcvbuf", "reuseaddr", "timeout"}},
		{"a timeout of its own", "udp\ns:\n    timeout 1s\n    bind\n    recv 9\n", 0, []string{"rcvbuf", "reuseaddr"}},
	} {
		exp, err := script.Parse(tt.script)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, offer := range Offers(exp, exp.Peers[tt.peer], nil) {
			got = append(got, offer.Option)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: offered %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestValuesOfAnOffer(t *testing.T) {
	exp, err := script.Parse("tcp\nc:\n    connect\n    set nodelay on\n    send \"x\"\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		chosen []string
		option string
		values []int
		is     int // the chosen one, -1 without
	}{
		{"a switch", nil, "cork", []int{1}, -1},
		{"a switch that the program sets can be turned off", nil, "nodelay", []int{0, 1}, -1},
		{"a switch that is off", []string{"c.cork.0"}, "cork", []int{0, 1}, 0},
		{"a value of one's own", []string{"c.sndbuf.9999"}, "sndbuf", []int{2304, 4608, 9999, 16384, 65536}, 9999},
		{"an option that is not offered", []string{"c.keepalive.1"}, "keepalive", []int{1}, 1},
	} {
		for _, offer := range Offers(exp, exp.Peers[0], options(t, tt.chosen...)) {
			if offer.Option != tt.option {
				continue
			}
			is := -1
			if offer.Chosen != nil {
				is = *offer.Chosen
			}
			if !slices.Equal(offer.Values, tt.values) || is != tt.is {
				t.Errorf("%s: %v, chosen %d; want %v, %d", tt.name, offer.Values, is, tt.values, tt.is)
			}
			tt.option = ""
		}
		if tt.option != "" {
			t.Errorf("%s: %s is not offered", tt.name, tt.option)
		}
	}
}
