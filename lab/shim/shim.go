// Package shim holds the Python that stands between a student's program in a browser
// and the lab: it replaces the parts of CPython that make system calls, so that each
// call becomes a request to the lab.
package shim

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"strings"
)

//go:embed py/*.py
var files embed.FS

// Modules returns the Python modules by their names in the package _lab.
func Modules() map[string]string {
	made := map[string]string{}
	names, err := fs.Glob(files, "py/*.py")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err) // what an embed.FS lists can be read
		}
		made[strings.TrimSuffix(strings.TrimPrefix(name, "py/"), ".py")] = string(text)
	}
	return made
}

// JSON is Modules as the browser takes them.
func JSON() []byte {
	data, err := json.Marshal(Modules())
	if err != nil {
		panic(err) // strings can be encoded
	}
	return data
}

// Version is a short hash over all of it.
func Version() string {
	sum := sha256.Sum256(JSON())
	return hex.EncodeToString(sum[:6])
}
