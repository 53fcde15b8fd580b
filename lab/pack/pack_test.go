package pack

import (
	"bytes"
	"encoding/hex"
	"math"
	"math/big"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func TestPackAndUnpackEachCode(t *testing.T) {
	tests := []struct {
		name, format string
		values       []any
		record       string // hex
		back         []any  // what unpacking gives, if not the values
	}{
		{"network order", "!IHB", []any{int64(1), int64(2), int64(3)}, "00000001000203", nil},
		{"little order", "<IHB", []any{int64(1), int64(2), int64(3)}, "01000000020003", nil},
		{"native order with padding", "BI", []any{int64(1), int64(2)}, "0100000002000000", nil},
		{"signs", ">bhiq", []any{int64(-1), int64(-2), int64(-3), int64(-4)}, "fffffefffffffdfffffffffffffffc", nil},
		{"above 2^63-1", "!Q", []any{uint64(math.MaxUint64)}, "ffffffffffffffff", nil},
		{"a big.Int that fits", "!Q", []any{new(big.Int).SetUint64(1 << 63)}, "8000000000000000", []any{uint64(1 << 63)}},
		{"a negative pointer", "P", []any{-1}, "ffffffffffffffff", []any{uint64(math.MaxUint64)}},
		{"a bool is an int", "!H", []any{true}, "0001", []any{int64(1)}},
		{"Go's other integers", "!bHIQ", []any{int8(-1), uint16(2), int32(3), uint(4)}, "ff0002000000030000000000000004", []any{int64(-1), int64(2), int64(3), int64(4)}},
		{"truth of anything", "????????", []any{0, 2, "", "x", nil, []byte{}, math.NaN(), ByteArray{0}}, "0001000100000101", []any{false, true, false, true, false, false, true, true}},
		{"text is cut and filled", "3s5s", []any{[]byte("hello"), ByteArray("feng")}, "68656c66656e6700", []any{[]byte("hel"), []byte("feng\x00")}},
		{"0s takes a value", "0sB", []any{[]byte("x"), int64(7)}, "07", []any{[]byte{}, int64(7)}},
		{"chars", "2c", []any{[]byte("h"), []byte("i")}, "6869", nil},
		{"pascal text is cut", "4p", []any{[]byte("hello")}, "0368656c", []any{[]byte("hel")}},
		{"0p takes a value", "0pB", []any{[]byte("x"), int64(7)}, "07", []any{[]byte{}, int64(7)}},
		{"1p holds nothing", "1p", []any{[]byte("x")}, "00", []any{[]byte{}}},
		{"doubles and an int", "!fd", []any{1.5, -2}, "3fc00000c000000000000000", []any{1.5, -2.0}},
		{"native f overflows to inf", "f", []any{1e39}, "0000807f", []any{math.Inf(1)}},
		{"repeats", "!2h2x3B", []any{int64(1), int64(-1), int64(1), int64(2), int64(3)}, "0001ffff0000010203", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			record, err := Pack(test.format, test.values...)
			if got := hex.EncodeToString(record); err != nil || got != test.record {
				t.Fatalf("packed %s, %v, want %s", got, err, test.record)
			}
			want := test.back
			if want == nil {
				want = test.values
			}
			got, err := Unpack(test.format, record)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("unpacked %#v, %v, want %#v", got, err, want)
			}
		})
	}
}

func TestPascalLengthStopsAt255(t *testing.T) {
	text := bytes.Repeat([]byte("a"), 300)
	record, err := Pack("300p", text)
	if err != nil || record[0] != 255 || bytes.Count(record, []byte("a")) != 299 {
		t.Fatalf("got length %d, %d letters, %v, want 255, 299", record[0], bytes.Count(record, []byte("a")), err)
	}
	got, err := Unpack("300p", record)
	if err != nil || len(got[0].([]byte)) != 255 {
		t.Errorf("got %d bytes back, %v, want 255", len(got[0].([]byte)), err)
	}
	record[0] = 200
	got, err = Unpack("3p", record[:3])
	if err != nil || string(got[0].([]byte)) != "aa" {
		t.Errorf("got %q, %v from a length past the item, want aa", got, err)
	}
}

func TestUnpackedBytesAreCopies(t *testing.T) {
	buf := []byte("hello")
	got, err := Unpack("5s", buf)
	if err != nil {
		t.Fatal(err)
	}
	buf[0] = 'j'
	if text := string(got[0].([]byte)); text != "hello" {
		t.Errorf("got %q after a change to the buffer, want hello", text)
	}
}

func TestPackIntoZeroesThePadding(t *testing.T) {
	buf := []byte("................")
	if err := PackInto("bi", buf, -12, 1, 2); err != nil {
		t.Fatal(err)
	}
	if want := "....\x01\x00\x00\x00\x02\x00\x00\x00...."; string(buf) != want {
		t.Errorf("got %q, want %q", buf, want)
	}
}

func TestPackIntoWritesUpToTheBadValue(t *testing.T) {
	buf := []byte("......")
	if err := PackInto("!3B", buf, 1, 7, 256, 9); err == nil {
		t.Fatal("got no error for 256 in a B")
	}
	if want := ".\x07\x00\x00.."; string(buf) != want {
		t.Errorf("got %q, want %q", buf, want)
	}
}

func TestAppendPackKeepsWhatIsThere(t *testing.T) {
	f := mustCompile(t, "!xH")
	room := append(make([]byte, 0, 16), "ab......"...)[:2]
	got, err := f.AppendPack(room, 258)
	if err != nil || string(got) != "ab\x00\x01\x02" {
		t.Errorf("got %q, %v, want ab 00 01 02", got, err)
	}
	got, err = f.AppendPack([]byte("ab"), -1)
	if err == nil || string(got) != "ab" {
		t.Errorf("got %q, %v, want ab and an error", got, err)
	}
}

func TestIterUnpackGivesRows(t *testing.T) {
	rows, err := IterUnpack("!HB", []byte{0, 1, 2, 0, 3, 4})
	want := [][]any{{int64(1), int64(2)}, {int64(3), int64(4)}}
	if err != nil || !reflect.DeepEqual(rows, want) {
		t.Errorf("got %v, %v, want %v", rows, err, want)
	}
	_ = append(rows[0], "more")
	if rows[1][0] != int64(3) {
		t.Errorf("got %v in row 1 after row 0 grew, want 3", rows[1][0])
	}
}

// hostileMax is far below what any of the hostile formats asks for.
const hostileMax = 8 << 20

func allocatedBytes(call func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	call()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestHostileFormatsTakeNoMemory(t *testing.T) {
	crowd := strings.Repeat("0s", 4000) + "b"
	tests := []struct {
		name, kind string
		call       func() error
	}{
		{"a record without end", kindMemory, func() error { _, err := Pack("999999999999999999s", []byte("x")); return err }},
		{"padding without end", kindMemory, func() error { _, err := Pack("9999999999x"); return err }},
		{"just above the limit", kindMemory, func() error { _, err := Pack("67108865x"); return err }},
		{"no bytes object is that long", kindOverflow, func() error { _, err := Pack("9223372036854775807s", 1); return err }},
		{"values that are not there", kindStruct, func() error { _, err := Pack("999999999999999999b", 1); return err }},
		{"a buffer that is not there", kindStruct, func() error { _, err := Unpack("999999999999999999b", nil); return err }},
		{"a place that is not there", kindStruct, func() error { return PackInto("9999999999x", nil, 0) }},
		{"many values from few bytes", kindMemory, func() error { _, err := IterUnpack(crowd, make([]byte, 1<<16)); return err }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.call()
			if e, ok := err.(*Error); !ok || e.Kind != test.kind {
				t.Errorf("got %#v, want a %s", err, test.kind)
			}
			if got := allocatedBytes(func() { _ = test.call() }); got > hostileMax {
				t.Errorf("got %d bytes allocated, want at most %d", got, hostileMax)
			}
		})
	}
}
