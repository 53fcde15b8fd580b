//go:build amd64 || arm64

package watch

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// What every traced thread has of ptrace(2): stops of calls are marked, and what
// it makes is traced too.
const traceOptions = unix.PTRACE_O_TRACESYSGOOD | unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACEFORK |
	unix.PTRACE_O_TRACEVFORK | unix.PTRACE_O_TRACEEXEC | unix.PTRACE_O_TRACESECCOMP

// The ptrace calls do not block: they are made without telling the scheduler.
func ptrace(request, tid int, addr, data uintptr) unix.Errno {
	_, _, errno := unix.RawSyscall6(unix.SYS_PTRACE, uintptr(request), uintptr(tid), addr, data, 0, 0)
	return errno
}

// seize attaches without stopping.
func seize(tid int, more uintptr) error {
	if errno := ptrace(unix.PTRACE_SEIZE, tid, 0, traceOptions|more); errno != 0 {
		return errno
	}
	return nil
}

// seizes is seize, or what stands for it.
func (o Options) seizes(tid int, more uintptr) error {
	if o.seize != nil {
		return o.seize(tid, more)
	}
	return seize(tid, more)
}

// eventMessage is what an event of a traced thread is about: a process number.
func eventMessage(tid int) int {
	var message uintptr
	if ptrace(unix.PTRACE_GETEVENTMSG, tid, 0, uintptr(unsafe.Pointer(&message))) != 0 {
		return 0
	}
	return int(message)
}

// syscallInfo is struct ptrace_syscall_info (ptrace(2)).
type syscallInfo struct {
	op   uint8
	_    [3]uint8
	arch uint32
	ip   uint64
	sp   uint64
	u    [8]uint64
}

// The kinds of stops in a syscallInfo.
const (
	opEntry = unix.PTRACE_SYSCALL_INFO_ENTRY
	opExit  = unix.PTRACE_SYSCALL_INFO_EXIT
)

// peek reads memory of a stopped program and gives how much could be read.
func peek(pid int, addr uint64, to []byte) int {
	if len(to) == 0 || addr == 0 {
		return 0
	}
	local := unix.Iovec{Base: &to[0], Len: uint64(len(to))}
	remote := unix.RemoteIovec{Base: uintptr(addr), Len: len(to)}
	n, _, errno := unix.RawSyscall6(unix.SYS_PROCESS_VM_READV, uintptr(pid),
		uintptr(unsafe.Pointer(&local)), 1, uintptr(unsafe.Pointer(&remote)), 1, 0)
	if errno != 0 {
		return 0
	}
	return int(n)
}
