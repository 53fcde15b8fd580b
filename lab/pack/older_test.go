package pack

import (
	"fmt"
	"math/big"
	"os/exec"
	"strings"
	"testing"
)

// What the versions raised was taken down from CPython 3.8, 3.10 and 3.11.
func TestOlder(t *testing.T) {
	beyond := new(big.Int).Lsh(big.NewInt(1), 70)
	for _, test := range []struct {
		format     string
		value      any
		now, older string
	}{
		{"B", 256, "'B' format requires 0 <= number <= 255", "ubyte format requires 0 <= number <= 255"},
		{"!B", -1, "'B' format requires 0 <= number <= 255", "ubyte format requires 0 <= number <= 255"},
		{"<b", 200, "'b' format requires -128 <= number <= 127", "byte format requires -128 <= number <= 127"},
		{"b", beyond, "'b' format requires -128 <= number <= 127", "argument out of range"},
		{"H", 70000, "'H' format requires 0 <= number <= 65535", "ushort format requires 0 <= number <= 65535|ushort format requires 0 <= number <= (0x7fff * 2 + 1)"},
		{"<h", -40000, "'h' format requires -32768 <= number <= 32767", "short format requires -32768 <= number <= 32767|short format requires (-0x7fff - 1) <= number <= 0x7fff"},
		{"!H", 70000, "'H' format requires 0 <= number <= 65535", ""},
		{"!H", -1, "'H' format requires 0 <= number <= 65535", "argument out of range"},
		{"I", -1, "'I' format requires 0 <= number <= 4294967295", "argument out of range"},
		{"!I", uint64(1) << 63, "'I' format requires 0 <= number <= 4294967295", ""},
		{"i", 1 << 31, "'i' format requires -2147483648 <= number <= 2147483647", ""},
		{"<L", -5, "'L' format requires 0 <= number <= 4294967295", "argument out of range"},
		{"L", -5, "'L' format requires 0 <= number <= 18446744073709551615", "argument out of range"},
		{"<Q", -1, "'Q' format requires 0 <= number <= 18446744073709551615", "argument out of range"},
		{"!Q", -1, "'Q' format requires 0 <= number <= 18446744073709551615", "int too large to convert"},
		{">q", beyond, "'q' format requires -9223372036854775808 <= number <= 9223372036854775807", "int too large to convert"},
		{"n", beyond, "'n' format requires -9223372036854775808 <= number <= 9223372036854775807", "argument out of range"},
		{"P", beyond, "int too large to convert", ""},
		{"H", 1.5, "required argument is not an integer", ""},
		{"B", 255, "", ""},
	} {
		now := ""
		if _, err := Pack(test.format, test.value); err != nil {
			now = err.Error()
		}
		upTo, before := Older(test.format, []any{test.value})
		older := strings.TrimSuffix(upTo+"|"+before, "|")
		if now != test.now || older != test.older {
			t.Errorf("pack(%q, %v)\ngot  %s\n     %s\nwant %s\n     %s", test.format, test.value, now, older, test.now, test.older)
		}
		askPython(t, test.format, test.value, now, upTo, before)
	}
	if older, _ := Older("!2IB", []any{1, 2, 300}); older != "ubyte format requires 0 <= number <= 255" {
		t.Errorf("the last of three items: %s", older)
	}
}

// askPython has the machine's python3 say the same: it is one of the versions.
func askPython(t *testing.T, format string, value any, now, upTo311, before311 string) {
	t.Helper()
	program := fmt.Sprintf("import struct, sys\ntry: struct.pack(%q, %v)\nexcept struct.error as e: print(e, end='')\nprint(sys.version_info[1], end='', file=sys.stderr)", format, value)
	cmd := exec.Command("python3", "-c", program)
	var version strings.Builder
	cmd.Stderr = &version
	got, err := cmd.Output()
	if err != nil {
		t.Fatalf("python3: %v", err)
	}
	want, minor := now, 0
	if _, err := fmt.Sscan(version.String(), &minor); err != nil {
		t.Fatalf("a version of %q: %v", version.String(), err)
	}
	if minor < 12 && upTo311 != "" {
		want = upTo311
	}
	if minor < 11 && before311 != "" {
		want = before311
	}
	if string(got) != want {
		t.Errorf("python 3.%d, pack(%q, %v): %s, want %s", minor, format, value, got, want)
	}
}
