//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package sock

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// errHeld is the error of a folder that a process has locked or removed.
var errHeld = errors.New("the folder is another's")

// hold locks a folder until the file is closed or the process has ended (flock(2)).
func hold(dir string) (*os.File, error) {
	file, err := os.Open(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errHeld
	}
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == nil && isAt(file, dir) {
		return file, nil
	}
	_ = file.Close() // it was only opened
	if err == nil || errors.Is(err, unix.EWOULDBLOCK) {
		return nil, errHeld
	}
	return nil, err
}

// isAt reports whether an open folder is still the one of that name: who held it
// before may have removed it.
func isAt(file *os.File, dir string) bool {
	open, err1 := file.Stat()
	named, err2 := os.Stat(dir)
	return err1 == nil && err2 == nil && os.SameFile(open, named)
}
