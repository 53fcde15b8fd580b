package pack

import (
	"math"
	"testing"
)

func TestScanFillsVariables(t *testing.T) {
	record, err := Pack("!IhBQ3s4p?d2HQ", 1, -2, 3, uint64(math.MaxUint64), []byte("abc"), []byte("de"), true, 1.5, 4, 5, 6)
	if err != nil {
		t.Fatal(err)
	}
	var (
		id            int64
		low, b        int
		q, last       uint64
		text, pascal  []byte
		flag          bool
		x             float64
		first, second any
	)
	f := mustCompile(t, "!IhBQ3s4p?d2HQ")
	if err := f.Scan(record, &id, &low, &b, &q, &text, &pascal, &flag, &x, &first, &second, &last); err != nil {
		t.Fatal(err)
	}
	if id != 1 || low != -2 || b != 3 || q != math.MaxUint64 || first != int64(4) || second != int64(5) || last != 6 {
		t.Errorf("got integers %d %d %d %d %v %v %d", id, low, b, q, first, second, last)
	}
	if string(text) != "abc" || string(pascal) != "de" || !flag || x != 1.5 {
		t.Errorf("got %q %q %v %v", text, pascal, flag, x)
	}
}

func TestScanReadsEachWidthAndOrder(t *testing.T) {
	for _, prefix := range []string{"<", ">", "@"} {
		for _, code := range []string{"b", "B", "h", "H", "i", "I", "q", "Q"} {
			record, err := Pack(prefix+code, 0x7b)
			if err != nil {
				t.Fatal(err)
			}
			var n int64
			if err := mustCompile(t, prefix+code).Scan(record, &n); err != nil || n != 0x7b {
				t.Errorf("%s%s: got %d, %v, want 123", prefix, code, n, err)
			}
		}
	}
}

func TestScanRefusesWhatDoesNotSuit(t *testing.T) {
	var n int64
	var u uint64
	var b bool
	tests := []struct {
		name, format, record string
		into                 []any
		kind                 string
		arg                  int
	}{
		{"a short buffer", "!H", "a", []any{&n}, kindStruct, noArg},
		{"too few pointers", "2B", "ab", []any{&n}, kindType, noArg},
		{"a bool for an int", "2B", "ab", []any{&n, &b}, kindType, 1},
		{"an int for bytes", "2s", "ab", []any{&n}, kindType, 0},
		{"no pointer", "B", "a", []any{n}, kindType, 0},
		{"2^63 in an int64", "<Q", "\x00\x00\x00\x00\x00\x00\x00\x80", []any{&n}, kindOverflow, 0},
		{"-1 in a uint64", "<b", "\xff", []any{&u}, kindOverflow, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := mustCompile(t, test.format).Scan([]byte(test.record), test.into...)
			if e, ok := err.(*Error); !ok || e.Kind != test.kind || e.Arg != test.arg {
				t.Errorf("got %#v, want a %s at %d", err, test.kind, test.arg)
			}
		})
	}
}

func TestFastPathsDoNotAllocate(t *testing.T) {
	f := mustCompile(t, "!IHB")
	dst := make([]byte, 0, 16)
	var id, length, kind int64
	n := 70000
	got := testing.AllocsPerRun(100, func() {
		n++
		dst, _ = f.AppendPack(dst[:0], n, n&0xffff, n&0xff)
		_ = f.Scan(dst, &id, &length, &kind)
	})
	if got != 0 {
		t.Errorf("got %v allocations, want 0", got)
	}
	if id != int64(n) || length != int64(n&0xffff) || kind != int64(n&0xff) {
		t.Errorf("got %d %d %d of %d", id, length, kind, n)
	}
}
