package pack

import "math/big"

// ByteArray is Python's bytearray: s and p take it, c does not.
type ByteArray []byte

// asBytes is the content of a bytes or a bytearray.
func asBytes(v any) ([]byte, bool) {
	switch x := v.(type) {
	case []byte:
		return x, true
	case ByteArray:
		return x, true
	}
	return nil, false
}

// asFloat is what float() would take without text: a float, an int that is
// not too large, a bool.
func asFloat(v any) (float64, bool) {
	switch x := v.(type) {
	case float64:
		return x, true
	case float32:
		return float64(x), true
	case *big.Int:
		return bigFloat(x)
	}
	bits, span := asInteger(v)
	switch span {
	case spanSigned:
		return float64(int64(bits)), true
	case spanUnsigned:
		return float64(bits), true
	}
	return 0, false
}

func bigFloat(x *big.Int) (float64, bool) {
	if x == nil {
		return 0, false
	}
	f, _ := x.Float64()
	return f, f-f == 0
}

// truth is bool(v): false for None, zeros and empty things.
func truth(v any) bool {
	switch x := v.(type) {
	case nil:
		return false
	case bool:
		return x
	case float64:
		return x != 0
	case float32:
		return x != 0
	case string:
		return x != ""
	}
	if b, ok := asBytes(v); ok {
		return len(b) > 0
	}
	if x, ok := v.(*big.Int); ok {
		return x != nil && x.Sign() != 0
	}
	bits, span := asInteger(v)
	return span == spanNone || bits != 0
}
