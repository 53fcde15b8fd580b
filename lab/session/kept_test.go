package session

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// heavy sends and receives a million bytes.
func heavy() []Actor {
	return []Actor{
		serving(untilEmpty),
		calling(func(h *Hand, s *Socket) error {
			for range 10 {
				if err := whole(h, s, make([]byte, 100_000)); err != nil {
					return err
				}
			}
			return nil
		}),
	}
}

func TestKeptRunsAreBoundedByTheirBytes(t *testing.T) {
	l := mustLab(t, Limits{KeptBytes: 3 << 20})
	first, log := mustStart(t, l, tcp, heavy()...)
	<-log.Done()
	if size := log.Size(); size < 1_000_000 {
		t.Fatalf("a run that sent and received a million bytes weighs %d", size)
	}
	for range 4 {
		mustRun(t, l, tcp, heavy()...)
	}
	if _, ok := l.Log(first); ok {
		t.Error("all runs are kept, though they weigh more than the limit")
	}
	last, log := mustStart(t, l, tcp, heavy()...)
	<-log.Done()
	if _, ok := l.Log(last); !ok {
		t.Error("the last run is not kept")
	}
}

func TestAllRunsTogetherHaveALimitOfEvents(t *testing.T) {
	l := mustLab(t, Limits{LiveEvents: 10, Runs: 5})
	for range 2 { // what an ended run took is given back
		tr := mustRun(t, l, tcp, heavy()...)
		if want := (lab.End{Reason: lab.EndLimit, Detail: "live-events"}); tr.End != want {
			t.Errorf("end %+v, want %+v", tr.End, want)
		}
		if n := len(tr.Events); n < 10 {
			t.Errorf("%d events: the run had none to begin with", n)
		}
	}
}

func TestStopWaitsForTheEndOfARunJustRetired(t *testing.T) {
	l := mustLab(t, Limits{})
	log := record.NewLog(record.Header{Transport: lab.TCP})
	l.kept.add("id", "", log)
	stopped := make(chan bool)
	go func() {
		err := l.Stop(t.Context(), lab.Who{}, "id")
		_, ended := log.Ended()
		stopped <- err == nil && ended
	}()
	log.Append(&lab.Event{})
	select {
	case <-stopped:
		t.Fatal("Stop returned before the log's end")
	default:
	}
	log.End(lab.End{Reason: lab.EndDone})
	if !<-stopped {
		t.Error("Stop returned before the log's end, or did not know the run")
	}
}

// logOf is an ended run of so many events.
func logOf(events int) *record.Log {
	log := record.NewLog(record.Header{Transport: lab.TCP})
	for range events {
		log.Append(&lab.Event{})
	}
	log.End(lab.End{Reason: lab.EndDone})
	return log
}

// names lists the runs that are kept.
func (k *kept) names() string {
	var all []string
	for id := range k.logs {
		all = append(all, id)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func TestWhoKeepsMostGivesWay(t *testing.T) {
	for name, c := range map[string]struct {
		limits Limits
		add    func(add func(id, client string, events int))
		want   string
	}{
		"one client: the oldest goes": {Limits{KeptRuns: 2}, func(add func(string, string, int)) {
			add("a1", "a", 1)
			add("a2", "a", 1)
			add("a3", "a", 1)
		}, "a2 a3"},
		"a thousand repeats do not push out what another has run": {Limits{KeptRuns: 4}, func(add func(string, string, int)) {
			add("a1", "a", 1)
			for i := range 1000 {
				add(fmt.Sprintf("b%03d", i), "b", 1)
			}
		}, "a1 b997 b998 b999"},
		"of equals the oldest": {Limits{KeptRuns: 4}, func(add func(string, string, int)) {
			for _, id := range []string{"b1", "a1", "b2", "a2", "c1"} {
				add(id, id[:1], 1)
			}
		}, "a1 a2 b2 c1"},
		"where events are short, who has most of them": {Limits{KeptRuns: 9, KeptEvents: 100}, func(add func(string, string, int)) {
			for i := range 5 {
				add(fmt.Sprint("a", i), "a", 2)
			}
			add("b1", "b", 80)
			add("b2", "b", 15)
		}, "a0 a1 a2 a3 a4 b2"},
		"a run that is too heavy is kept alone": {Limits{KeptRuns: 9, KeptEvents: 10}, func(add func(string, string, int)) {
			add("a1", "a", 1)
			add("b1", "b", 20)
		}, "b1"},
	} {
		t.Run(name, func(t *testing.T) {
			k := newKept(c.limits.withDefaults())
			c.add(func(id, client string, events int) { k.add(id, client, logOf(events)) })
			if got := k.names(); got != c.want {
				t.Errorf("kept %s, want %s", got, c.want)
			}
		})
	}
}

func TestWhatIsKeptIsCountedRight(t *testing.T) {
	k := newKept(Limits{KeptRuns: 20, KeptEvents: 60, KeptBytes: 1 << 20})
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 500 {
		last := fmt.Sprint(i)
		k.add(last, string(rune('a'+random.IntN(4))), logOf(random.IntN(12)))
		var sum weight
		runs := 0
		for client, s := range k.clients {
			var own weight
			for _, one := range s.order {
				own.add(one.weight, 1)
				if k.logs[one.id] == nil {
					t.Fatalf("run %s of %s is on its shelf and not kept", one.id, client)
				}
			}
			if own != s.held || len(s.order) == 0 {
				t.Fatalf("client %s holds %+v in %d runs, counted %+v", client, own, len(s.order), s.held)
			}
			sum.add(own, 1)
			runs += len(s.order)
		}
		if sum != k.held || runs != len(k.logs) || k.logs[last] == nil {
			t.Fatalf("after %d: held %+v counted %+v, %d runs for %d logs", i, sum, k.held, runs, len(k.logs))
		}
		if k.held.runs > 20 || k.held.events > 60 {
			t.Fatalf("after %d: %+v is over the limits", i, k.held)
		}
	}
}
