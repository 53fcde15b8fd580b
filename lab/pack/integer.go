package pack

import (
	"fmt"
	"math"
	"math/big"
)

// span says what the 64 bits of an integer hold.
type span uint8

const (
	spanNone     span = iota // not an integer
	spanSigned               // an int64
	spanUnsigned             // a uint64 above MaxInt64
	spanBeyond               // an integer that has no 64 bits
)

// asInteger is the value as Python's int, or spanNone. A bool is an int.
func asInteger(v any) (uint64, span) {
	switch x := v.(type) {
	case int:
		return uint64(x), spanSigned
	case int64:
		return uint64(x), spanSigned
	case uint64:
		return spanOf(x)
	case bool:
		if x {
			return 1, spanSigned
		}
		return 0, spanSigned
	case *big.Int:
		return bigInteger(x)
	}
	return otherInteger(v)
}

func spanOf(bits uint64) (uint64, span) {
	if bits > math.MaxInt64 {
		return bits, spanUnsigned
	}
	return bits, spanSigned
}

func bigInteger(x *big.Int) (uint64, span) {
	switch {
	case x == nil:
		return 0, spanNone
	case x.IsInt64():
		return uint64(x.Int64()), spanSigned
	case x.IsUint64():
		return x.Uint64(), spanUnsigned
	}
	return 0, spanBeyond
}

// otherInteger takes Go's remaining integers, which Python cannot have sent.
func otherInteger(v any) (uint64, span) {
	switch x := v.(type) {
	case int8:
		return uint64(x), spanSigned
	case int16:
		return uint64(x), spanSigned
	case int32:
		return uint64(x), spanSigned
	case uint8:
		return uint64(x), spanSigned
	case uint16:
		return uint64(x), spanSigned
	case uint32:
		return uint64(x), spanSigned
	case uint:
		return spanOf(uint64(x))
	}
	return 0, spanNone
}

// fitsSigned tells whether the value lies in width bytes of two's complement.
func fitsSigned(bits uint64, s span, width int) bool {
	shift := 64 - 8*uint(width)
	return s == spanSigned && int64(bits)<<shift>>shift == int64(bits)
}

// fitsUnsigned tells whether the value lies in width bytes without a sign.
func fitsUnsigned(bits uint64, s span, width int) bool {
	if s == spanSigned && int64(bits) < 0 || s == spanBeyond {
		return false
	}
	return bits>>(8*uint(width)) == 0
}

// bitsFor checks an integer against the item and gives the bits to store.
func (it *item) bitsFor(v any) (uint64, *Error) {
	bits, s := asInteger(v)
	if s == spanNone {
		return 0, structError("required argument is not an integer")
	}
	switch it.kind {
	case kindSigned:
		if !fitsSigned(bits, s, it.width) {
			return 0, it.rangeError()
		}
	case kindUnsigned:
		if !fitsUnsigned(bits, s, it.width) {
			return 0, it.rangeError()
		}
	default:
		if s == spanBeyond {
			return 0, intTooLarge()
		}
	}
	return bits, nil
}

func (it *item) rangeError() *Error {
	low, high := it.bounds()
	return structErrorf("'%c' format requires %s <= number <= %s", it.code, low, high)
}

func (it *item) bounds() (low, high string) {
	unused := 64 - 8*uint(it.width)
	if it.kind == kindSigned {
		return fmt.Sprint(int64(math.MinInt64) >> unused), fmt.Sprint(int64(math.MaxInt64) >> unused)
	}
	return "0", fmt.Sprint(uint64(math.MaxUint64) >> unused)
}

func intTooLarge() *Error { return structError("int too large to convert") }
