package player

import (
	"crypto/md5"
	"encoding/hex"
	"io"
	"os"

	"stickylab/lab"
	"stickylab/lab/session"
)

// maxFiles bounds the files that a peer may have at once.
const maxFiles = 64

// files is the peer's own folder, which is made with its first file.
type files struct {
	world   *session.World
	peer    int
	root    *os.Root       // nil until there is a file
	written map[string]int // the size of each
}

func (f *files) folder() (*os.Root, error) {
	if f.root != nil {
		return f.root, nil
	}
	root, err := f.world.Folder(f.peer)
	if err == nil {
		f.root = root
	}
	return root, err
}

// close closes the folder. The run removes it.
func (f *files) close() {
	if f.root != nil {
		_ = f.root.Close() // it was only read through
	}
}

// write makes a file with contents, which count before they are written.
func (f *files) write(name string, contents []byte) error {
	root, err := f.folder()
	if err != nil {
		return err
	}
	size, known := f.written[name]
	if len(f.written) == maxFiles && !known {
		return &lab.LimitError{Name: "files", Max: maxFiles}
	}
	if more := len(contents) - size; more > 0 {
		if err := f.world.Store(more); err != nil {
			return err
		}
		size = len(contents)
	}
	if f.written == nil {
		f.written = map[string]int{}
	}
	f.written[name] = size
	return root.WriteFile(name, contents, 0o600)
}

// open opens a file that was written.
func (f *files) open(name string) (*os.File, error) { return f.root.Open(name) }

// sum returns the MD5 of a file as it lies in the folder, and its size.
func (f *files) sum(name string) (sum string, size int, err error) {
	file, err := f.open(name)
	if err != nil {
		return "", 0, err
	}
	defer file.Close()
	hash := md5.New()
	n, err := io.Copy(hash, file)
	return hex.EncodeToString(hash.Sum(nil)), int(n), err
}
