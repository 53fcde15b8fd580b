package pack

import (
	"math"
	"slices"
)

// packedMax bounds what one call allocates for a record.
const packedMax = 64 << 20

// bytesHeader is what CPython adds to the length of a bytes object; a length
// that overflows with it is an OverflowError, not a MemoryError.
const bytesHeader = 33

// Pack packs the values into a new record.
//
// Values are int, int64, uint64 or *big.Int (int), float64 (float), bool,
// string (str), []byte (bytes), ByteArray (bytearray) or nil (None). Their
// number is checked first, then each from left to right.
func Pack(format string, values ...any) ([]byte, error) {
	f, err := compiled(format)
	if err != nil {
		return nil, err
	}
	return f.Pack(values...)
}

// Pack packs the values into a new record.
func (f *Format) Pack(values ...any) ([]byte, error) {
	if err := f.checkNew(len(values)); err != nil {
		return nil, err
	}
	record := make([]byte, f.size)
	if err := f.put(record, values); err != nil {
		return nil, err
	}
	return record, nil
}

// AppendPack appends a record to dst and gives the longer slice. It allocates
// only when dst lacks room. After an error dst is unchanged up to its length.
func (f *Format) AppendPack(dst []byte, values ...any) ([]byte, error) {
	if err := f.checkNew(len(values)); err != nil {
		return dst, err
	}
	start := len(dst)
	longer := slices.Grow(dst, f.size)[:start+f.size]
	if err := f.overwrite(longer[start:], values); err != nil {
		return dst, err
	}
	return longer, nil
}

// checkNew checks the number of values, then that a record can be made.
func (f *Format) checkNew(got int) *Error {
	if got == f.valueCount && f.size <= packedMax {
		return nil
	}
	return f.newError(got)
}

func (f *Format) newError(got int) *Error {
	if got != f.valueCount {
		return f.countError("pack", got)
	}
	if f.size > math.MaxInt-bytesHeader {
		return overflowError("byte string is too large")
	}
	return memoryError()
}

func (f *Format) countError(fn string, got int) *Error {
	return structErrorf("%s expected %d items for packing (got %d)", fn, f.valueCount, got)
}

// overwrite fills a record with any content. A dense format leaves no byte to
// be zeroed, unless a value is at fault.
func (f *Format) overwrite(record []byte, values []any) *Error {
	if f.dense && putIntegers(record, f.items, values) == len(f.items) {
		return nil
	}
	clear(record)
	return f.put(record, values)
}

// put fills a record of zeros. It goes from one run of small integers, which
// are nearly all there is in headers, to the next.
func (f *Format) put(record []byte, values []any) *Error {
	items, arg := f.items, 0
	for {
		done := putIntegers(record, items, values[arg:])
		items, arg = items[done:], arg+done
		if len(items) == 0 {
			return nil
		}
		it := &items[0]
		if at, err := it.putAll(record, values[arg:arg+it.repeat]); err != nil {
			err.Arg = arg + at
			return err
		}
		items, arg = items[1:], arg+it.repeat
	}
}

// putAll packs an item of any kind. After an error it gives the index of the
// value at fault.
func (it *item) putAll(record []byte, values []any) (int, *Error) {
	at := it.offset
	for i, v := range values {
		if err := it.put(record[at:at+it.width], v); err != nil {
			return i, err
		}
		at += it.width
	}
	return len(values), nil
}

// put packs one value into exactly its bytes, which are 0.
func (it *item) put(dst []byte, v any) *Error {
	var bits uint64
	var err *Error
	switch it.kind {
	case kindSigned, kindUnsigned, kindPointer:
		bits, err = it.bitsFor(v)
	case kindHalf, kindFloat, kindDouble:
		bits, err = it.floatBits(v)
	case kindBool:
		if truth(v) {
			bits = 1
		}
	default:
		return it.putBytes(dst, v)
	}
	if err != nil {
		return err
	}
	putWord(dst, bits, it.big)
	return nil
}

func (it *item) putBytes(dst []byte, v any) *Error {
	switch it.kind {
	case kindChar:
		char, ok := v.([]byte)
		if !ok || len(char) != 1 {
			return structError("char format requires a bytes object of length 1")
		}
		dst[0] = char[0]
		return nil
	case kindString:
		text, ok := asBytes(v)
		if !ok {
			return structError("argument for 's' must be a bytes object")
		}
		copy(dst, text)
		return nil
	default:
		return putPascal(dst, v)
	}
}

// putPascal writes as much as there is room for. The length byte stops at 255
// even when more bytes than that were written.
//
//	| length 1 | text, then zeros |
func putPascal(dst []byte, v any) *Error {
	text, ok := asBytes(v)
	if !ok {
		return structError("argument for 'p' must be a bytes object")
	}
	if len(dst) == 0 {
		return nil
	}
	dst[0] = byte(min(copy(dst[1:], text), 255))
	return nil
}
