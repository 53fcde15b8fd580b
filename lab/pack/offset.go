package pack

// PackInto packs the values into buf from an offset on; a negative one counts
// from the end. The bytes of the record are zeroed first, so after an error in
// a value they are partly written, as in Python.
func PackInto(format string, buf []byte, offset int, values ...any) error {
	f, err := compiled(format)
	if err != nil {
		return err
	}
	return f.PackInto(buf, offset, values...)
}

// PackInto packs the values into buf from an offset on, see the function.
func (f *Format) PackInto(buf []byte, offset int, values ...any) error {
	if len(values) != f.valueCount {
		return f.countError("pack_into", len(values))
	}
	at, err := packInto.place(f.size, len(buf), offset)
	if err != nil {
		return err
	}
	return f.overwrite(buf[at:at+f.size], values).orNil()
}

// UnpackFrom reads a record from an offset on; a negative one counts from the
// end. What follows the record does not matter.
func UnpackFrom(format string, buf []byte, offset int) ([]any, error) {
	f, err := compiled(format)
	if err != nil {
		return nil, err
	}
	return f.UnpackFrom(buf, offset)
}

// UnpackFrom reads a record from an offset on, see the function.
func (f *Format) UnpackFrom(buf []byte, offset int) ([]any, error) {
	at, err := unpackFrom.place(f.size, len(buf), offset)
	if err != nil {
		return nil, err
	}
	return f.appendValues(make([]any, 0, f.valueCount), buf[at:at+f.size]), nil
}

// access is one of the two ways into a buffer, which differ only in words.
type access uint8

const (
	packInto access = iota
	unpackFrom
)

// place turns an offset into an index at which size bytes fit.
func (a access) place(size, length, offset int) (int, *Error) {
	if offset >= 0 && length-offset >= size {
		return offset, nil
	}
	return a.placeOdd(size, length, offset)
}

// placeOdd is place for offsets that are negative or too far.
func (a access) placeOdd(size, length, offset int) (int, *Error) {
	at := offset
	if offset < 0 {
		if offset+size > 0 {
			return 0, a.pastEnd(size, offset)
		}
		if offset+length < 0 {
			return 0, structErrorf("offset %d out of range for %d-byte buffer", offset, length)
		}
		at += length
	}
	if length-at < size {
		return 0, a.tooSmall(size, length, at)
	}
	return at, nil
}

func (a access) pastEnd(size, offset int) *Error {
	if a == packInto {
		return structErrorf("no space to pack %d bytes at offset %d", size, offset)
	}
	return structErrorf("not enough data to unpack %d bytes at offset %d", size, offset)
}

// tooSmall adds without a sign, as the sum can pass MaxInt.
func (a access) tooSmall(size, length, at int) *Error {
	name, doing := "pack_into", "packing"
	if a == unpackFrom {
		name, doing = "unpack_from", "unpacking"
	}
	return structErrorf("%s requires a buffer of at least %d bytes for %s %d bytes at offset %d (actual buffer size is %d)",
		name, uint64(size)+uint64(at), doing, size, at, length)
}
