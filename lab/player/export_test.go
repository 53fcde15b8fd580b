package player

import (
	"context"

	"stickylab/lab"
	"stickylab/lab/session"
)

// Stop ends a run of a client.
func Stop(l *session.Lab, id, client string) error {
	return l.Stop(context.Background(), lab.Who{Addr: client}, id)
}

// Start begins a run of the experiment for a client.
func Start(l *session.Lab, e lab.Experiment, client string) (id string, err error) {
	return l.Start(context.Background(), lab.Who{Addr: client}, PlanOf(e), Actors(e))
}
