// Package pyodide keeps the Python that browsers run: it takes the files of
// Pyodide out of its npm package, which must be the pinned one to the bit, and
// holds them compressed in a folder, ready to be served.
package pyodide

import "errors"

// Version and Integrity pin the npm package, as static/js/package-lock.json does.
const (
	Version   = "314.0.7"
	Integrity = "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)

// Name is what the package is called for npm, Package the file that npm pack writes.
const (
	Name    = "pyodide@" + Version
	Package = "pyodide-" + Version + ".tgz"
)

const (
	// MaxPackage bounds the bytes of a package that is read; the pinned one has
	// 6 488 647.
	MaxPackage = 8 << 20
	// maxFile bounds the bytes of one file in it; the largest has 9 598 218.
	maxFile = 16 << 20
)

// Errors of Store.Put.
var (
	// ErrTooLarge: the file has more than MaxPackage bytes.
	ErrTooLarge = errors.New("the file is larger than the package is")
	// ErrOther: the file is not the pinned package, or a damaged one.
	ErrOther = errors.New("the file is not " + Package)
	// ErrOff: the store was turned off.
	ErrOff = errors.New("no folder for Python")
)

// File is one of the files that a browser needs.
type File struct{ Name, MediaType string }

// Files lists the files that a browser needs.
func Files() []File {
	return []File{
		{"pyodide.asm.wasm", "application/wasm"},
		{"pyodide.asm.mjs", "text/javascript; charset=utf-8"},
		{"pyodide.mjs", "text/javascript; charset=utf-8"},
		{"python_stdlib.zip", "application/zip"},
		{"pyodide-lock.json", "application/json"},
	}
}
