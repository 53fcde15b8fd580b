package claims

import "testing"

// A time below a millisecond is not nothing.
func TestTimesOfHeadlines(t *testing.T) {
	for ns, want := range map[int64]string{12_340: "12.3 µs", 999_900: "999.9 µs", 1_000_000: "1.0 ms", 101_040_000: "101.0 ms", 999_900_000: "999.9 ms", 2_027_100_000: "2.03 s"} {
		if got := timeText(ns); got != want {
			t.Errorf("%d ns is %q, want %q", ns, got, want)
		}
	}
}

func TestCallsThatReturned(t *testing.T) {
	peers := []string{"server", "client"}
	for source, want := range map[string]string{
		"server recv returned":    "3",
		"client recv count":       "1",
		"client recv returned":    "0", // the end of the run stopped it
		"client connect returned": "0",
		"client accept returned":  "0",
	} {
		value, err := ParseValue(source, peers)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := value(NewRun(joinedTrace(), peers)); got != want || !ok {
			t.Errorf("%s: got %q, %v, want %s", source, got, ok, want)
		}
	}
}
