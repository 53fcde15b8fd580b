//go:build !linux

package sock

import "stickylab/lab"

// sensor finds nothing where the kernel has no such questions.
type sensor struct{}

func (*sensor) read(*Socket) lab.Probe { return lab.NoProbe }
