package main

import (
	"os"

	"stickylab/lab"
	"stickylab/lab/fidelity"
)

// settingsFolder is where the settings of the kernel are read (proc(5)).
const settingsFolder = "/proc/sys"

// gauge measures on this machine for the pages.
type gauge struct {
	fidelity.Meter
	env func() lab.Env
}

// Machine reads the settings anew each time: they can be changed at any time.
func (g gauge) Machine() lab.Machine { return fidelity.ReadMachine(g.env(), os.DirFS(settingsFolder)) }
