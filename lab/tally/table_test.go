package tally

import (
	"reflect"
	"testing"

	"stickylab/lab"
)

func TestTableGroupsRuns(t *testing.T) {
	var table Table
	add := func(verdict lab.Verdict, joined lab.Joined, end string, data ...string) int {
		var events []lab.Event
		for _, d := range data {
			e := recv(0, d)
			e.Verdict, e.Joined = verdict, joined
			events = append(events, e)
		}
		return table.Add(outcomeOf(t, lab.TCP, 1, events), lab.End{Reason: end}).ID
	}
	var ids []int
	ids = append(ids,
		add(lab.Exact, lab.NotJoined, lab.EndDone, "hello", "feng"),
		add(lab.Coalesced, lab.ReceiveQueue, lab.EndDone, "hellofeng"),
		add(lab.Coalesced, lab.SendQueue, lab.EndError, "hellofeng"),
		add(lab.Coalesced, lab.ReceiveQueue, lab.EndDone, "hellofeng"),
		add(lab.Split, lab.NotJoined, lab.EndStopped, "hell"),
	)
	if want := []int{0, 1, 1, 1, 2}; !reflect.DeepEqual(ids, want) {
		t.Errorf("groups %v, want %v", ids, want)
	}
	if table.Runs() != 5 || table.Len() != 3 || table.Failed() != 2 {
		t.Errorf("%d runs in %d groups, %d failed; want 5 in 3, 2 failed", table.Runs(), table.Len(), table.Failed())
	}
	shares := table.Shares(10)
	if len(shares) != 3 || shares[0].ID != 1 || shares[1].ID != 0 || shares[2].ID != 2 {
		t.Fatalf("shares %+v, want groups 1, 0, 2", shares)
	}
	s := shares[0]
	low, high := Wilson(3, 5)
	if s.Runs != 3 || s.Failed != 1 || s.Share != 0.6 || s.Low != low || s.High != high || s.Verdict != lab.Coalesced {
		t.Errorf("the largest is %+v", s)
	}
	if want := ([queues]int{lab.SendQueue: 1, lab.ReceiveQueue: 2}); s.Joined != want {
		t.Errorf("joined %v, want %v", s.Joined, want)
	}
	if got := table.Shares(1); len(got) != 1 || got[0].ID != 1 {
		t.Errorf("the largest alone is %+v", got)
	}
	if shares[1].Joined != ([queues]int{}) {
		t.Errorf("runs that did not join are counted as joined: %v", shares[1].Joined)
	}
}

func TestAnEmptyTableHasNoShares(t *testing.T) {
	var table Table
	if got := table.Shares(5); len(got) != 0 || table.Runs() != 0 || table.Failed() != 0 {
		t.Errorf("got %v of %d runs", got, table.Runs())
	}
}

func TestARunWithTwoJoinedReceivesCountsOnce(t *testing.T) {
	var table Table
	e := recv(0, "ab")
	e.Joined = lab.ReceiveQueue
	events := []lab.Event{e, e}
	if got := table.Add(outcomeOf(t, lab.TCP, 1, events), lab.End{Reason: lab.EndDone}).Joined[lab.ReceiveQueue]; got != 1 {
		t.Errorf("counted %d times, want once", got)
	}
}
