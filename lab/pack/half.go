package pack

import "math"

// The two layouts (IEEE 754-2008 3.6), most significant bit first:
//
//	binary16  | sign 1 | exponent 5, bias 15    | fraction 10 |
//	binary64  | sign 1 | exponent 11, bias 1023 | fraction 52 |
const (
	halfSign     = 0x8000
	halfInf      = 0x7c00
	halfQuiet    = 0x0200
	halfFraction = 0x03ff
	halfBias     = 15
	halfMinExp   = -14 // of a normal binary16

	doubleBias     = 1023
	doubleFraction = 1<<52 - 1
	fractionDiff   = 52 - 10
)

// halfBits rounds to binary16, half to even; false if the result overflows.
// A NaN keeps its sign and nothing else.
func halfBits(x float64) (uint16, bool) {
	var sign uint16
	if math.Signbit(x) {
		sign = halfSign
	}
	switch {
	case math.IsNaN(x):
		return sign | halfInf | halfQuiet, true
	case math.IsInf(x, 0):
		return sign | halfInf, true
	}
	rounded := halfMagnitude(math.Float64bits(x) &^ (1 << 63))
	return sign | uint16(rounded), rounded < halfInf
}

// halfMagnitude rounds the bits of a finite, positive binary64. An answer of
// halfInf or more is an overflow.
func halfMagnitude(bits uint64) uint64 {
	exp := int(bits>>52) - doubleBias
	fraction := bits & doubleFraction
	switch {
	case exp > halfBias:
		return halfInf
	case exp >= halfMinExp:
		biased := uint64(exp+halfBias) << 52
		return roundShift(biased|fraction, fractionDiff)
	case exp < halfMinExp-11:
		return 0
	default:
		return roundShift(1<<52|fraction, fractionDiff+uint(halfMinExp-exp))
	}
}

// roundShift is n / 2^shift, half to even. A carry out of the fraction steps
// the exponent above it, which is what rounding up means there.
func roundShift(n uint64, shift uint) uint64 {
	kept, lost, tie := n>>shift, n&(1<<shift-1), uint64(1)<<(shift-1)
	if lost > tie || lost == tie && kept&1 == 1 {
		kept++
	}
	return kept
}

// halfFloat widens a binary16. A NaN keeps its sign and becomes quiet.
func halfFloat(bits uint16) float64 {
	exp, fraction := int(bits&halfInf)>>10, float64(bits&halfFraction)
	var x float64
	switch {
	case exp == 31 && fraction != 0:
		x = math.Float64frombits(0x7ff8 << 48)
	case exp == 31:
		x = math.Inf(1)
	case exp == 0:
		x = math.Ldexp(fraction, halfMinExp-10)
	default:
		x = math.Ldexp(1024+fraction, exp-halfBias-10)
	}
	if bits&halfSign != 0 {
		return math.Copysign(x, -1)
	}
	return x
}
