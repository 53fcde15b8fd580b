package main

import (
	"errors"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/guest"
	"stickylab/lab/session"
)

// What a client orders that may have no run more is not read: a limit is said, whatever
// stands in the script.
func TestAnOrderThatIsRefusedIsNotRead(t *testing.T) {
	l := session.New(session.Limits{RunsPerClient: 1})
	t.Cleanup(l.Close)
	h, who := host{l, course.Shipped()}, lab.Who{Addr: "a"}
	if _, err := h.Start(t.Context(), who, lab.Order{Script: "udp\na:\n    bind\n    recv 9\n"}); err != nil {
		t.Fatal(err)
	}
	unreadable := lab.Order{Script: "no script"}
	_, err := h.Start(t.Context(), who, unreadable)
	if limit := (*lab.LimitError)(nil); !errors.As(err, &limit) || limit.Name != "runs-per-client" {
		t.Errorf("the error is %v, want the limit of runs-per-client", err)
	}
	_, _, err = guests{h, guest.NewHost(guest.Limits{}, nil)}.Start(t.Context(), who, unreadable)
	if limit := (*lab.LimitError)(nil); !errors.As(err, &limit) {
		t.Errorf("with programs of one's own the error is %v, want a limit", err)
	}
	if _, err := h.Start(t.Context(), lab.Who{Addr: "b"}, unreadable); errors.As(err, new(*lab.LimitError)) || err == nil {
		t.Errorf("another client is told %v, want what is wrong with the script", err)
	}
}
