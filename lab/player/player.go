// Package player plays the peers of scripts: it goes through the steps of a
// program and makes its calls by a hand of the run's world.
package player

import (
	"cmp"
	"context"
	"errors"
	"time"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// PlanOf is how a run of the experiment is made.
func PlanOf(e lab.Experiment) session.Plan {
	p := session.Plan{
		Script: e.Script, Added: e.Added(), Transport: e.Transport, Probes: e.Probes, Wire: e.Wire, Limit: e.Limit,
	}
	if meets, is := script.Outside(e); is {
		p.Outside, p.Door, p.Most, p.MostName = meets.Peer, meets.Port, OutsideTime, "outside-time"
	}
	return p
}

// OutsideTime is the longest time of a run that a program of somebody's own takes part
// in: a person starts it, and may type into it.
const OutsideTime = 10 * time.Minute

// Actors makes an actor for each peer of the experiment, in its order.
func Actors(e lab.Experiment) []session.Actor {
	actors := make([]session.Actor, len(e.Peers))
	all := make([]actor, len(e.Peers))
	for i := range e.Peers {
		p := &e.Peers[i]
		if p.Kind == lab.Outside {
			actors[i] = outsider{p}
			continue
		}
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

// outsider is a peer that the lab does not play: a program of somebody's own.
type outsider struct{ peer *lab.Peer }

func (o outsider) Peer() lab.Peer { return *o.peer }

func (o outsider) Play(context.Context, *session.World) error { return nil }

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
