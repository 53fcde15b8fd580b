package main

import (
	"context"
	"errors"
	"slices"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/guest"
	"stickylab/lab/order"
	"stickylab/lab/player"
	"stickylab/lab/session"
	"stickylab/web"
)

// host runs what is ordered: it makes experiments of orders and runs them in
// the lab.
type host struct {
	*session.Lab
	course *course.Course
}

// Start makes the order and begins its run, as web.Runner has it.
func (h host) Start(ctx context.Context, by lab.Who, o lab.Order) (id string, err error) {
	if err := h.MayStart(by); err != nil {
		return "", err
	}
	made, err := order.Make(h.course, o)
	if err != nil {
		return "", err
	}
	return start(ctx, h.Lab, by, made)
}

// Find returns a run that goes on or is kept, as web.Runner has it.
func (h host) Find(ctx context.Context, id string) (web.Run, error) {
	return h.Lab.Find(ctx, id)
}

// start begins a run whose peers are all scripted.
func start(ctx context.Context, l *session.Lab, by lab.Who, made order.Made) (id string, err error) {
	if made.Order.Guests() {
		return "", &order.Error{Kind: order.KindAlone}
	}
	return begin(ctx, l, by, planOf(made), player.Actors(made.Experiment))
}

// begin begins a run. One that meets a program outside has to have a door.
func begin(ctx context.Context, l *session.Lab, by lab.Who, plan session.Plan, actors []session.Actor) (string, error) {
	id, err := l.Start(ctx, by, plan, actors)
	if errors.Is(err, session.ErrNoDoor) {
		return "", &order.Error{Kind: order.KindDoor, Args: []any{plan.Outside}}
	}
	return id, err
}

func planOf(made order.Made) session.Plan {
	plan := player.PlanOf(made.Experiment)
	plan.Slug, plan.Order = made.Slug, made.Order
	return plan
}

// guests runs what is ordered with programs of one's own, as web.Guests has it.
type guests struct {
	host
	all *guest.Host
}

// Start makes the order and begins its run, whose guests have the keys.
func (g guests) Start(ctx context.Context, by lab.Who, o lab.Order) (id string, keys map[string]string, err error) {
	if err := g.MayStart(by); err != nil {
		return "", nil, err
	}
	made, err := order.Make(g.course, o)
	if err != nil {
		return "", nil, err
	}
	plan := g.all.Plan(planOf(made))
	if len(o.Programs) > 0 {
		plan.Source = lab.SourcePython
	}
	peers := slices.Clone(made.Experiment.Peers)
	actors := player.Actors(made.Experiment)
	keys, leave := g.all.Seat(peers, actors)
	if id, err = begin(ctx, g.Lab, by, plan, actors); err != nil {
		leave()
		return "", nil, err
	}
	return id, keys, nil
}

// Again lets a program be run once more, as web.Guests has it.
func (g guests) Again(key string) (string, error) {
	again, err := g.all.Again(key)
	switch {
	case errors.Is(err, guest.ErrGone):
		return "", web.ErrGuestGone
	case errors.Is(err, guest.ErrGoesOn):
		return "", web.ErrGuestGoesOn
	}
	return again, err
}

// Guest returns the guest of a key.
func (g guests) Guest(key string) (web.Guest, bool) {
	one, ok := g.all.Find(key)
	return one, ok
}
