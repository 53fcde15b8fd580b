package sock

import "golang.org/x/sys/unix"

// dropAll attaches a filter of one instruction, which keeps 0 bytes of whatever comes
// (socket(7), SO_ATTACH_FILTER). The kernel drops a segment before TCP sees it, so
// nothing is acknowledged.
func dropAll(fd int) error {
	keepNone := unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K}
	return unix.SetsockoptSockFprog(fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{Len: 1, Filter: &keepNone})
}
