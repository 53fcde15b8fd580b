package main

import (
	"context"

	"stickylab/lab"
	"stickylab/lab/course"
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
	plan := player.PlanOf(made.Experiment)
	plan.Slug, plan.Order = made.Slug, made.Order
	return l.Start(ctx, by, plan, player.Actors(made.Experiment))
}
