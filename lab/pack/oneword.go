package pack

import "encoding/binary"

// A record of up to 8 bytes without padding is one machine word, of which each
// integer is some bits. Packing and unpacking it takes no branch for widths
// and orders: the word is joined of its integers and stored once.
//
//	!IHB   | I: shift 24 | H: 8 | B: 0 |        <IHB   | B: 48 | H: 32 | I: 0 |
//	       56                          0               56                    0

// wordBytes is the longest record that is one word.
const wordBytes = 8

// placeInWord gives the items their shifts if the record is one word.
func (f *Format) placeInWord() {
	f.oneWord = f.dense && f.size > 0 && f.size <= wordBytes
	if !f.oneWord {
		return
	}
	f.above = uint8(64 - 8*f.size)
	for i := range f.items {
		it := &f.items[i]
		f.big = it.big
		before := it.offset
		if it.big {
			before = f.size - it.offset - it.width
		}
		it.shift = uint8(8 * before)
		it.mask = ^uint64(0) >> (64 - 8*uint(it.width))
	}
}

// joinWord puts the values beside one another; false when one is out of range.
func joinWord(items []item, values []int64) (w uint64, ok bool) {
	values = values[:len(items)]
	for i := range items {
		it, n := &items[i], values[i]
		if n < it.low || n > it.high {
			return 0, false
		}
		w |= uint64(n) & it.mask << (it.shift & 63)
	}
	return w, true
}

// splitWord takes the values apart; false when one is above the largest int64.
func splitWord(items []item, w uint64, into []*int64) bool {
	into = into[:len(items)]
	for i := range items {
		it := &items[i]
		n := int64(w>>(it.shift&63)&it.mask) << (it.unused & 63) >> (it.unused & 63)
		if n < 0 && it.kind != kindSigned {
			return false
		}
		*into[i] = n
	}
	return true
}

// appendWord appends the record's bytes.
func (f *Format) appendWord(dst []byte, w uint64) []byte {
	start := len(dst)
	if cap(dst)-start < wordBytes {
		return f.appendTight(dst, w)
	}
	room := dst[start : start+wordBytes]
	if f.big {
		binary.BigEndian.PutUint64(room, w<<(f.above&63))
	} else {
		binary.LittleEndian.PutUint64(room, w)
	}
	return dst[:start+f.size]
}

// appendTight does so where there is no room for a whole word.
func (f *Format) appendTight(dst []byte, w uint64) []byte {
	var room [wordBytes]byte
	if f.big {
		binary.BigEndian.PutUint64(room[:], w<<(f.above&63))
	} else {
		binary.LittleEndian.PutUint64(room[:], w)
	}
	return append(dst, room[:f.size]...)
}

// loadWord reads the record's bytes: with two loads that may overlap, for
// there may be no byte behind it.
func (f *Format) loadWord(buf []byte) uint64 {
	n := len(buf)
	switch {
	case n >= 4 && f.big:
		return uint64(binary.BigEndian.Uint32(buf))<<(8*uint(n-4)&63) | uint64(binary.BigEndian.Uint32(buf[n-4:]))
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(buf)) | uint64(binary.LittleEndian.Uint32(buf[n-4:]))<<(8*uint(n-4)&63)
	}
	var w uint64
	for i, b := range buf {
		at := i
		if f.big {
			at = n - 1 - i
		}
		w |= uint64(b) << (8 * at)
	}
	return w
}
