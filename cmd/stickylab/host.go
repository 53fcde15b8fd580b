package main

import (
	"context"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/order"
	"stickylab/lab/session"
)

// host runs what is ordered: it makes experiments of orders and runs them in
// the lab.
type host struct {
	*session.Lab
	course *course.Course
}

// Start makes the order and begins its run, as web.Runner has it.
func (h host) Start(_ context.Context, by lab.Who, o lab.Order) (id string, err error) {
	made, err := order.Make(h.course, o)
	if err != nil {
		return "", err
	}
	return h.Lab.StartOrder(made.Experiment, made.Slug, made.Order, by.Addr)
}
