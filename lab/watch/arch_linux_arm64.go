package watch

import "golang.org/x/sys/unix"

// auditArch is the architecture in a filter's data.
const auditArch = unix.AUDIT_ARCH_AARCH64

// The calls that other architectures have; no call has these numbers.
const (
	sysDup2      = ^uint64(0)
	sysPoll      = ^uint64(1)
	sysSelect    = ^uint64(2)
	sysEpollWait = ^uint64(3)
)

// archWatched are calls that only some architectures have.
func archWatched() []uint32 { return nil }

// pthreadTID is where struct pthread of glibc has the thread's number: before
// 3.11 CPython keeps only the pthread_t.
const pthreadTID = 0xd0
