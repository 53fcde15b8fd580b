//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package sock

import "golang.org/x/sys/unix"

// Room returns n bytes for receives. They take memory only where they were written
// (mmap(2)), so a receive may ask for far more than comes. Nobody may use them after
// free.
func Room(n int) (room []byte, free func()) {
	room, err := unix.Mmap(-1, 0, n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		return make([]byte, n), func() {}
	}
	return room, func() { _ = unix.Munmap(room) }
}
