package player_test

import "golang.org/x/sys/unix"

// mayCapture tells whether this process may open a packet socket (packet(7)).
func mayCapture() bool {
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return false
	}
	_ = unix.Close(fd)
	return true
}
