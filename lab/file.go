package lab

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxFileName bounds the bytes of a file's name.
const MaxFileName = 64

// FileName reports whether a name can be that of a file in a folder of its
// own: no path, nothing that cannot be seen, nothing that hides the file. A name
// that came over a socket must be asked about before it is used.
func FileName(name string) bool {
	return name != "" && len(name) <= MaxFileName && utf8.ValidString(name) && name[0] != '.' &&
		!strings.ContainsAny(name, `/\:*?"<>|`) && strings.TrimSpace(name) == name &&
		!strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) })
}
