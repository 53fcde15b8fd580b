package order

import (
	"errors"
	"reflect"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/script"
)

const echo = "tcp\nserver:\n    listen 5\n    accept\n    recv 9\nclient:\n    connect\n    send \"x\"\n"

// What a run played is what was ordered, with its options.
func TestRanIsWhatWasOrdered(t *testing.T) {
	for _, o := range []lab.Order{
		{Slug: "length-header"},
		{Slug: "tcp-echo", Options: []lab.PeerOption{{Peer: "client", Option: "nodelay", Value: 1}}},
		{Framing: "preset=tls&codec=line"},
		{Script: echo},
	} {
		made, err := Make(course.Shipped(), o)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Ran(course.Shipped(), made.Order, made.Experiment.Script)
		if err != nil || !reflect.DeepEqual(got, made.Experiment) {
			t.Errorf("%+v: %+v, %v, want %+v", o, got, err, made.Experiment)
		}
	}
}

// A file may have a script that its order does not make, or no order.
func TestRanGoesByTheScript(t *testing.T) {
	want, err := script.Parse(echo)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []lab.Order{{}, {Slug: "length-header"}, {Slug: "of no lesson"}, {Script: "udp\ns:\n    bind\n"}} {
		if got, err := Ran(course.Shipped(), o, echo); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v: %+v, %v, want %+v", o, got, err, want)
		}
	}
	var wrong *script.Error
	if _, err := Ran(course.Shipped(), lab.Order{Slug: "length-header"}, "no script"); !errors.As(err, &wrong) {
		t.Errorf("of what is no script: %v, want a *script.Error", err)
	}
}
