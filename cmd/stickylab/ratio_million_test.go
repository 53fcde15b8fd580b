package main

import (
	"encoding/json"
	"os/exec"
	"sync"
	"testing"

	"stickylab/lab/ratio"
)

// million holds what testdata/million.mjs measured, in milliseconds of CPU.
type million struct {
	Updates, Keys, Loops []float64
	ByEvent, ByEventFew  []float64
	ByTime, ByTimeFew    []float64
}

// measured runs the script once for all benchmarks of this file.
func measured() func(b *testing.B) million {
	run := sync.OnceValues(func() (million, error) {
		var m million
		out, err := exec.Command("node", "testdata/million.mjs").Output()
		if err != nil {
			return m, err
		}
		return m, json.Unmarshal(out, &m)
	})
	return func(b *testing.B) million {
		b.Helper()
		m, err := run()
		if err != nil {
			b.Fatal(err)
		}
		return m
	}
}

// The browser's side of a live run of 1 000 000 events with probes: what a
// batch of 1000 more costs, what an arrow key costs, and what a view of all of
// it costs against one of 10 000 events. Beside the milliseconds stands a loop
// that does the same work on every edition.
func BenchmarkRatio08Million(b *testing.B) {
	run := measured()
	b.Run("update", func(b *testing.B) {
		m := run(b)
		ratio.Pair{Ours: m.Updates, Theirs: m.Loops}.Report(b, "ms", ratio.OursAtMost(4))
	})
	b.Run("key", func(b *testing.B) {
		m := run(b)
		ratio.Pair{Ours: m.Keys, Theirs: m.Loops}.Report(b, "ms", ratio.OursAtMost(16))
	})
	b.Run("layout-by-event", func(b *testing.B) {
		m := run(b)
		ratio.Pair{Ours: m.ByEvent, Theirs: m.ByEventFew}.Report(b, "ms", ratio.AtMost(1.3))
	})
	b.Run("layout-by-time", func(b *testing.B) {
		m := run(b)
		ratio.Pair{Ours: m.ByTime, Theirs: m.ByTimeFew}.Report(b, "ms", ratio.AtMost(1.3))
	})
}
