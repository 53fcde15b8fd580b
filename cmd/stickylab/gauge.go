package main

import (
	"os"

	"stickylab/lab"
	"stickylab/lab/fidelity"
	"stickylab/lab/session"
)

// settingsFolder is where the settings of the kernel are read (proc(5)).
const settingsFolder = "/proc/sys"

// gauge measures on this machine for the pages.
type gauge struct {
	fidelity.Meter
	lab *session.Lab
}

// Machine reads everything anew each time: settings can be changed at any time,
// and the runs that may capture at once come and go.
func (g gauge) Machine() lab.Machine {
	env := g.lab.Env()
	env.Capture = g.lab.Capturing()
	return fidelity.ReadMachine(env, os.DirFS(settingsFolder))
}
