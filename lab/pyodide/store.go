package pyodide

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Store holds the files in a folder. A nil Store is one that was turned off. It is
// safe for concurrent use; processes may share the folder.
type Store struct {
	dir string

	// mu is held while a package is put in.
	mu sync.Mutex
}

// NewStore returns the store in a folder, which need not be there yet. The files
// of each version have a folder of their own in it.
func NewStore(dir string) *Store { return &Store{dir: filepath.Join(dir, Version)} }

// DefaultDir is the folder for what this user's programs can fetch again.
func DefaultDir() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "stickylab", "python"), nil
}

// Dir is where the files are, or will be; empty when the store is off.
func (s *Store) Dir() string {
	if s == nil {
		return ""
	}
	return s.dir
}

// Ready reports whether all files are there.
func (s *Store) Ready() bool {
	if s == nil {
		return false
	}
	return !slices.ContainsFunc(Files(), func(f File) bool {
		info, err := os.Stat(s.path(f.Name))
		return err != nil || !info.Mode().IsRegular() || info.Size() == 0
	})
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name+packed) }

// Packed opens a file as it is held, in gzip, and returns its size. The error is
// fs.ErrNotExist for a name that is none of Files and for one that is not there.
func (s *Store) Packed(name string) (io.ReadCloser, int64, error) {
	if s == nil || !slices.ContainsFunc(Files(), func(f File) bool { return f.Name == name }) {
		return nil, 0, os.ErrNotExist
	}
	file, err := os.Open(s.path(name))
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	return file, info.Size(), nil
}

// Plain opens a file as the package has it.
func (s *Store) Plain(name string) (io.ReadCloser, error) {
	file, _, err := s.Packed(name)
	if err != nil {
		return nil, err
	}
	plain, err := gzip.NewReader(file)
	if err != nil {
		file.Close()
		return nil, err
	}
	return unpacked{plain, file}, nil
}

// unpacked closes the file with its reader.
type unpacked struct {
	*gzip.Reader
	file io.Closer
}

func (u unpacked) Close() error { return errors.Join(u.Reader.Close(), u.file.Close()) }

// Put takes the files out of a package. Nobody sees a part of them: they are
// written beside the folder, which then gets its name. Progress, which may be nil,
// is called with the bytes that were read so far.
func (s *Store) Put(r io.Reader, progress func(done int64)) error {
	if s == nil {
		return ErrOff
	}
	data, err := readPackage(r, progress)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Ready() {
		return nil
	}
	above := filepath.Dir(s.dir)
	if err := os.MkdirAll(above, 0o755); err != nil {
		return err
	}
	made, err := os.MkdirTemp(above, ".taking-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(made) }() // it has its name by then, or is of no use
	if err := os.Chmod(made, 0o755); err != nil {
		return err
	}
	if err := unpack(data, made); err != nil {
		return err
	}
	return s.settle(made)
}

// settle gives the folder its name. What stood there was not whole; another process
// may have put a whole one there meanwhile.
func (s *Store) settle(made string) error {
	err := os.Rename(made, s.dir)
	if err == nil || s.Ready() {
		return nil
	}
	if err := os.RemoveAll(s.dir); err != nil {
		return fmt.Errorf("replace what is not whole: %w", err)
	}
	return os.Rename(made, s.dir)
}
