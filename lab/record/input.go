package record

import (
	"encoding/binary"
	"errors"
	"math"
)

// errShort is a batch that ends before its last row does.
var errShort = errors.New("the batch ends inside a row")

// errHuge is a number that no row can have.
var errHuge = errors.New("a number is too large")

// input reads the numbers and bytes of a batch one after another. After the
// first error it reads zeros.
type input struct {
	buf []byte
	at  int
	err error
}

// more reports whether there is something left to read.
func (in *input) more() bool { return in.err == nil && in.at < len(in.buf) }

func (in *input) fail(err error) {
	if in.err == nil {
		in.err = err
	}
	in.at = len(in.buf)
}

func (in *input) byte() byte {
	if in.at >= len(in.buf) {
		in.fail(errShort)
		return 0
	}
	b := in.buf[in.at]
	in.at++
	return b
}

// uvarint reads a number of 64 bits.
func (in *input) uvarint() uint64 {
	if in.at < len(in.buf) && in.buf[in.at] < 1<<7 { // most are
		b := in.buf[in.at]
		in.at++
		return uint64(b)
	}
	v, n := binary.Uvarint(in.buf[in.at:])
	if n <= 0 {
		in.fail(errShort)
		return 0
	}
	in.at += n
	return v
}

// uint reads a number that is not negative.
func (in *input) uint() int {
	v := in.uvarint()
	if v > math.MaxInt {
		in.fail(errHuge)
		return 0
	}
	return int(v)
}

func (in *input) zigzag() int64 {
	v := in.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

// bytes reads the next n bytes. They are those of the batch and must not be
// changed; nil for none.
func (in *input) bytes(n int) []byte {
	if n < 0 || n > len(in.buf)-in.at {
		in.fail(errShort)
		return nil
	}
	if n == 0 {
		return nil
	}
	in.at += n
	return in.buf[in.at-n : in.at : in.at]
}

func (in *input) text() string { return string(in.bytes(in.uint())) }
