package session

import "stickylab/lab"

// Usage is how much of the limits that all runs share is in use.
func (l *Lab) Usage() []lab.Usage {
	l.mu.Lock()
	running, kept := len(l.running), l.kept.held
	l.mu.Unlock()
	addresses, allAddresses := l.addresses.Used()
	of := func(name string, used int64, most int) lab.Usage {
		return lab.Usage{Name: name, Used: used, Max: int64(most)}
	}
	return []lab.Usage{
		of("runs", int64(running), l.limits.Runs),
		of("live-events", l.events.Load(), l.limits.LiveEvents),
		of("live-bytes", l.held.Load(), l.limits.LiveBytes),
		of("file-bytes", l.files.Load(), l.limits.FileBytes),
		of("descriptors", int64(l.budget.Used()), l.limits.Descriptors),
		of("addresses", int64(addresses), allAddresses),
		of("captures", int64(l.capturing.Taken()), l.capturing.Max()),
		of("kept-runs", int64(kept.runs), l.limits.KeptRuns),
		of("kept-events", int64(kept.events), l.limits.KeptEvents),
		of("kept-bytes", int64(kept.bytes), l.limits.KeptBytes),
	}
}

// Count is how many runs were begun and how many events of those that have ended there
// were, since the lab began.
func (l *Lab) Count() (runs, events uint64) { return l.begun.Load(), l.recorded.Load() }
