package tally

import (
	"fmt"
	"math"
	"testing"
)

// The values were computed as the roots of (p - k/n)² = z² p (1-p) / n with 40
// decimals; those of 81 of 263 and 15 of 148 are also the published ones of
// R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{0, 0, 0, 1},
		{0, 1, 0, 0.7934506856},
		{1, 1, 0.2065493144, 1},
		{0, 20, 0, 0.1611251581},
		{1, 20, 0.0088814488, 0.2361311934},
		{10, 20, 0.2992980082, 0.7007019918},
		{20, 20, 0.8388748419, 1},
		{15, 148, 0.0623863995, 0.1604872417},
		{81, 263, 0.2552885199, 0.3662095770},
		{183, 200, 0.8681041293, 0.9462542498},
		{17, 200, 0.0537457502, 0.1318958707},
		{145, 300, 0.4273544128, 0.5397336862},
		{1, 1000, 0.0001765464, 0.0056425586},
		{999, 1000, 0.9943574414, 0.9998234536},
		{1000, 1000, 0.9961732415, 1},
	} {
		t.Run(fmt.Sprintf("%d of %d", c.k, c.n), func(t *testing.T) {
			low, high := Wilson(c.k, c.n)
			if math.Abs(low-c.low) > 1e-9 || math.Abs(high-c.high) > 1e-9 {
				t.Errorf("%.10f to %.10f, want %.10f to %.10f", low, high, c.low, c.high)
			}
		})
	}
}

func FuzzWilson(f *testing.F) {
	f.Add(uint16(0), uint16(1))
	f.Add(uint16(999), uint16(1000))
	f.Add(uint16(65535), uint16(65535))
	f.Fuzz(func(t *testing.T, a, b uint16) {
		k, n := int(min(a, b)), int(max(a, b))
		low, high := Wilson(k, n)
		if n > 0 && (low < 0 || high > 1 || low > float64(k)/float64(n) || high < float64(k)/float64(n)) {
			t.Errorf("%d of %d: %v to %v does not hold the share", k, n, low, high)
		}
		// What is not in the group is in the other one.
		if otherLow, otherHigh := Wilson(n-k, n); math.Abs(1-low-otherHigh) > 1e-12 || math.Abs(1-high-otherLow) > 1e-12 {
			t.Errorf("%d of %d: %v to %v, the others %v to %v", k, n, low, high, otherLow, otherHigh)
		}
		// More of the same makes it narrower.
		if wideLow, wideHigh := Wilson(k, n); n > 0 {
			if nearLow, nearHigh := Wilson(4*k, 4*n); nearHigh-nearLow >= wideHigh-wideLow {
				t.Errorf("%d of %d: four times as many give %v, not less than %v", k, n, nearHigh-nearLow, wideHigh-wideLow)
			}
		}
	})
}
