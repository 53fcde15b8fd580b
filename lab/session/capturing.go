package session

import "stickylab/lab"

// Capturing tells, in the words of Env.Capture, whether the segments of a run
// over TCP that began now would be captured; empty when that cannot be found
// out.
func (l *Lab) Capturing() string {
	address, err := l.addresses.Acquire()
	if err != nil {
		return ""
	}
	defer l.addresses.Release(address)
	c, state := l.openCapture(Plan{Probes: true, Wire: true}, []lab.Transport{lab.TCP}, address, "")
	if c != nil {
		l.closeCapture(c, "")
	}
	return state
}
