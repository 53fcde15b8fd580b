package pack

import "encoding/binary"

// putIntegers packs leading items as long as each is a single integer and its
// value an int or int64 in range, and tells how many it did. It calls nothing,
// so that all it needs stays in registers.
func putIntegers(record []byte, items []item, values []any) int {
	for i := range items {
		it := &items[i]
		n, ok := smallInteger(values[i])
		if !ok || n < it.low || n > it.high {
			return i
		}
		dst := record[it.offset:]
		switch it.layout {
		case layout1:
			dst[0] = byte(n)
		case layout2Little:
			binary.LittleEndian.PutUint16(dst, uint16(n))
		case layout4Little:
			binary.LittleEndian.PutUint32(dst, uint32(n))
		case layout8Little:
			binary.LittleEndian.PutUint64(dst, uint64(n))
		case layout2Big:
			binary.BigEndian.PutUint16(dst, uint16(n))
		case layout4Big:
			binary.BigEndian.PutUint32(dst, uint32(n))
		case layout8Big:
			binary.BigEndian.PutUint64(dst, uint64(n))
		}
	}
	return len(items)
}

// smallInteger is the quick half of asInteger. Two assertions compare two
// words; a type switch would first load a hash.
func smallInteger(v any) (int64, bool) {
	if n, ok := v.(int); ok {
		return int64(n), true
	}
	n, ok := v.(int64)
	return n, ok
}

// quickInteger reads a single integer that is an int64 in Python's eyes too:
// false for another kind of item, and for what lies above MaxInt64.
func (it *item) quickInteger(record []byte) (int64, bool) {
	src := record[it.offset:]
	var w uint64
	switch it.layout {
	case layout1:
		w = uint64(src[0])
	case layout2Little:
		w = uint64(binary.LittleEndian.Uint16(src))
	case layout4Little:
		w = uint64(binary.LittleEndian.Uint32(src))
	case layout8Little:
		w = binary.LittleEndian.Uint64(src)
	case layout2Big:
		w = uint64(binary.BigEndian.Uint16(src))
	case layout4Big:
		w = uint64(binary.BigEndian.Uint32(src))
	case layout8Big:
		w = binary.BigEndian.Uint64(src)
	default:
		return 0, false
	}
	n := int64(w<<it.unused) >> it.unused
	return n, n >= 0 || it.kind == kindSigned
}

// scanIntegers reads leading items as long as each is a quick integer that
// goes to an *int64 or *int, and tells how many it did.
func scanIntegers(record []byte, items []item, into []any) int {
	for i := range items {
		n, ok := items[i].quickInteger(record)
		if !ok || !storeInteger(into[i], n) {
			return i
		}
	}
	return len(items)
}

func storeInteger(into any, n int64) bool {
	if p, ok := into.(*int64); ok {
		*p = n
		return true
	}
	p, ok := into.(*int)
	if ok {
		*p = int(n)
	}
	return ok
}
