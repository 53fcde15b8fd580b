package frame

import (
	"fmt"
	"strconv"
)

// Numbers that are written as digits: %04d is four decimal ones with zeros in front,
// %04x and %04X are hexadecimal.

// textOfDigits reads such a format, as C and Python have it.
func textOfDigits(format string) (Integer, bool) {
	if len(format) != 4 || format[:2] != "%0" || format[2] < '1' || format[2] > '9' {
		return Integer{}, false
	}
	switch letter := format[3]; letter {
	case 'd', 'x', 'X':
		return Integer{Size: int(format[2] - '0'), Text: letter}, true
	}
	return Integer{}, false
}

// base is that of the digits.
func (n Integer) base() int {
	if n.Text == 'd' {
		return 10
	}
	return 16
}

// digits reads a number of digits; -1 when some are none.
func (n Integer) digits(p []byte) int64 {
	v, base := int64(0), int64(n.base())
	for _, b := range p[:n.Size] {
		d := digitOf(b)
		if d < 0 || int64(d) >= base {
			return -1
		}
		v = v*base + int64(d)
	}
	return v
}

// digitOf is the value of a digit up to f; -1 for another byte.
func digitOf(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b|0x20 >= 'a' && b|0x20 <= 'f':
		return int(b|0x20-'a') + 10
	}
	return -1
}

// maxDigits is the largest number of so many digits.
func (n Integer) maxDigits() int64 {
	v := int64(1)
	for range n.Size {
		v *= int64(n.base())
	}
	return v - 1
}

// appendDigits writes v, which fits.
func (n Integer) appendDigits(dst []byte, v int64) []byte {
	return fmt.Appendf(dst, "%0*"+string(n.Text), n.Size, v)
}

func (n Integer) digitFormat() string { return "%0" + strconv.Itoa(n.Size) + string(n.Text) }
