//go:build unix

package session

import "golang.org/x/sys/unix"

// kernelRelease is what uname(2) says of the kernel.
func kernelRelease() string {
	var name unix.Utsname
	if err := unix.Uname(&name); err != nil {
		return ""
	}
	return unix.ByteSliceToString(name.Release[:])
}
