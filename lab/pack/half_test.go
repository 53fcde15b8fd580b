package pack

import (
	"math"
	"testing"
)

func TestHalfBitsRoundsHalfToEven(t *testing.T) {
	tests := []struct {
		name string
		x    float64
		want uint16
		fits bool
	}{
		{"zero", 0, 0, true},
		{"minus zero", math.Copysign(0, -1), 0x8000, true},
		{"one", 1, 0x3c00, true},
		{"tie to even, down", 1 + 1.0/2048, 0x3c00, true},
		{"tie to even, up", 1 + 3.0/2048, 0x3c02, true},
		{"just above a tie", math.Nextafter(1+1.0/2048, 2), 0x3c01, true},
		{"the largest", 65504, 0x7bff, true},
		{"just below the overflow", math.Nextafter(65520, 0), 0x7bff, true},
		{"the overflow", 65520, 0, false},
		{"two to the 16", 65536, 0, false},
		{"a huge number", -1e300, 0, false},
		{"inf", math.Inf(-1), 0xfc00, true},
		{"nan", math.NaN(), 0x7e00, true},
		{"the smallest normal", 0x1p-14, 0x0400, true},
		{"a carry into the normals", math.Nextafter(0x1p-14, 0), 0x0400, true},
		{"the largest subnormal", 1023 * 0x1p-24, 0x03ff, true},
		{"the smallest subnormal", 0x1p-24, 0x0001, true},
		{"half of it, a tie", 0x1p-25, 0, true},
		{"just above half of it", math.Nextafter(0x1p-25, 1), 0x0001, true},
		{"less than half of it", 0x1p-26, 0, true},
		{"a subnormal binary64", -5e-324, 0x8000, true},
	}
	for _, test := range tests {
		got, fits := halfBits(test.x)
		if fits != test.fits || fits && got != test.want {
			t.Errorf("%s: halfBits(%v): got %#04x, %v, want %#04x, %v", test.name, test.x, got, fits, test.want, test.fits)
		}
	}
}

// Every binary16 but the NaNs must survive widening, and what lies between
// two neighbours must go to the nearer one.
func TestHalfFloatIsUndoneByHalfBits(t *testing.T) {
	for bits := range uint16(halfInf) {
		x := halfFloat(bits)
		if got, fits := halfBits(x); !fits || got != bits {
			t.Fatalf("%#04x became %v and then %#04x, %v", bits, x, got, fits)
		}
		if got, _ := halfBits(-x); got != bits|halfSign {
			t.Fatalf("%#04x negated became %#04x", bits, got)
		}
		above := halfFloat(bits + 1)
		if bits+1 == halfInf {
			above = 65536
		}
		middle := x + (above-x)/2
		if got, _ := halfBits(math.Nextafter(middle, 0)); got != bits {
			t.Fatalf("just below %v: got %#04x, want %#04x", middle, got, bits)
		}
		if got, fits := halfBits(math.Nextafter(middle, 1e9)); fits && got != bits+1 {
			t.Fatalf("just above %v: got %#04x, want %#04x", middle, got, bits+1)
		}
	}
}

func TestHalfFloatMakesNaNQuiet(t *testing.T) {
	for bits, want := range map[uint16]uint64{0x7c01: 0x7ff8 << 48, 0xfc01: 0xfff8 << 48, 0x7fff: 0x7ff8 << 48} {
		if got := math.Float64bits(halfFloat(bits)); got != want {
			t.Errorf("halfFloat(%#04x): got %#016x, want %#016x", bits, got, want)
		}
	}
}
