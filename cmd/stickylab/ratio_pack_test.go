package main

import (
	"encoding/binary"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"stickylab/lab/pack"
	"stickylab/lab/ratio"
)

const (
	packRounds = 9
	packCalls  = 500_000
)

// packedHeader is the record of these benchmarks, !IHB, as encoding/binary
// wants it.
type packedHeader struct {
	ID     uint32
	Length uint16
	Kind   uint8
}

// BenchmarkRatioPack holds the typed path of lab/pack against CPython's own
// struct and against encoding/binary.
func BenchmarkRatioPack(b *testing.B) {
	f, err := pack.Compile("!IHB")
	if err != nil {
		b.Fatal(err)
	}
	dst := make([]byte, 0, 16)
	record, err := f.AppendInts(nil, 0xdeadbeef, 0x1234, 7)
	if err != nil {
		b.Fatal(err)
	}
	var id, length, kind int64
	header := &packedHeader{0xdeadbeef, 0x1234, 7}
	typed := map[string]func(){
		"pack":   func() { _, _ = f.AppendInts(dst, 0xdeadbeef, 0x1234, 7) },
		"unpack": func() { _ = f.Ints(record, &id, &length, &kind) },
	}
	reflected := map[string]func(){
		"pack":   func() { _, _ = binary.Append(dst, binary.BigEndian, header) },
		"unpack": func() { _, _ = binary.Decode(record, binary.BigEndian, header) },
	}
	python := map[string]string{"pack": "s.pack(0xdeadbeef, 0x1234, 7)", "unpack": "s.unpack(r)"}
	for _, name := range []string{"pack", "unpack"} {
		b.Run(name+"/cpython", func(b *testing.B) {
			ratio.InTurn(packRounds, each(typed[name]), func() float64 { return eachInPython(b, python[name]) }).
				Report(b, "ns", ratio.AtMost(1.0/6))
		})
		b.Run(name+"/encoding-binary", func(b *testing.B) {
			ratio.InTurn(packRounds, each(typed[name]), each(reflected[name])).Report(b, "ns", ratio.AtMost(1.0/5))
		})
	}
}

// each gives the nanoseconds of one call.
func each(call func()) func() float64 {
	return func() float64 {
		start := time.Now()
		for range packCalls {
			call()
		}
		return float64(time.Since(start)) / packCalls
	}
}

// eachInPython does so in python3.
func eachInPython(b *testing.B, statement string) float64 {
	b.Helper()
	program := "import struct, timeit\ns = struct.Struct('!IHB')\nr = s.pack(1, 2, 3)\n" +
		"print(timeit.timeit('" + statement + "', globals=globals(), number=" + strconv.Itoa(packCalls) + "))"
	out, err := exec.Command("python3", "-c", program).Output()
	if err != nil {
		b.Fatalf("python3: %v", err)
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		b.Fatalf("python3: %v", err)
	}
	return seconds * 1e9 / packCalls
}
