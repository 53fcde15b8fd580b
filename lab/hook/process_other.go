//go:build !linux

package hook

import (
	"os"
	"os/exec"

	"stickylab/lab/watch"
)

func endsWithUs(*exec.Cmd) {}

func lockThread() (unlock func()) { return func() {} }

func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	_ = p.Release()
	return true
}

func interrupt(p *os.Process) { _ = p.Signal(os.Interrupt) }

func exitOf(s *os.ProcessState) watch.Exit { return watch.Exit{Code: s.ExitCode()} }
