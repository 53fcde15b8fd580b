// Command bundle makes what static/dist holds, and static/chunks.go, from the
// modules of static/js and the sheets of static/css. Run it by `go generate
// ./static`; a test compares what is committed with what it would make.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := write("."); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// write makes everything anew in the folder that holds js and css. Files of
// dist that are no longer made are removed.
func write(root string) error {
	made, err := bundle(root)
	if err != nil {
		return err
	}
	dist := filepath.Join(root, distFolder)
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	for name, data := range made {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
