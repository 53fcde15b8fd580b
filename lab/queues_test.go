package lab

import (
	"slices"
	"testing"
)

// joinedAt is a receive of a socket, the place where its messages were joined given;
// closing is the close of one, with what was counted of it.
func joinedAt(conn int, j Joined) Event {
	return Event{Conn: conn, Call: CallRecv, Verdict: Coalesced, Joined: j}
}

func closing(conn int, segsIn, segsOut int32) Event {
	p := NoProbe
	p.SegsIn, p.SegsOut = segsIn, segsOut
	return Event{Conn: conn, Call: CallClose, Probe: &p}
}

func TestQueuesAreThoseThatTheCloseSettles(t *testing.T) {
	for name, c := range map[string]struct {
		events []Event
		want   []Joined
	}{
		"nothing was joined":                 {[]Event{{Call: CallRecv}, closing(3, 1, Missing)}, nil},
		"as the receives say, in order":      {[]Event{joinedAt(3, ReceiveQueue), joinedAt(3, SendQueue), joinedAt(3, ReceiveQueue)}, []Joined{SendQueue, ReceiveQueue}},
		"one segment had all":                {[]Event{joinedAt(3, UnknownQueue), joinedAt(3, UnknownQueue), closing(3, 1, Missing)}, []Joined{SendQueue}},
		"two segments leave it open":         {[]Event{joinedAt(3, UnknownQueue), closing(3, 2, Missing)}, []Joined{UnknownQueue}},
		"nothing was counted":                {[]Event{joinedAt(3, UnknownQueue), {Conn: 3, Call: CallClose}}, []Joined{UnknownQueue}},
		"more than that was measured":        {[]Event{joinedAt(3, UnknownQueue), closing(3, 1, 0)}, []Joined{UnknownQueue}},
		"another socket was counted":         {[]Event{joinedAt(3, UnknownQueue), closing(4, 1, Missing)}, []Joined{UnknownQueue}},
		"one of two sockets":                 {[]Event{joinedAt(3, UnknownQueue), joinedAt(4, UnknownQueue), closing(3, 1, Missing)}, []Joined{SendQueue, UnknownQueue}},
		"a number that is no queue is none":  {[]Event{joinedAt(3, UnknownQueue+1)}, nil},
		"a receive after what it was closed": {[]Event{closing(3, 1, Missing), joinedAt(3, UnknownQueue)}, []Joined{UnknownQueue}},
	} {
		var q Queues
		for i := range c.events {
			q.Add(&c.events[i])
		}
		if got := q.All(); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}
