package pack

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

// The typed path is the other one without interfaces: the same bytes, values
// and errors for every format and value.
func TestIntsAreAsPackAndScan(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	edges := []int64{
		0, 1, -1, math.MaxInt8, math.MinInt8, math.MaxUint8, math.MaxUint8 + 1, math.MinInt16, math.MaxUint16, math.MaxUint16 + 1,
		math.MaxInt32, math.MinInt32 - 1, math.MaxUint32, math.MaxUint32 + 1, math.MaxInt64, math.MinInt64,
	}
	for _, format := range []string{"!IHB", "<bBhHiIlLqQ", "@bq", "nN", "P", "!3B", "x", "", "!I4s", "?", "e", "f", "c", ">Q"} {
		f := mustCompile(t, format)
		for range 300 {
			values := make([]int64, f.ValueCount()+random.IntN(20)/19)
			for i := range values {
				values[i] = edges[random.IntN(len(edges))]
			}
			prefix := make([]byte, 3, 3+random.IntN(64))
			got, err := f.AppendInts(prefix, values...)
			want, wantErr := f.AppendPack(make([]byte, 3), boxed(values)...)
			if !bytes.Equal(got, want) || !same(err, wantErr) {
				t.Fatalf("%q %d: got %x %v, want %x %v", format, values, got, err, want, wantErr)
			}
			checkInts(t, f, random)
		}
	}
}

func checkInts(t *testing.T, f *Format, random *rand.Rand) {
	t.Helper()
	record := make([]byte, f.Size())
	for i := range record {
		record[i] = byte(random.IntN(256))
	}
	got, want := make([]int64, f.ValueCount()), make([]int64, f.ValueCount())
	into, pointers := make([]*int64, len(got)), make([]any, len(got))
	for i := range got {
		into[i], pointers[i] = &got[i], &want[i]
	}
	err, wantErr := f.Ints(record, into...), f.Scan(record, pointers...)
	if !same(err, wantErr) {
		t.Fatalf("%q %x: got %v, want %v", f, record, err, wantErr)
	}
	for i := range got {
		if err == nil && got[i] != want[i] {
			t.Fatalf("%q %x: got %d, want %d", f, record, got, want)
		}
	}
}

func same(a, b error) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.Error() == b.Error()
}

func TestTheTypedPathAllocatesNothing(t *testing.T) {
	f := mustCompile(t, benchFormat)
	dst := make([]byte, 0, 16)
	var id, length, kind int64
	if n := testing.AllocsPerRun(100, func() {
		dst, _ = f.AppendInts(dst[:0], 0xdeadbeef, 0x1234, 7)
		_ = f.Ints(dst, &id, &length, &kind)
	}); n != 0 || id != 0xdeadbeef || length != 0x1234 || kind != 7 {
		t.Errorf("%v allocations, %x %x %x", n, id, length, kind)
	}
}
