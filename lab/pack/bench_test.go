package pack

import (
	"encoding/binary"
	"testing"
)

// The record of the benchmarks: a sequence number, a length and a type.
const benchFormat = "!IHB"

var benchRecord = []byte{0xde, 0xad, 0xbe, 0xef, 0x12, 0x34, 7}

type benchHeader struct {
	ID     uint32
	Length uint16
	Type   uint8
}

func mustCompile(tb testing.TB, format string) *Format {
	tb.Helper()
	f, err := Compile(format)
	if err != nil {
		tb.Fatalf("Compile(%q): %v", format, err)
	}
	return f
}

func BenchmarkPack(b *testing.B) {
	values := []any{int64(0xdeadbeef), int64(0x1234), int64(7)}
	f := mustCompile(b, benchFormat)
	b.Run("function", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = Pack(benchFormat, values...)
		}
	})
	b.Run("compiled", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = f.Pack(values...)
		}
	})
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		dst := make([]byte, 0, 16)
		for b.Loop() {
			_, _ = f.AppendPack(dst, values...)
		}
	})
	b.Run("append, values boxed each time", func(b *testing.B) {
		b.ReportAllocs()
		dst := make([]byte, 0, 16)
		n := 0xdeadbe00
		for b.Loop() {
			n++
			_, _ = f.AppendPack(dst, n, n&0xffff, n&0xff)
		}
	})
	b.Run("into", func(b *testing.B) {
		b.ReportAllocs()
		dst := make([]byte, 16)
		for b.Loop() {
			_ = f.PackInto(dst, 4, values...)
		}
	})
	b.Run("encoding binary", func(b *testing.B) {
		b.ReportAllocs()
		dst, header := make([]byte, 0, 16), &benchHeader{0xdeadbeef, 0x1234, 7}
		for b.Loop() {
			_, _ = binary.Append(dst, binary.BigEndian, header)
		}
	})
}

func BenchmarkUnpack(b *testing.B) {
	f := mustCompile(b, benchFormat)
	b.Run("function", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = Unpack(benchFormat, benchRecord)
		}
	})
	b.Run("compiled", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = f.Unpack(benchRecord)
		}
	})
	b.Run("scan", func(b *testing.B) {
		b.ReportAllocs()
		var id, length, kind int64
		for b.Loop() {
			_ = f.Scan(benchRecord, &id, &length, &kind)
		}
	})
	b.Run("encoding binary", func(b *testing.B) {
		b.ReportAllocs()
		var header benchHeader
		for b.Loop() {
			_, _ = binary.Decode(benchRecord, binary.BigEndian, &header)
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	for _, format := range []string{benchFormat, "@bhilq 3s10p"} {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = parse(format)
			}
		})
	}
}

func BenchmarkTyped(b *testing.B) {
	f := mustCompile(b, benchFormat)
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		dst := make([]byte, 0, 16)
		for b.Loop() {
			_, _ = f.AppendInts(dst, 0xdeadbeef, 0x1234, 7)
		}
	})
	b.Run("ints", func(b *testing.B) {
		b.ReportAllocs()
		var id, length, kind int64
		for b.Loop() {
			_ = f.Ints(benchRecord, &id, &length, &kind)
		}
	})
}
