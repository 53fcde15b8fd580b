package diff

import (
	"slices"
	"testing"

	"stickylab/lab"
)

// sideOf is a run of a server and a client.
func sideOf(events ...lab.Event) Side {
	for i := range events {
		events[i].Seq = i + 1
		events[i].End = max(events[i].End, events[i].Start)
	}
	return Side{Transport: lab.TCP, Peers: []string{"server", "client"}, Events: events, End: lab.End{Reason: lab.EndDone}}
}

func took(text string) lab.Event {
	return lab.Event{Peer: 0, Conn: 1, Call: lab.CallRecv, Asked: 10, Got: len(text), Data: []byte(text)}
}

func gave(text string, probe *lab.Probe) lab.Event {
	return lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Asked: len(text), Got: len(text), Data: []byte(text), Probe: probe}
}

func with(e lab.Event, change func(*lab.Event)) lab.Event {
	change(&e)
	return e
}

func kernelSaid(change func(*lab.Probe)) *lab.Probe {
	p := lab.NoProbe
	change(&p)
	return &p
}

func sent(segments, unsent int32) *lab.Probe {
	return kernelSaid(func(p *lab.Probe) { p.SegsOut, p.Unsent = segments, unsent })
}

func kinds(all []Difference) []string {
	var names []string
	for _, d := range all {
		names = append(names, d.Kind)
	}
	return names
}

func TestDifferences(t *testing.T) {
	joined := with(took("hellofeng"), func(e *lab.Event) { e.Verdict, e.Joined = lab.Coalesced, lab.ReceiveQueue })
	elsewhere := with(joined, func(e *lab.Event) { e.Joined = lab.SendQueue })
	slow := with(took("x"), func(e *lab.Event) { e.End, e.Waited = 41_000_000, true })
	late := with(took("x"), func(e *lab.Event) { e.End = 41_000_000 })
	asleep := lab.Event{Peer: 0, Call: lab.CallSleep, End: 41_000_000}
	failed := lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Err: "EPIPE"}
	option := lab.Event{Peer: 1, Conn: 2, Call: lab.CallSetOption, Option: "nodelay", Arg: 1}
	refused := with(option, func(e *lab.Event) { e.Err = "EINVAL" })
	for _, tt := range []struct {
		name string
		a, b []lab.Event
		want []string
	}{
		{"nothing at all", nil, nil, []string{DiffSame}},
		{"the same run", []lab.Event{took("hi")}, []lab.Event{took("hi")}, []string{DiffSame}},
		{"joined or apart", []lab.Event{joined}, []lab.Event{took("hello"), took("feng")}, []string{DiffReceived, DiffCoalesced}},
		{"one receive more", []lab.Event{took("hi")}, []lab.Event{took("hi"), took("")}, []string{DiffReceived}},
		{"joined in another queue", []lab.Event{joined}, []lab.Event{elsewhere}, []string{DiffSame, DiffCoalesced}},
		{"an option", []lab.Event{took("hi")}, []lab.Event{option, took("hi")}, []string{DiffOption, DiffSame}},
		{"an option that was refused", nil, []lab.Event{refused}, []string{DiffErrors}},
		{"an error", []lab.Event{gave("x", nil)}, []lab.Event{gave("x", nil), failed}, []string{DiffErrors}},
		{"bytes that nobody took", []lab.Event{gave("hello", nil), took("hello")}, []lab.Event{gave("hello", nil), took("hel")}, []string{DiffReceived, DiffUnreceived}},
		{"segments", []lab.Event{gave("x", sent(2, 0))}, []lab.Event{gave("x", sent(1, 0))}, []string{DiffSame, DiffSegments}},
		{"segments counted in one run only", []lab.Event{gave("x", sent(2, 0))}, []lab.Event{gave("x", nil)}, []string{DiffSame}},
		{"bytes held back", []lab.Event{gave("x", sent(1, 0))}, []lab.Event{gave("x", sent(1, 9))}, []string{DiffSame, DiffUnsent}},
		{"a long wait", []lab.Event{took("x")}, []lab.Event{slow}, []string{DiffSame, DiffWait, DiffTime}},
		{"a long call that did not wait", []lab.Event{took("x")}, []lab.Event{late}, []string{DiffSame, DiffTime}},
		{"a long pause is no wait", nil, []lab.Event{asleep}, []string{DiffSame, DiffTime}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, b := sideOf(fed(tt.a)...), sideOf(fed(tt.b)...)
			if got := kinds(Differences(a, b)); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got, back := kinds(Differences(a, b)), kinds(Differences(b, a)); !slices.Equal(got, back) {
				t.Errorf("a and b differ in %q, b and a in %q", got, back)
			}
		})
	}
}

// fed adds the sends of what is received where the events have none.
func fed(events []lab.Event) []lab.Event {
	all := slices.Clone(events)
	if slices.ContainsFunc(all, func(e lab.Event) bool { return e.Call.Sends() }) {
		return all
	}
	for _, e := range events {
		if e.Got > 0 {
			all = append(all, gave(string(e.Data), nil))
		}
	}
	return all
}

func TestDifferencesOfTheWholeRun(t *testing.T) {
	a, b := sideOf(took("hi")), sideOf(took("hi"))
	b.Transport, b.End = lab.UnixStream, lab.End{Reason: lab.EndLimit, Detail: lab.LimitOwn}
	b.Peers = []string{"server", "alice"}
	got := Differences(a, b)
	if want := []string{DiffTransport, DiffPeer, DiffPeer, DiffEnding}; !slices.Equal(kinds(got), want) {
		t.Fatalf("got %q, want %q", kinds(got), want)
	}
	if got[0].Transport != [2]lab.Transport{lab.TCP, lab.UnixStream} {
		t.Errorf("transports %v", got[0].Transport)
	}
	if got[1].Peer != "client" || got[1].Value != [2]int64{1, 0} || got[2].Peer != "alice" || got[2].Value != [2]int64{0, 1} {
		t.Errorf("peers %+v", got[1:3])
	}
}

func TestDifferencesNameTheirNumbers(t *testing.T) {
	slow := with(took("x"), func(e *lab.Event) { e.Start, e.End, e.Waited = 1_000_000, 42_000_000, true })
	a := sideOf(gave("one", sent(1, 0)), gave("two", sent(2, 3)), took("onetwo"))
	b := sideOf(gave("one", sent(1, 0)), gave("two", sent(1, 7)), gave("", sent(2, 0)), slow)
	b.Events[0].FarConn, b.Events[0].Far = 1, kernelSaid(func(p *lab.Probe) { p.Drops = 3 })
	a.Events[0].FarConn, a.Events[0].Far = 1, kernelSaid(func(p *lab.Probe) { p.Drops = 0 })
	found := map[string]Difference{}
	for _, d := range Differences(a, b) {
		found[d.Kind] = d
	}
	for kind, want := range map[string][2]int64{
		DiffUnsent: {3, 7}, DiffDropped: {0, 3}, DiffUnreceived: {0, 5}, DiffWait: {0, 41_000_000}, DiffTime: {0, 42_000_000},
	} {
		if got := found[kind].Value; got != want {
			t.Errorf("%s: %v, want %v", kind, got, want)
		}
	}
	if got := found[DiffReceived]; got.At != 0 || got.Peer != "server" || string(got.Received[0][0]) != "onetwo" {
		t.Errorf("received %+v", got)
	}
	if got := found[DiffWait].Wait[1]; got != (Waiting{"server", lab.CallRecv, 41_000_000}) {
		t.Errorf("wait %+v", got)
	}
	if _, ok := found[DiffSegments]; ok {
		t.Error("two segments left in both runs")
	}
	if found[DiffDropped].Peer != "server" {
		t.Errorf("dropped at %q, want at the server, whose socket was probed from afar", found[DiffDropped].Peer)
	}
}

// TestDifferencesWithinChance: what a busy machine does is not named.
func TestDifferencesWithinChance(t *testing.T) {
	for _, tt := range []struct {
		a, b int64
		want bool
	}{
		{0, leastNs - 1, false},
		{0, leastNs, true},
		{leastNs, leastTimes * leastNs, true},
		{2 * leastNs, 4*leastNs - 1, false},
	} {
		if got := apart(tt.a, tt.b); got != tt.want || apart(tt.b, tt.a) != tt.want {
			t.Errorf("apart(%d, %d) is %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
