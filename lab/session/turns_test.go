package session

import (
	"context"
	"testing"
	"time"

	"stickylab/lab"
)

// flooding sends datagrams that nobody receives until it is told to stop.
func flooding(stop <-chan struct{}) play {
	return play{"flood", func(ctx context.Context, _ *World, h *Hand) error {
		s, err := h.Socket(lab.UDP)
		if err != nil {
			return err
		}
		for ctx.Err() == nil {
			select {
			case <-stop:
				return nil
			default:
			}
			if err := h.SendTo(s, s.At(lab.DefaultPort), []byte("x"), 0); err != nil {
				return err
			}
		}
		return nil
	}}
}

// Runs of many calls take turns, and tell how long they paused; a run of a few calls
// beside them, and a long one that is alone, do not.
func TestRunsOfManyCallsTakeTurns(t *testing.T) {
	l := mustLab(t, Limits{Events: 100_000_000, Bytes: 1 << 40})
	stop := make(chan struct{})
	start := func(who string) (run *live, done <-chan struct{}) {
		id, err := l.Start(t.Context(), lab.Who{Addr: who}, Plan{}, []Actor{flooding(stop)})
		if err != nil {
			t.Fatal(err)
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		run = l.running[id]
		return run, run.log.Done()
	}
	paused := func(r *live) int {
		turns := r.turns.Load()
		if turns == nil {
			return 0
		}
		times, _ := turns.Paused()
		return times
	}
	a, aDone := start("a")
	for deadline := time.Now().Add(20 * time.Second); a.turns.Load() == nil; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("a run of many calls takes no turns")
		}
	}
	if n := paused(a); n != 0 {
		t.Errorf("a run that is alone paused %d times", n)
	}
	// As many as there are turns at once, and one more.
	others := []*live{}
	for range l.rota.Max() {
		b, _ := start("b")
		others = append(others, b)
	}
	for deadline := time.Now().Add(20 * time.Second); paused(a) < 3 || paused(others[0]) < 3; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("two long runs paused %d and %d times", paused(a), paused(others[0]))
		}
	}
	short := mustRun(t, l, Plan{}, play{"short", func(_ context.Context, _ *World, h *Hand) error {
		_, err := listening(h, lab.TCP)
		return err
	}})
	if short.Observer.Pauses.Times != 0 {
		t.Errorf("a run of %d events paused %+v", len(short.Events), short.Observer.Pauses)
	}
	close(stop)
	<-aDone
	if p := a.log.About().Observer.Pauses; p.Times < 3 || p.Ns < int64(p.Times) {
		t.Errorf("the run tells of pauses %+v", p)
	}
}

// A guest's calls wait for no turn, however many long runs there are.
func TestGuestsTakeNoTurns(t *testing.T) {
	l := mustLab(t, Limits{Events: 100_000_000, Bytes: 1 << 40})
	stop := make(chan struct{})
	defer close(stop)
	for range l.rota.Max() + 1 {
		if _, err := l.Start(t.Context(), tester, Plan{}, []Actor{flooding(stop)}); err != nil {
			t.Fatal(err)
		}
	}
	trace := mustRun(t, l, Plan{}, play{"guest", func(_ context.Context, w *World, _ *Hand) error {
		h := w.Guest(0, 0)
		s, err := h.Socket(lab.UDP)
		for range 3000 {
			if err == nil {
				err = h.SendTo(s, s.At(lab.DefaultPort), []byte("x"), 0)
			}
		}
		return err
	}})
	if n := len(trace.Events); n < 3000 || trace.Observer.Pauses.Times != 0 {
		t.Errorf("a guest of %d events paused %+v", n, trace.Observer.Pauses)
	}
}

// The run of a client that is ended does not wait for its turn.
func TestARunThatWaitsForItsTurnCanBeStopped(t *testing.T) {
	l := mustLab(t, Limits{Events: 100_000_000, Bytes: 1 << 40})
	ids := []string{}
	for range l.rota.Max() + 2 {
		id, err := l.Start(t.Context(), tester, Plan{}, []Actor{flooding(nil)})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	for _, id := range ids {
		if err := l.Stop(t.Context(), tester, id); err != nil {
			t.Error(err)
		}
	}
}

// A measurement that is over keeps no turn: the next one would wait for it, and what is
// measured would be the wait.
func TestADrivenRunGivesItsTurnBack(t *testing.T) {
	l := New(Limits{})
	defer l.Close()
	data := []byte("0123456789abcdef")
	for i := range 3 {
		d, err := l.Drive(Plan{})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 * longFrom * weighEvery {
			if _, err := d.Client.Send(data); err != nil {
				t.Fatal(err)
			}
			if _, err := d.Server.Recv(make([]byte, len(data))); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if pauses := d.Recorded().About().Observer.Pauses; pauses.Times > 0 {
			t.Errorf("run %d waited %d times for its turn", i+1, pauses.Times)
		}
	}
	if next := l.Rota().Join("somebody else"); next.Await(t.Context()) != nil {
		t.Error("there is no turn")
	} else if waited, _ := next.Paused(); waited > 0 {
		t.Error("a turn is held by a run that is over")
	}
}
