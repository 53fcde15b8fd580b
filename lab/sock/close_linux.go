package sock

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// duplicate gives a second descriptor of a socket.
func duplicate(fd int) (int, error) { return unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0) }

func startClose(fd int) closing {
	c := closing{done: make(chan error, 1)}
	thread := make(chan int, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		thread <- unix.Gettid()
		c.done <- unix.Close(fd)
	}()
	c.thread = <-thread
	return c
}

// interrupt ends the wait of the close: a pending signal does (socket(7) says
// nothing of it, sk_stream_wait_close does it). SIGURG is the one that the Go
// runtime takes at any time and that means nothing to it.
func (c closing) interrupt() { _ = unix.Tgkill(unix.Getpid(), c.thread, unix.SIGURG) }
