//go:build !linux

package sock

import "stickylab/lab"

// sensor finds nothing where the kernel has no such questions.
type sensor struct{}

func newSensor(*Socket) *sensor { return &sensor{} }

func (*sensor) read() lab.Probe { return lab.NoProbe }

func (*sensor) accepts() (lab.AcceptQueue, bool) { return lab.AcceptQueue{}, false }
