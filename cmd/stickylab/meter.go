package main

import (
	"os"

	"stickylab/lab"
	"stickylab/lab/fidelity"
)

// settingsFolder is where the settings of the kernel are read (proc(5)).
const settingsFolder = "/proc/sys"

// meter measures on this machine for the pages.
type meter struct {
	fidelity.Meter
	env func() lab.Env
}

// Machine reads the settings anew each time: they can be changed at any time.
func (m meter) Machine() lab.Machine { return fidelity.ReadMachine(m.env(), os.DirFS(settingsFolder)) }
