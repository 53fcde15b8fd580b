package python

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// cpython is an interpreter of this machine: its executable itself, for what is on the PATH
// may be a script that finds it, and its minor version.
type cpython struct {
	path  string
	minor int
}

// newest is the newest CPython 3 of this machine: python3, what the PATH has by its number,
// and what STICKYLAB_PYTHONS lists.
var newest = sync.OnceValue(func() cpython {
	candidates := append([]string{"python3"}, filepath.SplitList(os.Getenv("STICKYLAB_PYTHONS"))...)
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		numbered, _ := filepath.Glob(filepath.Join(folder, "python3.[0-9][0-9]"))
		candidates = append(candidates, numbered...)
	}
	found := cpython{path: "python3"}
	for _, candidate := range candidates {
		var one cpython
		out, err := exec.Command(candidate, "-c", "import sys; print(sys.version_info[1], sys.executable)").Output()
		if err != nil { // of pyenv, PATH may have names that run nothing
			continue
		}
		if _, err := fmt.Sscan(string(out), &one.minor); err != nil {
			continue
		}
		_, one.path, _ = strings.Cut(strings.TrimSpace(string(out)), " ")
		if one.minor > found.minor {
			found = one
		}
	}
	return found
})
