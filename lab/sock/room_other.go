//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package sock

// Room returns n bytes for receives.
func Room(n int) (room []byte, free func()) { return make([]byte, n), func() {} }
