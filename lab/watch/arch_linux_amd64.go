package watch

import "golang.org/x/sys/unix"

// auditArch is the architecture in a filter's data.
const auditArch = unix.AUDIT_ARCH_X86_64

// The calls that this architecture has beside those of all.
const (
	sysDup2      = unix.SYS_DUP2
	sysPoll      = unix.SYS_POLL
	sysSelect    = unix.SYS_SELECT
	sysEpollWait = unix.SYS_EPOLL_WAIT
)

// archWatched are calls that only some architectures have.
func archWatched() []uint32 {
	return []uint32{sysDup2, sysPoll, sysSelect, sysEpollWait}
}

// pthreadTID is where struct pthread of glibc has the thread's number: before
// 3.11 CPython keeps only the pthread_t.
const pthreadTID = 0x2d0
