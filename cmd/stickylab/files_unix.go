//go:build unix

package main

import "golang.org/x/sys/unix"

// maxFiles is how many descriptors the process may have open (getrlimit(2)); the Go
// runtime has raised the limit to the hard one. 0 is not known.
func maxFiles() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	return int(min(limit.Cur, 1<<30))
}
