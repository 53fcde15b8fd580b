package pack

import (
	"math"
	"math/bits"
)

// item is a field that packs at least one value, ready for the loops.
type item struct {
	offset  int
	width   int    // bytes of one value
	repeat  int    // values it packs
	low     int64  // an int64 from low to high is stored as it is; an
	high    int64  // empty range when the item is not a single integer
	mask    uint64 // its bits in a record that is one word,
	shift   uint8  // and how far up they are
	unused  uint8  // bits above a signed integer in a word of 64, else 0
	code    byte
	kind    kind
	layout  layout
	big     bool // most significant byte first
	checked bool // 'f' refuses what overflows instead of giving inf
}

// layout is the width and order of an integer in one byte, for one switch.
type layout uint8

const (
	layoutNone layout = iota // not an integer
	layout1
	layout2Little
	layout4Little
	layout8Little
	layout2Big
	layout4Big
	layout8Big
)

func newItem(field Field, k kind, native, big bool) item {
	it := item{
		offset: field.Offset, width: field.Width, repeat: field.ValueCount(),
		low: 1, high: 0,
		code: field.Code, kind: k, big: big, checked: !native,
	}
	if it.repeat != 1 {
		return it
	}
	unused := 64 - 8*uint(it.width)
	switch k {
	case kindSigned:
		it.unused = uint8(unused)
		it.low, it.high = math.MinInt64>>unused, math.MaxInt64>>unused
	case kindPointer:
		it.low, it.high = math.MinInt64, math.MaxInt64
	case kindUnsigned:
		it.low, it.high = 0, int64(min(math.MaxUint64>>unused, uint64(math.MaxInt64)))
	default:
		return it
	}
	it.layout = layoutOf(it.width, big)
	return it
}

// layoutOf counts on the order of the constants: each width doubles the last.
func layoutOf(width int, big bool) layout {
	little := layout1 + layout(bits.TrailingZeros(uint(width)))
	if big && width > 1 {
		return little + layout2Big - layout2Little
	}
	return little
}
