//go:build unix

package web

import "syscall"

// tryWrite writes what the descriptor takes at once, and returns how much that
// is.
func tryWrite(fd uintptr, p []byte) int {
	n, err := syscall.Write(int(fd), p)
	if err != nil {
		return 0
	}
	return n
}
