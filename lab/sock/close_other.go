//go:build !linux

package sock

import "syscall"

// duplicate is not needed: a close that lingers is an ordinary one here.
func duplicate(int) (int, error) { return -1, syscall.ENOSYS }

func startClose(int) closing { return closing{} }

func (closing) interrupt() {}
