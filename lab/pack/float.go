package pack

import "math"

// floatBits checks a number against the item and gives the bits to store.
func (it *item) floatBits(v any) (uint64, *Error) {
	x, ok := asFloat(v)
	if !ok {
		return 0, structError("required argument is not a float")
	}
	switch it.kind {
	case kindHalf:
		bits, fits := halfBits(x)
		if !fits {
			return 0, it.floatTooLarge(v)
		}
		return uint64(bits), nil
	case kindFloat:
		y := float32(x)
		if it.checked && math.IsInf(float64(y), 0) && !math.IsInf(x, 0) {
			return 0, it.floatTooLarge(v)
		}
		return uint64(math.Float32bits(y)), nil
	default:
		return math.Float64bits(x), nil
	}
}

// floatTooLarge is the overflow of an 'e' or 'f'. When the value was an int
// Python turns the exception into its own.
func (it *item) floatTooLarge(v any) *Error {
	if _, s := asInteger(v); s != spanNone {
		return intTooLarge()
	}
	return overflowError("float too large to pack with " + string(rune(it.code)) + " format")
}

// floatFrom reads what floatBits stored.
func (it *item) floatFrom(bits uint64) float64 {
	switch it.kind {
	case kindHalf:
		return halfFloat(uint16(bits))
	case kindFloat:
		return float64(math.Float32frombits(uint32(bits)))
	default:
		return math.Float64frombits(bits)
	}
}
