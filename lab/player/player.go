// Package player plays the peers of scripts: it goes through the steps of a
// program and makes its calls by a hand of the run's world.
package player

import (
	"cmp"
	"context"
	"errors"

	"stickylab/lab"
	"stickylab/lab/session"
)

// PlanOf is how a run of the experiment is made.
func PlanOf(e lab.Experiment) session.Plan {
	return session.Plan{
		Script: e.Script, Added: e.Added(), Transport: e.Transport, Probes: e.Probes, Wire: e.Wire, Limit: e.Limit,
	}
}

// Actors makes an actor for each peer of the experiment, in its order.
func Actors(e lab.Experiment) []session.Actor {
	actors := make([]session.Actor, len(e.Peers))
	all := make([]actor, len(e.Peers))
	for i := range e.Peers {
		p := &e.Peers[i]
		all[i] = actor{number: i, peer: p, transport: e.TransportOf(*p)}
		actors[i] = &all[i]
	}
	return actors
}

// actor plays one peer; number is its place in the run.
type actor struct {
	number    int
	peer      *lab.Peer
	transport lab.Transport
}

func (a *actor) Peer() lab.Peer { return *a.peer }

func (a *actor) Play(ctx context.Context, w *session.World) error {
	p := newProgram(a, w)
	defer p.files.close()
	defer p.got.release()
	err := p.steps(ctx, a.peer.Steps)
	threads := p.threads.join() // as Python does when its main thread has ended
	if errors.Is(err, errVanished) {
		return nil
	}
	return cmp.Or(err, threads)
}
