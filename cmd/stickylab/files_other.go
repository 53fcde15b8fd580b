//go:build !unix

package main

// maxFiles is how many descriptors the process may have open; 0 is not known.
func maxFiles() int { return 0 }
