package sock

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// longestFolder leaves room in sun_path (unix(7): 108 bytes; 104 on the BSDs) for
// the names of the lab's folder, of the run's and of a socket file.
const longestFolder = 56

// shortFolder is used where the folder for temporary files has a longer name.
const shortFolder = "/tmp"

// scratchPrefix begins the name of a lab's folder, runFolder that of a run's in it.
const (
	scratchPrefix = "stickylab-lab-"
	runFolder     = "r"
)

// scratch is the folder in which the runs of a lab have theirs. It is made with the
// first of them and held by a lock for as long as the process lives: a folder that
// nobody holds is one that a lab left which was killed.
type scratch struct {
	mu   sync.Mutex
	dir  string
	held *os.File
}

// tempFolder is where the folders of labs are.
func tempFolder() string {
	if parent := os.TempDir(); len(parent) <= longestFolder {
		return parent
	}
	return shortFolder
}

// folder makes a folder for one run.
func (s *scratch) folder() (string, error) {
	dir, err := s.open()
	if err != nil {
		return "", err
	}
	return os.MkdirTemp(dir, runFolder)
}

// open returns the folder of the lab, which it makes unless it is there.
func (s *scratch) open() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.dir == "" {
		dir, err := os.MkdirTemp(tempFolder(), scratchPrefix)
		if err != nil {
			return "", err
		}
		held, err := hold(dir)
		switch {
		case err == nil:
			s.dir, s.held = dir, held
		case !errors.Is(err, errHeld): // else another lab that starts took it for a leftover one
			_ = os.Remove(dir) // the first error is the one to report
			return "", err
		}
	}
	return s.dir, nil
}

// close removes the folder.
func (s *scratch) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == "" {
		return nil
	}
	err := errors.Join(os.RemoveAll(s.dir), s.held.Close())
	s.dir, s.held = "", nil
	return err
}

// Sweep removes the folders of labs that ended without doing so, and returns how
// many those were. What cannot be removed, as another user's, is left.
func Sweep() (removed int) {
	entries, err := os.ReadDir(tempFolder())
	if err != nil {
		return 0
	}
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), scratchPrefix) {
			continue
		}
		dir := filepath.Join(tempFolder(), entry.Name())
		held, err := hold(dir)
		if err != nil {
			continue
		}
		if os.RemoveAll(dir) == nil {
			removed++
		}
		_ = held.Close() // it was only locked
	}
	return removed
}
