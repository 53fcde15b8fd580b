package hook

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"stickylab/lab/watch"
)

// endsWithUs: a program ends with the lab, however that ends.
func endsWithUs(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }

// lockThread keeps the thread that a program is started on: with it, the program would end.
func lockThread() (unlock func()) {
	runtime.LockOSThread()
	return runtime.UnlockOSThread
}

func alive(pid int) bool { return syscall.Kill(pid, 0) != syscall.ESRCH }

func interrupt(p *os.Process) { _ = p.Signal(syscall.SIGTERM) }

func exitOf(s *os.ProcessState) watch.Exit {
	if code := s.ExitCode(); code >= 0 {
		return watch.Exit{Code: code}
	}
	ws, _ := s.Sys().(syscall.WaitStatus) // it is one on Linux
	return watch.Exit{Code: 128 + int(ws.Signal()), Signal: int(ws.Signal())}
}
