package pack

import (
	"bytes"
	"errors"
	"math/big"
	"strings"
	"testing"
)

// fuzzRecordMax keeps one fuzz input quick.
const fuzzRecordMax = 1 << 16

var fuzzFormats = []string{
	"", "!IHB", "BI", "@bhilqnP", "<bBhHiIlLqQ", ">efd?", "3s3c4p0s0p", "x2xb0i", " h\t2p\n",
	"999999999999999999s", "9999999999x", "9223372036854775807s0i", "99999999999999999999i",
	"3 i", "i=i", "!é", "i\x00", "3", "\xff", "@ 3?d", "=2e10p", "65536x", "1000h",
}

// FuzzRoundTrip takes any format and any bytes: what unpacks must pack to a
// record that unpacks to the same and packs to itself.
func FuzzRoundTrip(f *testing.F) {
	for _, format := range fuzzFormats {
		f.Add(format, []byte("\x01\x02\xff\xfe\x00\x80\x7f"))
	}
	f.Fuzz(func(t *testing.T, format string, data []byte) {
		form, err := Compile(format)
		if err != nil {
			mustBePythons(t, err)
			return
		}
		if form.Size() > fuzzRecordMax || form.ValueCount() > fuzzRecordMax {
			_, err := form.Pack()
			if form.Size() > packedMax {
				mustBePythons(t, err)
			}
			return
		}
		record := bytes.Repeat(append(data, 0), 1+form.Size()/(1+len(data)))[:form.Size()]
		first := mustRepack(t, form, record)
		second := mustRepack(t, form, first)
		if !bytes.Equal(first, second) {
			t.Errorf("%q: %x packed again is %x", format, first, second)
		}
		mustScanAlike(t, form, record)
	})
}

func mustBePythons(t *testing.T, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Kind == "" || e.Msg == "" && e.Kind != kindMemory {
		t.Fatalf("got %#v, want an *Error with a kind and a text", err)
	}
}

func mustRepack(t *testing.T, form *Format, record []byte) []byte {
	t.Helper()
	values, err := form.Unpack(record)
	if err != nil {
		t.Fatalf("%q: unpack %x: %v", form, record, err)
	}
	again, err := form.Pack(values...)
	if err != nil {
		t.Fatalf("%q: pack %v: %v", form, values, err)
	}
	return again
}

func mustScanAlike(t *testing.T, form *Format, record []byte) {
	t.Helper()
	scanned := make([]any, form.ValueCount())
	into := make([]any, len(scanned))
	for i := range scanned {
		into[i] = &scanned[i]
	}
	if err := form.Scan(record, into...); err != nil {
		t.Fatalf("%q: scan %x: %v", form, record, err)
	}
	got, err := form.Pack(scanned...)
	if want := mustRepack(t, form, record); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%q: scanned values pack to %x, %v, want %x", form, got, err, want)
	}
}

// FuzzIntegers packs any integer with any code against a naive packer made
// of big.Int alone.
func FuzzIntegers(f *testing.F) {
	for _, n := range []string{
		"0", "-1", "127", "128", "-128", "-129", "65535", "65536", "9223372036854775807",
		"9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
	} {
		for i := range len(naiveCodes) {
			f.Add(n, uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, text string, pick uint8) {
		n, ok := new(big.Int).SetString(text, 10)
		if !ok || len(text) > 40 {
			return
		}
		code := naiveCodes[int(pick)%len(naiveCodes)]
		want := naivePack(code, n)
		for _, v := range spellings(n) {
			got, err := Pack(">"+string(code), v)
			if (err == nil) != (want != nil) || !bytes.Equal(got, want) {
				t.Errorf("Pack(%q, %T %v): got %x, %v, want %x", code, v, v, got, err, want)
			}
		}
	})
}

const naiveCodes = "bBhHiIlLqQ"

var naiveWidths = [...]uint{1, 2, 4, 4, 8}

// naivePack is nil when the number does not fit.
func naivePack(code byte, n *big.Int) []byte {
	at := strings.IndexByte(naiveCodes, code)
	width := naiveWidths[at/2]
	modulus := new(big.Int).Lsh(big.NewInt(1), 8*width)
	low, high := new(big.Int), modulus
	if at%2 == 0 {
		high = new(big.Int).Rsh(modulus, 1)
		low.Neg(high)
	}
	if n.Cmp(low) < 0 || n.Cmp(high) >= 0 {
		return nil
	}
	return new(big.Int).Mod(n, modulus).FillBytes(make([]byte, width))
}

// spellings are the Go types that can hold the number.
func spellings(n *big.Int) []any {
	all := []any{n}
	if n.IsInt64() {
		all = append(all, n.Int64(), int(n.Int64()))
	}
	if n.IsUint64() {
		all = append(all, n.Uint64())
	}
	return all
}
