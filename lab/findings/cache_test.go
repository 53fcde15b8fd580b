package findings

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
)

// ofRows is an analysis that keeps so many sends.
func ofRows(n int) *Analysis {
	s := &stream{conn: 1}
	for i := range n {
		s.sends.add(send{seq: i, off: int64(i) * 1_000_003})
	}
	return &Analysis{streams: map[int]*stream{1: s}}
}

func TestAnAnalysisIsMadeOnceForAllWhoAsk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var cache Cache
		var wait sync.WaitGroup
		times, made, end := 0, ofRows(1), make(chan struct{})
		for range 100 {
			wait.Go(func() {
				got, err := cache.Of(t.Context(), "large", func(context.Context) (*Analysis, error) {
					times++
					<-end
					return made, nil
				})
				if got != made || err != nil {
					t.Errorf("got %p, %v, want %p", got, err, made)
				}
			})
		}
		synctest.Wait()
		if _, err := cache.Of(t.Context(), "small", func(context.Context) (*Analysis, error) { return ofRows(1), nil }); err != nil {
			t.Errorf("another run: %v", err)
		}
		close(end)
		wait.Wait()
		if times != 1 {
			t.Errorf("made %d times, want 1", times)
		}
	})
}

func TestWhoWaitsIsServedWhenTheFirstLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var cache Cache
		ctx, leave := context.WithCancel(t.Context())
		go func() {
			_, err := cache.Of(ctx, "run", func(ctx context.Context) (*Analysis, error) {
				<-ctx.Done()
				return nil, ctx.Err()
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("who left has %v", err)
			}
		}()
		synctest.Wait()
		var got *Analysis
		go func() {
			got, _ = cache.Of(t.Context(), "run", func(context.Context) (*Analysis, error) { return ofRows(1), nil })
		}()
		synctest.Wait()
		leave()
		synctest.Wait()
		if got == nil {
			t.Error("who waited has nothing")
		}
	})
}

func TestACacheIsBounded(t *testing.T) {
	var cache Cache
	failed := errors.New("failed")
	if _, err := cache.Of(t.Context(), "a", func(context.Context) (*Analysis, error) { return nil, failed }); !errors.Is(err, failed) {
		t.Errorf("error %v, want %v", err, failed)
	}
	put := func(run string, a *Analysis) {
		if _, err := cache.Of(t.Context(), run, func(context.Context) (*Analysis, error) { return a, nil }); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3 * MaxCached {
		put(strconv.Itoa(i), ofRows(1))
		put("0", nil) // which is asked for again and again
	}
	if _, ok := cache.Find("0"); len(cache.kept) != MaxCached || !ok {
		t.Errorf("%d are kept, want %d, and the one that is always asked for", len(cache.kept), MaxCached)
	}
	large := ofRows(2_000_000)
	for i := range 10 {
		put("large"+strconv.Itoa(i), large)
	}
	if n := MaxCachedBytes / large.Size(); n >= 10 || len(cache.kept) != n || cache.bytes != n*large.Size() {
		t.Errorf("%d of %d bytes each are kept, counted as %d, want %d", len(cache.kept), large.Size(), cache.bytes, n)
	}
}
