package pack

import "bytes"

// cellsMax bounds what one IterUnpack allocates: its rows and their values.
const cellsMax = 8 << 20

// Unpack reads a record that fills buf exactly.
//
// It gives int64, or uint64 for what lies above MaxInt64, float64, bool and
// []byte; the bytes are copies.
func Unpack(format string, buf []byte) ([]any, error) {
	f, err := compiled(format)
	if err != nil {
		return nil, err
	}
	return f.Unpack(buf)
}

// Unpack reads a record that fills buf exactly.
func (f *Format) Unpack(buf []byte) ([]any, error) {
	if len(buf) != f.size {
		return nil, f.sizeError()
	}
	return f.appendValues(make([]any, 0, f.valueCount), buf), nil
}

func (f *Format) sizeError() *Error {
	return structErrorf("unpack requires a buffer of %d bytes", f.size)
}

// IterUnpack reads a buffer of records, one after the other, with no rest.
func IterUnpack(format string, buf []byte) ([][]any, error) {
	f, err := compiled(format)
	if err != nil {
		return nil, err
	}
	return f.IterUnpack(buf)
}

// IterUnpack reads a buffer of records, one after the other, with no rest.
func (f *Format) IterUnpack(buf []byte) ([][]any, error) {
	if f.size == 0 {
		return nil, structError("cannot iteratively unpack with a struct of length 0")
	}
	if len(buf)%f.size != 0 {
		return nil, structErrorf("iterative unpacking requires a buffer of a multiple of %d bytes", f.size)
	}
	count := len(buf) / f.size
	if count > cellsMax/(1+f.valueCount) {
		return nil, memoryError()
	}
	rows := make([][]any, 0, count)
	values := make([]any, 0, count*f.valueCount)
	for at := 0; at < len(buf); at += f.size {
		start := len(values)
		values = f.appendValues(values, buf[at:at+f.size])
		rows = append(rows, values[start:len(values):len(values)])
	}
	return rows, nil
}

// appendValues reads a record whose length is right.
func (f *Format) appendValues(values []any, record []byte) []any {
	for i := range f.items {
		it := &f.items[i]
		if n, ok := it.quickInteger(record); ok {
			values = append(values, n)
			continue
		}
		at := it.offset
		for range it.repeat {
			values = append(values, it.value(record[at:at+it.width]))
			at += it.width
		}
	}
	return values
}

// value reads one value from exactly its bytes.
func (it *item) value(src []byte) any {
	switch it.kind {
	case kindSigned:
		return signed(word(src, it.big), it.width)
	case kindUnsigned, kindPointer:
		w := word(src, it.big)
		if _, s := spanOf(w); s == spanUnsigned {
			return w
		}
		return int64(w)
	case kindBool:
		return src[0] != 0
	case kindHalf, kindFloat, kindDouble:
		return it.floatFrom(word(src, it.big))
	case kindPascal:
		return cloneBytes(pascalText(src))
	default:
		return cloneBytes(src)
	}
}

// pascalText is the text behind the length byte, cut to what is there.
func pascalText(src []byte) []byte {
	if len(src) == 0 {
		return src
	}
	return src[1:][:min(int(src[0]), len(src)-1)]
}

// cloneBytes copies, and never gives nil: Python's b” is not None.
func cloneBytes(src []byte) []byte {
	if len(src) == 0 {
		return []byte{}
	}
	return bytes.Clone(src)
}
