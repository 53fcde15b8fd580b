package frame

import (
	"encoding/binary"
	"math"
	"strings"

	"stickylab/lab/pack"
)

// Integer is how a length is written: a number of bytes and their order.
type Integer struct {
	// Size is 1 to 8 bytes.
	Size   int
	Little bool // the least significant byte comes first
	Signed bool // two's complement
	// Text is d, x or X for a number of Size digits, decimal or hexadecimal ones;
	// 0 for bytes.
	Text byte
}

// ParseInteger reads a struct format of a single integer ("!I", "<H", "B"), a prefix
// and a number of bytes from 1 to 8 ("!3"), unsigned, for lengths that struct has no
// character for, or the format of digits ("%04d", "%04X"). The error is an *Error of KindCodec.
func ParseInteger(format string) (Integer, error) {
	if n, ok := bytesOf(format); ok {
		return n, nil
	}
	if n, ok := textOfDigits(format); ok {
		return n, nil
	}
	f, err := pack.Compile(format)
	if err != nil {
		return Integer{}, codecError("format", format)
	}
	fields := f.Fields()
	if len(fields) != 1 || fields[0].ValueCount() != 1 || !strings.ContainsRune(integerCodes, rune(fields[0].Code)) {
		return Integer{}, codecError("format", format)
	}
	one, err := pack.Pack(format, 1) // tells the order, whatever the machine's own is
	if err != nil {
		return Integer{}, codecError("format", format)
	}
	_, err = pack.Pack(format, -1)
	return Integer{Size: len(one), Little: len(one) > 1 && one[0] == 1, Signed: err == nil}, nil
}

// integerCodes are the format characters of struct that pack an integer.
const integerCodes = "bBhHiIlLqQnN"

// bytesOf reads a prefix and a number of bytes.
func bytesOf(format string) (Integer, bool) {
	if len(format) != 2 || format[1] < '1' || format[1] > '8' {
		return Integer{}, false
	}
	n := Integer{Size: int(format[1] - '0')}
	switch format[0] {
	case '<':
		n.Little = true
	case '>', '!':
	default:
		return Integer{}, false
	}
	return n, true
}

// valid reports whether the size is one that exists.
func (n Integer) valid() bool { return n.Size >= 1 && (n.Size <= 8 || n.Text != 0 && n.Size <= 9) }

// read gives the value of the first Size bytes; one above the largest int64
// is given as that, and digits that are none as -1.
func (n Integer) read(p []byte) int64 {
	if n.Text != 0 {
		return n.digits(p)
	}
	v := n.bits(p)
	if n.Signed {
		shift := 64 - 8*n.Size
		return int64(v<<shift) >> shift
	}
	return int64(min(v, math.MaxInt64))
}

func (n Integer) bits(p []byte) uint64 {
	var wide [8]byte
	if n.Little {
		copy(wide[:], p[:n.Size])
		return binary.LittleEndian.Uint64(wide[:])
	}
	copy(wide[8-n.Size:], p[:n.Size])
	return binary.BigEndian.Uint64(wide[:])
}

// max is the largest value that fits.
func (n Integer) max() int64 {
	if n.Text != 0 {
		return n.maxDigits()
	}
	bits := 8 * n.Size
	if n.Signed || bits == 64 {
		bits--
	}
	return int64(1)<<bits - 1 // 63 bits give the largest int64
}

// append writes v, which fits.
func (n Integer) append(dst []byte, v int64) []byte {
	if n.Text != 0 {
		return n.appendDigits(dst, v)
	}
	var wide [8]byte
	if n.Little {
		binary.LittleEndian.PutUint64(wide[:], uint64(v))
		return append(dst, wide[:n.Size]...)
	}
	binary.BigEndian.PutUint64(wide[:], uint64(v))
	return append(dst, wide[8-n.Size:]...)
}
