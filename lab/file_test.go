package lab

import (
	"strings"
	"testing"
)

func TestFileNames(t *testing.T) {
	for name, want := range map[string]bool{
		"a.txt": true, "照片 1.jpg": true, strings.Repeat("a", MaxFileName): true,
		"": false, ".": false, "..": false, ".hidden": false, "../a": false, "/etc/passwd": false, `a\b`: false,
		"a\x00b": false, "a\nb": false, " a": false, "a ": false, "\xff": false, "C:": false, "\u202egpj": false,
		strings.Repeat("a", MaxFileName+1): false,
	} {
		if got := FileName(name); got != want {
			t.Errorf("%q: got %v, want %v", name, got, want)
		}
	}
}
