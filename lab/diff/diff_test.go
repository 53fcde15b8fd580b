package diff

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
)

// sideOf is a run of a server and a client.
func sideOf(events ...lab.Event) Side {
	for i := range events {
		events[i].Seq = i + 1
		events[i].End = max(events[i].End, events[i].Start)
	}
	return Side{Transport: lab.TCP, Peers: []string{"server", "client"}, End: lab.End{Reason: lab.EndDone}, Run: list(events)}
}

// list is a run in memory.
type list []lab.Event

func (l list) Events(_ context.Context, from int) iter.Seq2[*lab.Event, error] {
	return func(yield func(*lab.Event, error) bool) {
		for i := from - 1; i < len(l); i++ {
			if !yield(&l[i], nil) {
				return
			}
		}
	}
}

func mustFind(t *testing.T, a, b Side) []Found {
	t.Helper()
	all, err := Differences(t.Context(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func mustDiffer(t *testing.T, a, b Side) []Difference {
	t.Helper()
	var all []Difference
	for _, found := range mustFind(t, a, b) {
		all = append(all, found.Difference)
	}
	return all
}

// TestDifferencesShowWhere: each names the events of both runs that show it.
func TestDifferencesShowWhere(t *testing.T) {
	joined := with(took("hellofeng"), func(e *lab.Event) { e.Verdict, e.Joined = lab.Coalesced, lab.ReceiveQueue })
	slow := with(took("x"), func(e *lab.Event) { e.End, e.Waited = 41_000_000, true })
	option := lab.Event{Peer: 1, Conn: 2, Call: lab.CallSetOption, Option: "nodelay", Arg: 1}
	failed := lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Err: "EPIPE"}
	sent2, sent1 := gave("x", sent(2, 0)), gave("x", sent(1, 0))
	for _, tt := range []struct {
		kind string
		a, b []lab.Event
		want [2][]int
	}{
		{"received", []lab.Event{gave("hellofeng", nil), joined}, []lab.Event{gave("hellofeng", nil), took("hello"), took("feng")}, [2][]int{{2}, {2}}},
		{"received", []lab.Event{took("a"), took("b")}, []lab.Event{took("a"), gave("ab", nil)}, [2][]int{{2}, {1}}},
		{"coalesced", []lab.Event{gave("hellofeng", nil), joined}, []lab.Event{gave("hellofeng", nil), took("hello"), took("feng")}, [2][]int{{2}, nil}},
		{"option", []lab.Event{gave("x", nil), option}, []lab.Event{gave("x", nil)}, [2][]int{{2}, nil}},
		{"errors", []lab.Event{gave("x", nil)}, []lab.Event{gave("x", nil), failed, failed}, [2][]int{nil, {2}}},
		{"segments", []lab.Event{sent1, sent2, sent2}, []lab.Event{sent1, sent1}, [2][]int{{2}, {1}}},
		{"wait", []lab.Event{gave("x", nil), took("x")}, []lab.Event{gave("x", nil), slow}, [2][]int{nil, {2}}},
		{"time", []lab.Event{gave("x", nil), took("x")}, []lab.Event{gave("x", nil), slow}, [2][]int{{1}, {2}}},
	} {
		all := mustFind(t, sideOf(tt.a...), sideOf(tt.b...))
		i := slices.IndexFunc(all, func(f Found) bool { return f.Kind() == tt.kind })
		if i < 0 || !slices.Equal(all[i].Events[0], tt.want[0]) || !slices.Equal(all[i].Events[1], tt.want[1]) {
			t.Errorf("%s: got %+v, want it at the events %v", tt.kind, all, tt.want)
		}
	}
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
		names = append(names, d.Kind())
	}
	return names
}

func TestDifferences(t *testing.T) {
	joined := with(took("hellofeng"), func(e *lab.Event) { e.Verdict, e.Joined = lab.Coalesced, lab.ReceiveQueue })
	elsewhere := with(joined, func(e *lab.Event) { e.Joined = lab.SendQueue })
	unseen := with(joined, func(e *lab.Event) { e.Joined = lab.UnknownQueue })
	closing := func(segs int32) lab.Event {
		p := lab.NoProbe
		p.SegsIn = segs
		return lab.Event{Peer: 0, Conn: unseen.Conn, Call: lab.CallClose, Probe: &p}
	}
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
		{"nothing at all", nil, nil, []string{"same"}},
		{"the same run", []lab.Event{took("hi")}, []lab.Event{took("hi")}, []string{"same"}},
		{"joined or apart", []lab.Event{joined}, []lab.Event{took("hello"), took("feng")}, []string{"received", "coalesced"}},
		{"one receive more", []lab.Event{took("hi")}, []lab.Event{took("hi"), took("")}, []string{"received"}},
		{"joined in another queue", []lab.Event{joined}, []lab.Event{elsewhere}, []string{"same", "coalesced"}},
		{"joined in a queue that the close shows", []lab.Event{unseen, closing(1)}, []lab.Event{unseen, closing(2)}, []string{"same", "coalesced", "arrived"}},
		{"an option", []lab.Event{took("hi")}, []lab.Event{option, took("hi")}, []string{"option", "same"}},
		{"an option that was refused", nil, []lab.Event{refused}, []string{"errors"}},
		{"an error", []lab.Event{gave("x", nil)}, []lab.Event{gave("x", nil), failed}, []string{"errors"}},
		{"bytes that nobody took", []lab.Event{gave("hello", nil), took("hello")}, []lab.Event{gave("hello", nil), took("hel")}, []string{"received", "unreceived"}},
		{"segments", []lab.Event{gave("x", sent(2, 0))}, []lab.Event{gave("x", sent(1, 0))}, []string{"same", "segments"}},
		{"segments counted in one run only", []lab.Event{gave("x", sent(2, 0))}, []lab.Event{gave("x", nil)}, []string{"same"}},
		{"bytes held back", []lab.Event{gave("x", sent(1, 0))}, []lab.Event{gave("x", sent(1, 9))}, []string{"same", "unsent"}},
		{"a long wait", []lab.Event{took("x")}, []lab.Event{slow}, []string{"same", "wait", "time"}},
		{"a long call that did not wait", []lab.Event{took("x")}, []lab.Event{late}, []string{"same", "time"}},
		{"a long pause is no wait", nil, []lab.Event{asleep}, []string{"same", "time"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, b := sideOf(fed(tt.a)...), sideOf(fed(tt.b)...)
			if got := kinds(mustDiffer(t, a, b)); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got, back := kinds(mustDiffer(t, a, b)), kinds(mustDiffer(t, b, a)); !slices.Equal(got, back) {
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
	got := mustDiffer(t, a, b)
	if want := []string{"transport", "peer", "peer", "ending"}; !slices.Equal(kinds(got), want) {
		t.Fatalf("got %q, want %q", kinds(got), want)
	}
	if got[0] != (Transport{[2]lab.Transport{lab.TCP, lab.UnixStream}}) || got[1] != (Peer{"client", 0}) || got[2] != (Peer{"alice", 1}) {
		t.Errorf("got %+v", got)
	}
}

func TestDifferencesNameTheirNumbers(t *testing.T) {
	slow := with(took("x"), func(e *lab.Event) { e.Start, e.End, e.Waited = 1_000_000, 42_000_000, true })
	first, faraway := gave("one", sent(1, 0)), gave("one", sent(1, 0))
	first.FarConn, first.Far = 1, kernelSaid(func(p *lab.Probe) { p.Drops = 0 })
	faraway.FarConn, faraway.Far = 1, kernelSaid(func(p *lab.Probe) { p.Drops = 3 })
	a := sideOf(first, gave("two", sent(2, 3)), took("onetwo"))
	b := sideOf(faraway, gave("two", sent(1, 7)), gave("", sent(2, 0)), slow)
	want := []Difference{
		Received{
			Peer: "server", Count: [2]int{1, 1},
			Listed: [2][]Value{{{[]byte("onetwo"), 6}}, {{[]byte("x"), 1}}}, Other: [2]*Value{{[]byte("onetwo"), 6}, {[]byte("x"), 1}},
		},
		Count{CountUnreceived, "", [2]int64{0, 5}},
		Count{CountDropped, "server", [2]int64{0, 3}}, // its socket was probed from afar
		Count{CountUnsent, "client", [2]int64{3, 7}},
		Wait{[2]Waiting{{}, {"server", lab.CallRecv, 41_000_000}}},
		Time{[2]int64{0, 42_000_000}},
	}
	if got := mustDiffer(t, a, b); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// Of long lists only the first place where they differ is kept.
func TestLongListsAreNotKept(t *testing.T) {
	long := strings.Repeat("x", 3*MaxValue)
	var a, b []lab.Event
	for i := range 1000 {
		a, b = append(a, took(fmt.Sprint(i))), append(b, took(fmt.Sprint(i)))
	}
	b[700] = took(long)
	want := []Difference{
		Received{Peer: "server", Count: [2]int{1000, 1000}, At: 700, Other: [2]*Value{{[]byte("700"), 3}, {[]byte(long[:MaxValue]), len(long)}}},
		Count{CountUnreceived, "", [2]int64{-2890, -2890 - int64(len(long)) + 3}},
	}
	if got := mustDiffer(t, sideOf(a...), sideOf(b...)); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// What is as long is still told apart.
func TestValuesOfOneLengthDiffer(t *testing.T) {
	want := []Difference{Received{
		Peer: "server", Count: [2]int{2, 2}, At: 1,
		Listed: [2][]Value{{{[]byte("hi"), 2}, {[]byte("ho"), 2}}, {{[]byte("hi"), 2}, {[]byte("he"), 2}}},
		Other:  [2]*Value{{[]byte("ho"), 2}, {[]byte("he"), 2}},
	}}
	if got := mustDiffer(t, sideOf(took("hi"), took("ho")), sideOf(took("hi"), took("he"))); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestFailuresInARowAreOne(t *testing.T) {
	failed := func(err string, n int) (all []lab.Event) {
		for range n {
			all = append(all, lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Err: err})
		}
		return all
	}
	var many []lab.Event
	for i := range 7 {
		many = append(many, failed([]string{"EAGAIN", "EPIPE"}[i%2], 500)...)
	}
	again, pipe := Failure{lab.CallSend, "EAGAIN", 500}, Failure{lab.CallSend, "EPIPE", 500}
	want := []Difference{Errors{"client", [2]Failures{
		{Listed: []Failure{again, pipe, again, pipe}, Count: 7},
		{Listed: []Failure{{lab.CallSend, "EPIPE", 3}}, Count: 1},
	}}}
	if got := mustDiffer(t, sideOf(many...), sideOf(failed("EPIPE", 3)...)); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	other := slices.Clone(many)
	for i := len(other) - 500; i < len(other); i++ {
		other[i].Err = "ENOBUFS" // the last group, which is not listed
	}
	if got := kinds(mustDiffer(t, sideOf(many...), sideOf(other...))); !slices.Equal(got, []string{"errors"}) {
		t.Errorf("got %q", got)
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
