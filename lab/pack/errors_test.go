package pack

import (
	"errors"
	"math"
	"math/big"
	"testing"
)

// mustFail checks the exception, its text and the value it blames.
func mustFail(t *testing.T, err error, want Error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want %+v", err, want)
	}
	if *e != want {
		t.Errorf("got %+v, want %+v", *e, want)
	}
	if err.Error() != want.Msg {
		t.Errorf("got text %q, want %q", err.Error(), want.Msg)
	}
}

func TestFormatsThatPythonRefuses(t *testing.T) {
	tests := []struct{ name, format, kind, msg string }{
		{"a prefix after a blank", " !i", kindStruct, "bad char in struct format"},
		{"a second prefix", "i!i", kindStruct, "bad char in struct format"},
		{"a blank between count and code", "3 i", kindStruct, "bad char in struct format"},
		{"a standard pointer", "<P", kindStruct, "bad char in struct format"},
		{"a blank that C does not know", "\x1ci", kindStruct, "bad char in struct format"},
		{"a count at the end", "i3", kindStruct, "repeat count given without format specifier"},
		{"a zero byte", "i\x00", kindStruct, "embedded null character"},
		{"a count above 2^63-1", "9223372036854775808s", kindStruct, "total struct size too long"},
		{"such a count without a code", "99999999999999999999", kindStruct, "total struct size too long"},
		{"a product above 2^63-1", "4611686018427387904h", kindStruct, "total struct size too long"},
		{"a sum above 2^63-1", "9223372036854775807sb", kindStruct, "total struct size too long"},
		{"an alignment above 2^63-1", "9223372036854775807s0i", kindStruct, "total struct size too long"},
		{"one character", "!é", kindUnicode, `'ascii' codec can't encode character '\xe9' in position 1: ordinal not in range(128)`},
		{"a wide one before a zero byte", "\x00好", kindUnicode, `'ascii' codec can't encode character '\u597d' in position 1: ordinal not in range(128)`},
		{"a very wide one", "🐍i", kindUnicode, `'ascii' codec can't encode character '\U0001f40d' in position 0: ordinal not in range(128)`},
		{"a run of them", "2i你好b é", kindUnicode, `'ascii' codec can't encode characters in position 2-3: ordinal not in range(128)`},
		{"a byte that is not UTF-8", "i\xff", kindUnicode, `'ascii' codec can't encode character '\udcff' in position 1: ordinal not in range(128)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := Compile(test.format)
			if f != nil {
				t.Errorf("got a format of %d bytes beside the error", f.Size())
			}
			mustFail(t, err, Error{test.kind, test.msg, noArg})
		})
	}
}

func TestPackBlamesTheFirstBadValue(t *testing.T) {
	huge := new(big.Int).Lsh(big.NewInt(1), 2000)
	tests := []struct {
		name, format string
		values       []any
		want         Error
	}{
		{"the count comes first", "BB", []any{"x"}, Error{kindStruct, "pack expected 2 items for packing (got 1)", noArg}},
		{"then left to right", "!IHB", []any{1, -1, 999}, Error{kindStruct, "'H' format requires 0 <= number <= 65535", 1}},
		{"inside a repeated item", "x3h", []any{0, 0, 32768}, Error{kindStruct, "'h' format requires -32768 <= number <= 32767", 2}},
		{"behind bytes", "2s3sB", []any{[]byte("a"), []byte("b"), 256}, Error{kindStruct, "'B' format requires 0 <= number <= 255", 2}},
		{"2^64 in Q", "Q", []any{new(big.Int).Lsh(big.NewInt(1), 64)}, Error{kindStruct, "'Q' format requires 0 <= number <= 18446744073709551615", 0}},
		{"2^63 in q", "!q", []any{uint64(1 << 63)}, Error{kindStruct, "'q' format requires -9223372036854775808 <= number <= 9223372036854775807", 0}},
		{"2^64 in P", "P", []any{new(big.Int).Lsh(big.NewInt(1), 64)}, Error{kindStruct, "int too large to convert", 0}},
		{"a float for an int", "i", []any{1.0}, Error{kindStruct, "required argument is not an integer", 0}},
		{"None for a float", "d", []any{nil}, Error{kindStruct, "required argument is not a float", 0}},
		{"an int too large for a double", "d", []any{huge}, Error{kindStruct, "required argument is not a float", 0}},
		{"a float too large for f", "<if", []any{1, 1e39}, Error{kindOverflow, "float too large to pack with f format", 1}},
		{"an int too large for f", "<f", []any{new(big.Int).Lsh(big.NewInt(1), 128)}, Error{kindStruct, "int too large to convert", 0}},
		{"a float too large for e", "e", []any{65520.0}, Error{kindOverflow, "float too large to pack with e format", 0}},
		{"str for s", "5s", []any{"hello"}, Error{kindStruct, "argument for 's' must be a bytes object", 0}},
		{"str for p", "5p", []any{"hello"}, Error{kindStruct, "argument for 'p' must be a bytes object", 0}},
		{"a bytearray for c", "c", []any{ByteArray("a")}, Error{kindStruct, "char format requires a bytes object of length 1", 0}},
		{"a nil big.Int is None", "i", []any{(*big.Int)(nil)}, Error{kindStruct, "required argument is not an integer", 0}},
		{"an unknown type", "i", []any{struct{}{}}, Error{kindStruct, "required argument is not an integer", 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Pack(test.format, test.values...)
			mustFail(t, err, test.want)
		})
	}
}

func TestOffsetsPythonRefuses(t *testing.T) {
	buf := make([]byte, 8)
	_, err := UnpackFrom("!I", buf, 5)
	mustFail(t, err, Error{kindStruct, "unpack_from requires a buffer of at least 9 bytes for unpacking 4 bytes at offset 5 (actual buffer size is 8)", noArg})
	_, err = UnpackFrom("!I", buf, math.MaxInt)
	mustFail(t, err, Error{kindStruct, "unpack_from requires a buffer of at least 9223372036854775811 bytes for unpacking 4 bytes at offset 9223372036854775807 (actual buffer size is 8)", noArg})
	_, err = UnpackFrom("!I", buf, -3)
	mustFail(t, err, Error{kindStruct, "not enough data to unpack 4 bytes at offset -3", noArg})
	_, err = UnpackFrom("!I", buf, math.MinInt)
	mustFail(t, err, Error{kindStruct, "offset -9223372036854775808 out of range for 8-byte buffer", noArg})
	err = PackInto("!I", buf, -3, 1)
	mustFail(t, err, Error{kindStruct, "no space to pack 4 bytes at offset -3", noArg})
	err = PackInto("!I", buf, -9, 1)
	mustFail(t, err, Error{kindStruct, "offset -9 out of range for 8-byte buffer", noArg})
	err = PackInto("!I", buf, -9)
	mustFail(t, err, Error{kindStruct, "pack_into expected 1 items for packing (got 0)", noArg})
}

func TestBuffersThatDoNotFit(t *testing.T) {
	_, err := Unpack("!I", []byte("he"))
	mustFail(t, err, Error{kindStruct, "unpack requires a buffer of 4 bytes", noArg})
	_, err = IterUnpack("!I", make([]byte, 7))
	mustFail(t, err, Error{kindStruct, "iterative unpacking requires a buffer of a multiple of 4 bytes", noArg})
	_, err = IterUnpack("0s", nil)
	mustFail(t, err, Error{kindStruct, "cannot iteratively unpack with a struct of length 0", noArg})
}
