package share

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// works is how many milliseconds each worker had a turn within a time, while all have
// something to do all the time.
func works(t *testing.T, within time.Duration, workers ...*Worker) []int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	had := make([]int, len(workers))
	var all sync.WaitGroup
	for i, w := range workers {
		all.Go(func() {
			for w.Await(ctx) == nil && ctx.Err() == nil {
				time.Sleep(time.Millisecond / 20)
				had[i]++
			}
		})
	}
	all.Wait()
	for i := range had {
		had[i] /= 20
	}
	return had
}

func TestWhoIsAloneHasItsTurnAllTheTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewRota(1)
		a := r.Join("a")
		if had := works(t, time.Second, a); had[0] < 999 {
			t.Errorf("a worker that is alone worked %d ms of a second", had[0])
		}
		if times, total := a.Paused(); times != 0 || total != 0 {
			t.Errorf("it paused %d times, %s", times, total)
		}
		a.Leave()
	})
}

// A client with many workers has as many turns as one with a single one.
func TestTurnsGoRoundByClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewRota(1)
		single := r.Join("a")
		workers := []*Worker{single}
		for range 8 {
			workers = append(workers, r.Join("b"))
		}
		had := works(t, 8*time.Second, workers...)
		if had[0] < 3600 || had[0] > 4400 {
			t.Errorf("the worker of one client worked %d ms of 8 s, want half", had[0])
		}
		for i, ms := range had[1:] {
			if ms < 400 || ms > 600 {
				t.Errorf("worker %d of eight of the other client worked %d ms, want 500", i+1, ms)
			}
		}
		if times, total := single.Paused(); times < 300 || total < 3*time.Second {
			t.Errorf("it paused %d times for %s, want every other %s", times, total, Slice)
		}
		for _, w := range workers {
			w.Leave()
		}
		if len(r.on)+len(r.teams) != 0 || r.goes {
			t.Errorf("left: %d turns, %d clients; the timer goes: %v", len(r.on), len(r.teams), r.goes)
		}
	})
}

func TestOnlySoManyHaveATurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewRota(2)
		had := works(t, 3*time.Second, r.Join("a"), r.Join("b"), r.Join("c"))
		if sum := had[0] + had[1] + had[2]; sum > 6100 || sum < 5500 {
			t.Errorf("three worked %d ms together in 3 s, with two turns at once", sum)
		}
	})
}

// Who has a turn and does nothing does not keep it from others; who leaves gives it back
// at once.
func TestATurnIsNotKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewRota(1)
		idle, next, last := r.Join("a"), r.Join("b"), r.Join("c")
		if err := idle.Await(t.Context()); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		if err := next.Await(t.Context()); err != nil || time.Since(begun) > Slice {
			t.Errorf("after %s: %v", time.Since(begun), err)
		}
		begun = time.Now()
		time.AfterFunc(time.Millisecond, next.Leave)
		if err := last.Await(t.Context()); err != nil || time.Since(begun) > time.Millisecond {
			t.Errorf("after %s: %v", time.Since(begun), err)
		}
	})
}

// Whoever waits goes on when its worker leaves, or the context is over.
func TestWaitingForATurnEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewRota(1)
		r.timer.Stop()
		first, second := r.Join("a"), r.Join("b")
		if err := first.Await(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.goes = true // no turn ends by itself
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := second.Await(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the error is %v", err)
		}
		time.AfterFunc(time.Second, second.Leave)
		if err := second.Await(t.Context()); err != nil {
			t.Errorf("who has left waits: %v", err)
		}
		if err := second.Await(t.Context()); err != nil {
			t.Errorf("who has left waits once more: %v", err)
		}
	})
}
