//go:build !unix

package session

// kernelRelease is unknown here.
func kernelRelease() string { return "" }
