//go:build !linux

package sock

import "syscall"

// dropAll is Linux's.
func dropAll(int) error { return syscall.ENOPROTOOPT }
