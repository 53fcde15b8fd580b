//go:build !unix

package web

// tryWrite writes nothing: each viewer is written to by a goroutine of its own.
func tryWrite(uintptr, []byte) int { return 0 }
