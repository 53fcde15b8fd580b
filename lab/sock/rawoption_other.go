//go:build !linux

package sock

import (
	"syscall"

	"stickylab/lab"
)

const reusePort = -1

// A guest's options have the numbers of Linux, which mean others here.
func rawOption(int, int, int, []byte) (int, error) { return 0, syscall.ENOPROTOOPT }
func setRawOption(int, int, int, []byte) error     { return syscall.ENOPROTOOPT }

// socketPair is not made here: the ends would need names.
func socketPair(lab.Transport) ([2]int, error) { return [2]int{}, syscall.EOPNOTSUPP }
