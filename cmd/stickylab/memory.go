package main

import (
	"flag"
	"math"

	"github.com/KimMachineGun/automemlimit/memlimit"

	"stickylab/lab/session"
	"stickylab/web"
)

// memoryShare is the part of what the process may use that the Go runtime may: the
// rest is for the program itself, receive buffers, what the kernel holds in sockets, and
// the files of runs where the temp folder is in memory.
const memoryShare = 0.7

// boundMemory makes the Go runtime collect before the process is at its limit, and
// returns what it may use, in bytes: GOMEMLIMIT where that is set, else a share of
// most or, where that is 0, of the limit of the cgroup or the memory of the machine.
// It returns math.MaxInt64 where nothing of that is known.
func boundMemory(most uint64) int64 {
	provider := memlimit.ApplyFallback(memlimit.FromCgroup, memlimit.FromSystem)
	if most > 0 {
		provider = memlimit.Limit(most)
	}
	may, err := memlimit.Set(memlimit.WithProvider(provider), memlimit.WithRatio(memoryShare))
	if err != nil {
		return math.MaxInt64
	}
	return may
}

// spareFiles are the descriptors that are neither of runs nor of connections.
const spareFiles = 64

// fit makes the budgets that no flag sets as large as the memory allows, in bytes, and
// the descriptors that the process may have, where files is not 0.
func (s *serving) fit(set *flag.FlagSet, memory int64, files int) {
	fitting, connections := session.Default.Within(memory), web.DefaultLimits().Connections
	if half := (files - spareFiles) / 2; files > 0 { // else a connection more keeps all from being accepted
		fitting.Descriptors = max(1, min(fitting.Descriptors, half))
		connections = max(1, min(connections, half))
	}
	given := map[string]bool{}
	set.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for name, budget := range map[string]struct{ of, fits *int }{
		"bytes":      {&s.lab.Bytes, &fitting.Bytes},
		"live-bytes": {&s.lab.LiveBytes, &fitting.LiveBytes},
		"kept-bytes": {&s.lab.KeptBytes, &fitting.KeptBytes},
		"file-bytes": {&s.lab.FileBytes, &fitting.FileBytes},

		"descriptors": {&s.lab.Descriptors, &fitting.Descriptors},
		"connections": {&s.web.Connections, &connections},
	} {
		if !given[name] {
			*budget.of = *budget.fits
		}
	}
}
