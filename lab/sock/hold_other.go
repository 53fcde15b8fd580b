//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package sock

import (
	"errors"
	"os"
)

var errHeld = errors.New("the folder is another's")

// hold is not possible here: a lab has no folder, and what needs one says so.
func hold(dir string) (*os.File, error) { return nil, errors.ErrUnsupported }
