package web

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
)

// Who asks much waits behind itself: each other client waits for one piece of its
// work at most.
func TestClientsGetTheirTurnOneAfterAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(1)
		if err := turns.acquire(t.Context(), "first", ""); err != nil {
			t.Fatal(err)
		}
		var order []string
		for _, client := range []string{"greedy", "greedy", "greedy", "greedy", "modest", "late"} {
			go func() {
				if err := turns.acquire(t.Context(), client, ""); err != nil {
					t.Error(err)
				}
				order = append(order, client)
				turns.release(client, "")
			}()
			synctest.Wait()
		}
		turns.release("first", "")
		synctest.Wait()
		if want := []string{"greedy", "modest", "late", "greedy", "greedy", "greedy"}; !slices.Equal(order, want) {
			t.Errorf("order %q, want %q", order, want)
		}
		if turns.free != 1 || len(turns.holds)+len(turns.waiting)+len(turns.order) != 0 {
			t.Errorf("left behind: %+v", turns)
		}
	})
}

func TestNoClientHoldsEverySlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(4)
		ctx, leave := context.WithCancel(t.Context())
		for range 10 {
			go func() { _ = turns.acquire(ctx, "greedy", "") }()
		}
		synctest.Wait()
		if got := turns.holds["greedy"]; got != 2 {
			t.Errorf("one client holds %d of 4 slots, want 2", got)
		}
		if err := turns.acquire(ctx, "modest", ""); err != nil {
			t.Errorf("another client gets none: %v", err)
		}
		leave()
		synctest.Wait()
		if len(turns.waiting)+len(turns.order) != 0 {
			t.Errorf("who left still waits: %v, %v", turns.waiting, turns.order)
		}
		if err := turns.acquire(ctx, "gone", ""); !errors.Is(err, context.Canceled) {
			t.Errorf("who has left gets %v", err)
		}
	})
}

// Of work about one subject one piece goes on, and whoever's turn it is is next.
func TestClientsGetTheirTurnOfASubject(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(4)
		if err := turns.acquire(t.Context(), "first", "run"); err != nil {
			t.Fatal(err)
		}
		var order []string
		for _, client := range []string{"greedy", "greedy", "greedy", "modest"} {
			go func() {
				if err := turns.acquire(t.Context(), client, "run"); err != nil {
					t.Error(err)
				}
				order = append(order, client)
				turns.release(client, "run")
			}()
			synctest.Wait()
		}
		if err := turns.acquire(t.Context(), "greedy", "other"); err != nil {
			t.Error(err)
		}
		if len(order) != 0 {
			t.Errorf("%q had a turn while the first one held it", order)
		}
		turns.release("first", "run")
		synctest.Wait()
		if want := []string{"modest", "greedy", "greedy", "greedy"}; !slices.Equal(order, want) {
			t.Errorf("order %q, want %q", order, want)
		}
		if len(turns.busy) != 1 {
			t.Errorf("busy: %v, want the other one", turns.busy)
		}
	})
}
