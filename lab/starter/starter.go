// Package starter has the programs that a reader may start from: those of a first
// course on sockets, in Python, one folder an exercise.
package starter

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed programs
var files embed.FS

// File is one program.
type File struct{ Name, Text string }

// Names lists the exercises in the order in which they are taught.
func Names() []string {
	return []string{"echo", "loop", "sticky", "late", "cut", "header", "exact", "file", "command", "udp", "threads", "select", "chat"}
}

// Find returns the programs of an exercise, the server first; false without such one.
func Find(name string) ([]File, bool) {
	if !slices.Contains(Names(), name) {
		return nil, false
	}
	entries, err := fs.ReadDir(files, path.Join("programs", name))
	if err != nil {
		panic(err) // Names are folders, by a test
	}
	found := make([]File, 0, len(entries))
	for _, entry := range entries {
		text, err := fs.ReadFile(files, path.Join("programs", name, entry.Name()))
		if err != nil {
			panic(err) // what an embed.FS lists can be read
		}
		found = append(found, File{entry.Name(), string(text)})
	}
	slices.SortStableFunc(found, func(a, b File) int { return rank(a) - rank(b) })
	return found, true
}

func rank(f File) int {
	if strings.HasPrefix(f.Name, "server") {
		return 0
	}
	return 1
}
