package web

import (
	"cmp"
	"time"

	"stickylab/lab/script"
)

// Limits bound what the clients together may take.
type Limits struct {
	// Viewers is how many feeds may be open, RunViewers how many of one run.
	Viewers, RunViewers int
	// Connections is how many may be open, feeds among them.
	Connections int
	// Repeats is the most runs that one request for repeats may ask for,
	// RepeatsPerClient how many such requests of one client are served at once:
	// two would compete for the processor and change each other's luck.
	Repeats, RepeatsPerClient int
}

// DefaultLimits are for a class or two at a time.
func DefaultLimits() Limits {
	return Limits{Viewers: 2000, RunViewers: 1000, Connections: 4096, Repeats: 1000, RepeatsPerClient: 1}
}

// orDefault returns the limits, DefaultLimits where they are 0.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	return Limits{
		Viewers:    cmp.Or(l.Viewers, d.Viewers),
		RunViewers: cmp.Or(l.RunViewers, d.RunViewers),

		Connections: cmp.Or(l.Connections, d.Connections),
		Repeats:     cmp.Or(l.Repeats, d.Repeats),

		RepeatsPerClient: cmp.Or(l.RepeatsPerClient, d.RepeatsPerClient),
	}
}

const (
	// maxBodyBytes leaves room for the largest script with every byte of it
	// escaped, as JSON and forms may do.
	maxBodyBytes = 6*script.MaxBytes + 4<<10
	// maxHeaderBytes does the same for a link that carries a script.
	maxHeaderBytes = 3*script.MaxBytes + 16<<10
)

// Of a connection that is no feed.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 30 * time.Second
	idleTimeout   = 60 * time.Second
)

// formWait is how long a form without JavaScript waits for the end of its run
// before it shows what there is.
const formWait = 3 * time.Second
