//go:build amd64 || arm64

package watch

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// watched are the calls that the filter stops at, on all architectures.
func watched() []uint32 {
	return append([]uint32{
		unix.SYS_READ, unix.SYS_WRITE, unix.SYS_CLOSE, unix.SYS_SENDTO, unix.SYS_RECVFROM,
		unix.SYS_SOCKET, unix.SYS_SOCKETPAIR, unix.SYS_BIND, unix.SYS_LISTEN, unix.SYS_ACCEPT, unix.SYS_ACCEPT4, unix.SYS_CONNECT,
		unix.SYS_SENDMSG, unix.SYS_RECVMSG, unix.SYS_SENDMMSG, unix.SYS_RECVMMSG, unix.SYS_SHUTDOWN, unix.SYS_SETSOCKOPT,
		unix.SYS_READV, unix.SYS_WRITEV, unix.SYS_DUP3, unix.SYS_CLOSE_RANGE, unix.SYS_SENDFILE, unix.SYS_SPLICE,
		unix.SYS_PPOLL, unix.SYS_PSELECT6, unix.SYS_EPOLL_PWAIT, unix.SYS_EPOLL_PWAIT2, unix.SYS_IO_URING_SETUP, unix.SYS_RT_SIGRETURN,
	}, archWatched()...)
}

// The places in struct seccomp_data.
const (
	dataNumber = 0
	dataArch   = 4
)

// filterProgram is the filter: a call that is watched is a stop for the tracer,
// any other goes on at once (seccomp(2)). A call of another architecture has
// other numbers: it is a stop too, for the tracer to say so.
func filterProgram() []unix.SockFilter {
	calls := watched()
	n := len(calls)
	ret := func(k uint32) unix.SockFilter { return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k} }
	load := func(off uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: off}
	}
	equal := func(k uint32, yes, no int) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: k, Jt: uint8(yes), Jf: uint8(no)}
	}
	p := []unix.SockFilter{load(dataArch), equal(auditArch, 0, n+2), load(dataNumber)}
	for i, nr := range calls {
		p = append(p, equal(nr, n-i, 0))
	}
	return append(p, ret(unix.SECCOMP_RET_ALLOW), ret(unix.SECCOMP_RET_TRACE))
}

// install puts the filter on the calling thread and what it becomes.
func install() error {
	p := filterProgram()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	program := unix.SockFprog{Len: uint16(len(p)), Filter: &p[0]}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&program)))
	if errno != 0 {
		return errno
	}
	return nil
}
