package view

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/tally"
)

// tallied adds runs of one peer: what its receives returned, how often, and
// in which queue the bytes met.
func tallied(t *testing.T, table *tally.Table, runs int, joined lab.Joined, data ...string) {
	t.Helper()
	var events []lab.Event
	for _, d := range data {
		e := lab.Event{Call: lab.CallRecv, Data: []byte(d), EOF: d == "", Verdict: lab.Exact}
		switch {
		case d == "":
			e.Verdict = 0
		case joined != lab.NotJoined:
			e.Verdict, e.Joined = lab.Coalesced, joined
		}
		events = append(events, e)
	}
	for range runs {
		table.Add(outcomeOf(t, lab.TCP, 1, events), lab.End{Reason: lab.EndDone})
	}
}

func TestRepeatedPutsGroupsInWords(t *testing.T) {
	var table tally.Table
	tallied(t, &table, 17, lab.NotJoined, "hello", "feng")
	tallied(t, &table, 180, lab.ReceiveQueue, "hellofeng", "")
	tallied(t, &table, 3, lab.UnknownQueue, "hellofeng", "")
	got := Repeated("zh", []string{"server"}, &table)
	if got.Runs != 200 || got.Outcomes != 2 || len(got.Groups) != 2 {
		t.Fatalf("%d runs, %d outcomes, %d groups", got.Runs, got.Outcomes, len(got.Groups))
	}
	g := got.Groups[0]
	if g.Low < 0.8681 || g.Low > 0.8682 || g.High < 0.9462 || g.High > 0.9463 || g.Share != 0.915 {
		t.Errorf("share %v, %v to %v", g.Share, g.Low, g.High)
	}
	g.Low, g.High = 0, 0
	want := RepeatGroup{
		Group: 1, Outcome: "服务端：b'hellofeng', b''（流结束）", Mark: "coalesced", Symbol: "粘",
		Label: "粘包 · 在接收队列 180 次、位置未知 3 次", Runs: 183, Share: 0.915, Percent: "91.5%", Range: "86.8–94.6%",
	}
	if g != want {
		t.Errorf("got  %+v\nwant %+v", g, want)
	}
	if g := got.Groups[1]; g.Label != "完整" || g.Symbol != "✓" || g.Mark != "exact" || g.Range != "5.4–13.2%" {
		t.Errorf("the second group is %+v", g)
	}
	if want := []string{T("zh", "repeat.eof"), T("zh", "repeat.interval")}; !reflect.DeepEqual(got.Notes, want) {
		t.Errorf("notes %q, want %q", got.Notes, want)
	}
}

func TestWhatIsAlwaysAlikeExcludesNotEverything(t *testing.T) {
	var table tally.Table
	tallied(t, &table, 20, lab.ReceiveQueue, "hellofeng")
	got := Repeated("en", []string{"server"}, &table)
	if label := got.Groups[0].Label; label != "coalesced · in the receive queue" {
		t.Errorf("label %q counts runs that are all alike", label)
	}
	if len(got.Notes) != 2 || !strings.Contains(got.Notes[0], "a share of 16.1% or less") {
		t.Errorf("notes %q say nothing of the 16.1%% that cannot be excluded", got.Notes)
	}
}

func TestManyOutcomesAreCounted(t *testing.T) {
	var table tally.Table
	for i := range MaxGroups + 5 {
		tallied(t, &table, 2, lab.NotJoined, strconv.Itoa(i))
	}
	got := Repeated("en", []string{"server"}, &table)
	if len(got.Groups) != MaxGroups || got.Outcomes != MaxGroups+5 || !strings.HasPrefix(got.Notes[0], "5 more outcomes are not listed, 10 runs") {
		t.Errorf("%d of %d groups, notes %q", len(got.Groups), got.Outcomes, got.Notes)
	}
}

func TestNotesOfEmptyDatagramsAndFailures(t *testing.T) {
	var table tally.Table
	events := []lab.Event{{Call: lab.CallRecvFrom}}
	table.Add(outcomeOf(t, lab.UDP, 1, events), lab.End{Reason: lab.EndError})
	got := Repeated("en", []string{"server"}, &table).Notes
	want := []string{T("en", "repeat.failed", 1), T("en", "repeat.empty"), T("en", "repeat.interval")}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("notes %q, want %q", got, want)
	}
}

// outcomeOf is the outcome of events in memory.
func outcomeOf(t *testing.T, conns lab.Conns, peers int, events []lab.Event) tally.Outcome {
	t.Helper()
	o, err := tally.Of(conns, peers, func(yield func(*lab.Event, error) bool) {
		for i := range events {
			if !yield(&events[i], nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}
