package pack

import (
	"encoding/binary"
	"math/bits"
)

// putWord stores the low bytes of a word: 1, 2, 4 or 8 of them.
func putWord(dst []byte, word uint64, big bool) {
	if big {
		word = bits.ReverseBytes64(word) >> (64 - 8*uint(len(dst)))
	}
	switch len(dst) {
	case 1:
		dst[0] = byte(word)
	case 2:
		binary.LittleEndian.PutUint16(dst, uint16(word))
	case 4:
		binary.LittleEndian.PutUint32(dst, uint32(word))
	case 8:
		binary.LittleEndian.PutUint64(dst, word)
	}
}

// word reads what putWord stored; the bytes above are 0.
func word(src []byte, big bool) uint64 {
	var w uint64
	switch len(src) {
	case 1:
		return uint64(src[0])
	case 2:
		w = uint64(binary.LittleEndian.Uint16(src))
	case 4:
		w = uint64(binary.LittleEndian.Uint32(src))
	case 8:
		w = binary.LittleEndian.Uint64(src)
	}
	if big {
		w = bits.ReverseBytes64(w) >> (64 - 8*uint(len(src)))
	}
	return w
}

// signed widens a word of width bytes with its sign.
func signed(w uint64, width int) int64 {
	shift := 64 - 8*uint(width)
	return int64(w<<shift) >> shift
}
