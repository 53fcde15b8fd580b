//go:build docker

package docker

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
)

// A class of sixty learns in a container of 256 MB.
func TestAClassIn256MB(t *testing.T) {
	c := mustRun(t, "-m", "256m")
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	all := learning(ctx, t, newClass(t, c.base, 60), 2*time.Second)
	c.unkilled(t)
	t.Logf("%d lessons, click to end %s, p99 %s; %.0f MB at most", len(all), class.Quantile(all, 0.5), class.Quantile(all, 0.99), c.gauge(t, "process_resident_memory_peak_bytes")/(1<<20))
}

// Behind a published port all browsers are one address. Sixty of them are refused
// nothing, and a client that drops its cookie each time has one share.
func TestSixtyBrowsersAreOneAddress(t *testing.T) {
	const long = `{"script":"tcp\nserver:\n    listen 1\n    accept\n"}`
	c := mustRun(t)
	students := newClass(t, c.base, 60)
	stranger := class.NewStranger(c.base)
	defer stranger.CloseIdleConnections()
	got := 0
	for range 80 {
		if err := stranger.Open(t.Context(), "/"); err != nil {
			t.Fatal(err)
		}
		_, err := stranger.Start(t.Context(), long)
		if over := (*class.RefusedError)(nil); err != nil && !errors.As(err, &over) {
			t.Fatal(err)
		}
		if err == nil {
			got++
		}
	}
	if got == 0 || got > 32 {
		t.Errorf("%d runs of a client that drops its cookie go on, want the share of one, 32", got)
	}
	var starting sync.WaitGroup
	for _, s := range students {
		starting.Go(func() {
			for range 2 { // 120 in all, more than one client may have
				if _, err := s.Start(t.Context(), long); err != nil {
					t.Errorf("a browser is refused its run: %v", err)
				}
			}
		})
	}
	starting.Wait()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if all := learning(ctx, t, students, 2*time.Second); len(all) < 60 {
		t.Errorf("%d lessons of 60 browsers", len(all))
	}
}
