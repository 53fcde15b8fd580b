package pack

import "math"

// Scan reads a record that fills buf exactly into variables, one pointer a
// value, without allocating: *int64, *int or *uint64 for integers, *float64,
// *bool, *[]byte for c, s and p, and *any for anything. The bytes of a *[]byte
// are a part of buf, not a copy.
//
// It has no counterpart in Python, so its errors about pointers are its own:
// TypeError and OverflowError, with Arg the index of the pointer.
func (f *Format) Scan(buf []byte, into ...any) error {
	if len(buf) != f.size {
		return f.sizeError()
	}
	if len(into) != f.valueCount {
		return &Error{Kind: kindType, Msg: "one pointer is needed for each value", Arg: noArg}
	}
	return f.scan(buf, into).orNil()
}

// scan goes from one run of integers to the next, as put does.
func (f *Format) scan(record []byte, into []any) *Error {
	items, arg := f.items, 0
	for {
		done := scanIntegers(record, items, into[arg:])
		items, arg = items[done:], arg+done
		if len(items) == 0 {
			return nil
		}
		it := &items[0]
		if at, err := it.scanAll(record, into[arg:arg+it.repeat]); err != nil {
			err.Arg = arg + at
			return err
		}
		items, arg = items[1:], arg+it.repeat
	}
}

// scanAll reads an item of any kind. After an error it gives the index of the
// pointer at fault.
func (it *item) scanAll(record []byte, into []any) (int, *Error) {
	at := it.offset
	for i, p := range into {
		if err := it.scan(record[at:at+it.width], p); err != nil {
			return i, err
		}
		at += it.width
	}
	return len(into), nil
}

// scan reads one value from exactly its bytes.
func (it *item) scan(src []byte, into any) *Error {
	if p, ok := into.(*any); ok && p != nil {
		*p = it.value(src)
		return nil
	}
	switch it.kind {
	case kindSigned, kindUnsigned, kindPointer:
		return it.scanInteger(src, into)
	case kindBool:
		return assign(into, src[0] != 0)
	case kindHalf, kindFloat, kindDouble:
		return assign(into, it.floatFrom(word(src, it.big)))
	case kindPascal:
		return assign(into, pascalText(src))
	default:
		return assign(into, src)
	}
}

func (it *item) scanInteger(src []byte, into any) *Error {
	w := word(src, it.big)
	if it.kind == kindSigned {
		w = uint64(signed(w, it.width))
	}
	var fits bool
	switch p := into.(type) {
	case *int64:
		fits = it.kind == kindSigned || w <= math.MaxInt64
		*p = int64(w)
	case *int:
		fits = it.kind == kindSigned || w <= math.MaxInt
		*p = int(w)
	case *uint64:
		fits = it.kind != kindSigned || int64(w) >= 0
		*p = w
	default:
		return wrongPointer()
	}
	if !fits {
		return overflowError("the value does not fit the variable")
	}
	return nil
}

func assign[T any](into any, v T) *Error {
	p, ok := into.(*T)
	if !ok {
		return wrongPointer()
	}
	*p = v
	return nil
}

func wrongPointer() *Error {
	return &Error{Kind: kindType, Msg: "the pointer does not suit the format code", Arg: noArg}
}
