package capture

import (
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
)

// Nothing is left of many captures: no descriptor, no memory, no goroutine.
func TestNothingIsLeft(t *testing.T) {
	warm := NewPool(1)
	mustOpen(t, warm, own).End()
	warm.Close()
	descriptors, mappings := openDescriptors(t), ringMappings(t)
	pool := NewPool(2 * keepRings)
	pool.Warm()
	var wait sync.WaitGroup
	for range 2 * keepRings {
		wait.Go(func() {
			c, err := pool.Open(ownAddress(), netip.AddrPort{})
			if err != nil {
				t.Error(err)
				return
			}
			var h heard
			c.Begin(h.run(0))
			c.End()
		})
	}
	wait.Wait()
	pool.Close()
	if got := openDescriptors(t); got > descriptors {
		t.Errorf("%d descriptors, %d before", got, descriptors)
	}
	if got := ringMappings(t); got > mappings {
		t.Errorf("%d rings are mapped, %d before", got, mappings)
	}
}

func openDescriptors(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func ringMappings(t *testing.T) int {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(maps), "socket:[")
}
